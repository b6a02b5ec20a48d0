"""The longest words and the largest letters: nothing is cut off, and nothing lies over anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from survey_app.questionnaire.instrument import Instrument
from tests.browser.conftest import Site
from tests.browser.fitting import misfits
from tests.browser.steps import follow_link, pages_to_look_at
from tests.contact_wave import with_desk
from tests.web.field import INSTRUMENT, open_wave_for_staff, open_wave_with_codes

OpenPage = Callable[..., Page]

WORST = "Arbeidsongeschiktheidsuitkering Omgevingsdienstmedewerker"
_TEXTS = ("title", "client", "contact", "introduction", "thanks", "label", "lead_in", "text", "help", "not_applicable")


def test_the_worst_words_fit_in_every_place_on_a_phone_with_letters_twice_as_large(
    site: Site, open_page: OpenPage
) -> None:
    hard = Instrument.model_validate(_hardened(with_desk(_with_help()).model_dump(mode="json", by_alias=True)))
    staff = open_wave_for_staff(site.field, instrument=hard)
    codes = open_wave_with_codes(site.field, instrument=hard)
    page = open_page(320)
    faults: list[str] = []

    for show in pages_to_look_at(site, codes, staff):
        show(page)
        faults += misfits(page, 320, 360, 390, larger=True)
        page.set_viewport_size({"width": 320, "height": 740})

    assert "\n".join(faults) == ""


def test_scales_of_two_to_eleven_points_fit_in_their_cards_with_columns_as_wide_as_each_other(
    site: Site, open_page: OpenPage
) -> None:
    code, *_others = open_wave_with_codes(site.field, instrument=Instrument.model_validate(_of_scales()))
    page = open_page(360)
    follow_link(site, page, code)
    page.goto(f"{site.address}/vragenlijst/1")

    faults = misfits(page, 360, 900, 1024, 1280, larger=True)

    assert "\n".join(faults) == ""


def _with_help() -> Instrument:
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    for section in raw["questionnaire"]["sections"]:
        for item in section["items"]:
            if item["type"] != "passage":
                item["help"] = "Uitleg"
    return Instrument.model_validate(raw)


def _hardened(part: Any, key: str = "") -> Any:  # as JSON has it
    """The same with the worst words in every text that a respondent reads, each still different from the others."""
    if isinstance(part, dict):
        return {name: _hardened(inner, name) for name, inner in part.items()}
    if isinstance(part, list):
        return [_hardened(inner, key) for inner in part]
    if not isinstance(part, str):
        return part
    if key in ("unit", "read_by"):
        return WORST.split()[0]
    return f"{WORST} {part}" if key in _TEXTS else part


def _of_scales() -> dict[str, Any]:
    """Scales of 2 to 11 points: in words, with numbers, and with words at one end."""
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    scales: dict[str, Any] = {}
    for points in range(2, 12):
        numbers = [str(number) for number in range(points)]
        scales[f"woorden{points}"] = _scale([f"Verantwoordelijkheidsgevoelig {number}" for number in numbers], WORST)
        scales[f"getallen{points}"] = _scale(numbers, "Weet ik niet")
        scales[f"einden{points}"] = _scale([*numbers[:-1], f"{points} (heel prettig)"], None)
    raw["questionnaire"]["response_scales"] = scales
    items = [{"type": "likert", "id": scale, "text": f"Schaal {scale}.", "response_scale": scale} for scale in scales]
    raw["questionnaire"]["sections"] = [{"id": "schalen", "title": "Schalen", "items": items}]
    return raw


def _scale(labels: list[str], not_applicable: str | None) -> dict[str, Any]:
    points = [{"id": f"p{number}", "label": label} for number, label in enumerate(labels)]
    return {"points": points, "not_applicable": not_applicable}
