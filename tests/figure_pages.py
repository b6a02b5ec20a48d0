"""The lists of figures in docs/frames.md and docs/statistics.md, made of the figures themselves.

`python -m tests.figure_pages` writes them anew, and so does `make pages`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any  # rows of pandas, and figures of whatever they are read from

from survey_app.comparison import figures
from survey_app.comparison.data_frames.build import described, specs
from survey_app.comparison.figures.figure import Figure
from tests.architecture import ROOT, made_anew

FRAMES, STATISTICS = ROOT / "docs" / "frames.md", ROOT / "docs" / "statistics.md"
SECTIONS: Mapping[str, Sequence[str]] = {
    "response": ("RESPONSE", "MODES"),
    "waves": ("IN_WAVE", "POINT", "PRECISELY", "VALUE"),
    "changes": ("CHANGE", "MEAN_CHANGE", "CONCLUSION", "SIZE", "VERDICT"),
    "technical": ("BASE", "TECHNICAL", "DELTA_SIZE"),
    "choices": ("OPTION", "OPTION_TEST"),
    "scales": ("SCALE",),
    "trends": ("TREND",),
    "arms": ("CONTRAST", "ARM_MEANS", "BY_VILLAGE"),
    "composition": ("ANSWER", "ITEM", "POPULATION"),
    "weights": ("WEIGHTS",),
    "goals": ("GOAL",),
}
"""Of docs/statistics.md: the lists of figures that each of its tables has."""

AnyFigure = Figure[Any]


def every_figure() -> Mapping[str, Mapping[str, AnyFigure]]:
    """By the name of the list that it stands in, and its id."""
    found: dict[str, Mapping[str, AnyFigure]] = {}
    for module in iter_modules(figures.__path__):
        for name, listed in vars(import_module(f"{figures.__name__}.{module.name}")).items():
            own = {one.id: one for one in _figures_in(listed)} if name.isupper() and not name.startswith("_") else {}
            if own:
                found[name] = own
    return found


def _figures_in(listed: object) -> Iterator[AnyFigure]:
    for one in listed.values() if isinstance(listed, dict) else listed if isinstance(listed, tuple) else (listed,):
        if isinstance(one, Figure):
            yield one


def frames_page(text: str) -> str:
    """The page on data frames, with every column of each."""
    return made_anew(text, {"frames": "\n\n".join(_frame(name) for name in specs())})


def _frame(name: str) -> str:
    told = described()
    rows = told[told.frame == name].itertuples(index=False)
    lines = (f"| `{row.column}` | {row.type} | {row.unit} | {row.meaning} | {row.source} |" for row in rows)
    head = "| column | type | unit | what | source |\n|---|---|---|---|---|"
    return "\n".join([f"## `{name}`: {specs()[name].row}\n", head, *lines])


def statistics_page(text: str) -> str:
    """The page on statistics, with every figure that stands in a table of the workbook."""
    return made_anew(text, {section: _section(lists) for section, lists in SECTIONS.items()})


def _section(lists: Sequence[str]) -> str:
    every = every_figure()
    rows = (_row(one) for name in lists for one in every[name].values() if one.heading)
    head = "| in the workbook | in English | what it is | source |\n|---|---|---|---|"
    return "\n".join([head, *dict.fromkeys(rows)])


def _row(one: AnyFigure) -> str:
    called = one.end.both if one.end else one.heading
    assert called is not None
    dutch, english = (called.filled(segment=of, Segment=of.capitalize()).spoken_in(language) for language, of in _SAID)
    meaning = one.meaning.filled(segment="segment", segments="segments").spoken_in("en")
    return f"| **{dutch}** | {english} | {meaning} | {one.source} |"


_SAID = (("nl", "kern"), ("en", "segment"))


if __name__ == "__main__":
    for page, made in ((FRAMES, frames_page), (STATISTICS, statistics_page)):
        page.write_text(made(page.read_text(encoding="utf-8")), encoding="utf-8")
