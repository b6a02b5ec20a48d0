"""The look of a municipality: what of a theme and a logo is used, and what is told of the rest."""

from __future__ import annotations

import re
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from survey_app.questionnaire.look.contrast import colour, contrast
from survey_app.questionnaire.look.folder import look_of
from survey_app.questionnaire.look.theme import READ, BadTheme, read_theme
from survey_app.questionnaire.picture import BadPicture, read_picture
from survey_app.web.assets import style_sheet
from survey_app.writers.cards import cards_pdf
from tests.counted_waves import instrument, section, statement

_LEFT_OUT = "is left out: it is no value that can be read, or leads to another place"
_LOOK = Path(__file__).parents[1] / "data" / "look"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        # Of docs/rules/public-sector.md, N5, where they were measured by others; black on white is 21 by definition.
        ("#ced4da", "#ffffff", 1.49),
        ("#f2757f", "#ffffff", 2.75),
        ("#ffffff", "#d41422", 5.35),
        ("#000", "white", 21.0),
        ("#777", "#ffffff", 4.48),  # the grey that famously just fails
        ("rgb(0 0 0 / 100%)", "hsl(0, 0%, 100%)", 21.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    first, second = colour(one), colour(other)

    assert first is not None
    assert second is not None
    assert round(contrast(first, second), 2) == ratio


def test_a_theme_with_defects_is_cleaned_and_mended_and_each_is_told() -> None:
    theme = read_theme((_LOOK / "theme.css").read_text())

    assert theme.name == "voorbeeld-theme"
    assert theme.tokens["--utrecht-button-background-color"] == "#d41422"
    assert theme.tokens["--utrecht-document-font-family"] == "Roboto, system-ui, sans-serif"
    assert theme.tokens["--utrecht-button-hover-color"] == "#ffffff"  # 7.9 to 1 on #a80f1b, where theirs had 1.1
    for gone in ("form-input-border-color", "heading-2-color", "link-color", "document-line-height", "focus-outline"):
        assert not any(gone in name for name in theme.tokens), gone
    assert list(theme.notes) == [
        "2 rules are left out: only .voorbeeld-theme is read",
        f"--utrecht-button-padding-block-start: {{voorbeeld.space.block.md}} {_LEFT_OUT}",
        "--utrecht-document-font-size: 14px is left out: letters are at least 16 px",
        f"--utrecht-document-line-height: {{voorbeeld.typography.line-height.md}} {_LEFT_OUT}",
        f"--utrecht-heading-2-color: url(https://elders.example/x) {_LEFT_OUT}",
        f"--utrecht-page-footer-background-color: expression(alert(1)) {_LEFT_OUT}",
        "--utrecht-link-color: #f2757f is replaced: its contrast is 2.75 to 1, of 4.5 at least",
        "--utrecht-button-hover-color: #b3121f is replaced: its contrast is 1.10 to 1, of 4.5 at least",
        "--utrecht-form-input-border-color: #ced4da is replaced: its contrast is 1.49 to 1, of 3 at least",
    ]


def test_what_is_served_is_one_rule_by_day_and_by_night_and_leads_nowhere() -> None:
    css = read_theme((_LOOK / "theme.css").read_text()).css

    day, night = css.split("@media screen and (prefers-color-scheme: dark) {\n")
    assert night.endswith("}\n}\n")
    for rule in (day, night.removesuffix("}\n")):
        assert rule.startswith(".voorbeeld-theme.peilstok-theme {")
        assert rule.count("{") == rule.count("}") == 1
        assert not re.search(r"url|@|expression|elders|/\*", rule)
        for line in rule.splitlines()[1:-1]:
            assert re.fullmatch(r"  --(utrecht|peilstok)-[a-z0-9-]+: [^;{}]+;", line), line


def test_a_page_that_would_be_dark_under_our_own_text_keeps_our_ground() -> None:
    theme = read_theme(".x-theme { --utrecht-document-background-color: #111; --utrecht-document-color: #eee }")

    assert "--utrecht-document-color" not in theme.tokens  # cards stay white
    assert "--utrecht-document-background-color" not in theme.tokens
    assert len(theme.notes) == 2


@pytest.mark.parametrize(
    ("css", "why"),
    [
        ("", "no theme; right is one rule .<organisation>-theme { --utrecht-…: …; }"),
        (":root { --utrecht-link-color: red }", "no theme; "),
        (".a-theme {} .b-theme {}", "2 themes: a-theme, b-theme; "),
        (".a-theme {" + " " * 300_000 + "}", "300011 characters; a theme has at most 300000"),
    ],
)
def test_what_is_no_theme_is_refused(css: str, why: str) -> None:
    with pytest.raises(BadTheme) as refusal:
        read_theme(css)

    assert str(refusal.value).startswith(why)


def test_a_reference_to_itself_ends() -> None:
    theme = read_theme(".x-theme { --utrecht-link-color: var(--utrecht-link-color) }")

    assert not theme.tokens
    assert len(theme.notes) == 1


def test_every_token_that_the_style_sheet_reads_can_be_set() -> None:
    assert set(re.findall(r"var\(--utrecht-([a-z0-9-]+)", style_sheet())) == {
        name
        for name in READ
        if name != "form-input-border-color"  # ours has its name, for much else has that colour
    }


def test_a_drawing_loses_script_handlers_and_addresses_and_nothing_else() -> None:
    picture = read_picture(_LOOK / "logo.svg")

    text = picture.content.decode()
    assert picture.mimetype == "image/svg+xml"
    assert not re.search(r"script|onload|onclick|elders|style|foreignObject|image|alert", text)
    assert '<rect width="40" height="40" fill="#d41422"' in text
    assert '<path d="M8 28 L20 10 L32 28 Z" fill="#ffffff"' in text


def _png(*notes: tuple[bytes, bytes]) -> bytes:
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), *notes, (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def test_a_png_loses_what_was_noted_in_it(tmp_path: Path) -> None:
    (tmp_path / "foto.png").write_bytes(_png((b"tEXt", b"Author\0J. Jansen"), (b"eXIf", b"place")))

    assert read_picture(tmp_path / "foto.png").content == _png()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.svg", b"<svg", "it is no SVG that can be read; save it anew as plain SVG"),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "it is no SVG"),
        ("a.svg", b"<html/>", "its first element must be svg"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "its first element must be svg, with a viewBox"),
        ("a.jpg", b"een foto", "it is neither SVG, PNG nor JPEG; save it as SVG, PNG or JPEG"),
        ("a.png", _png()[:-8], "it is a damaged PNG; save it anew"),
        ("a.svg", b" " * 300_001, "300001 bytes; a picture has at most 300000: save it smaller"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(BadPicture, match=f"{name}: {re.escape(why)}"):
        read_picture(tmp_path / name)


def test_a_folder_without_either_has_no_look(tmp_path: Path) -> None:
    assert look_of(tmp_path) is None
    (tmp_path / "theme.css").write_bytes(b"\xff\xfe.")
    with pytest.raises(BadTheme, match=r"theme.css: it is no text in UTF-8"):
        look_of(tmp_path)


def test_a_card_has_the_logo_and_the_colour_of_the_theme(tmp_path: Path) -> None:
    asked = instrument(section(statement()))
    red = bytes.fromhex("d41422")

    made = cards_pdf(asked, "https://vragen.example", ["N2SA7DQQ2CXG"], look_of(_LOOK))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    dressed = _painted(tmp_path, made)
    plain = _painted(tmp_path, cards_pdf(asked, "https://vragen.example", ["N2SA7DQQ2CXG"]))

    assert dressed.count(red) > 200  # of the logo, 7 mm at 72 dots an inch: 400 less the white in it
    assert red not in plain


def _painted(folder: Path, pdf: bytes) -> bytes:
    (folder / "a.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "72", "-singlefile", "a.pdf", "a"], cwd=folder, check=True)
    return (folder / "a.ppm").read_bytes()
