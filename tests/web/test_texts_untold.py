"""When keeping a decision fails, what was written and what was meant are in no log and on no error page."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from survey_app.config import Settings
from survey_app.web.app import create_app
from tests.postgresql import Cluster
from tests.web.admin_desk import at_work, installation
from tests.web.test_canary import without_table
from tests.web.texts_to_read import HOW, MANY, close_wave_with_words, digest, read_of

CANARY = "Kanariewoorden van de onderzoeker"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_an_error_while_deciding_tells_no_text(
    database: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    postgresql: Cluster,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    url = request.getfixturevalue(f"{database}_url")
    app = create_app(Settings(url, tmp_path / "keys", tmp_path, "http://localhost", secure_cookies=False))
    at = installation(app)
    close_wave_with_words(at)
    browser = at_work(app, "onderzoeker")
    text = digest(at, MANY[0])

    with caplog.at_level(logging.DEBUG):
        browser.open(HOW)
        sent = {"text": text, f"choice.{text}": "paraphrased", f"words.{text}": CANARY}
        with without_table(url, "audit_log"):
            failed = browser.post(HOW, **sent)
        browser.open(HOW)
        kept = browser.post(HOW, **sent)

    logged = caplog.text + "".join(capfd.readouterr()) + postgresql.log.read_text()
    assert (failed.status_code, kept.status_code) == (500, 302)
    assert "Er ging iets mis in het programma" in failed.text
    assert "incident" in logged
    assert CANARY not in failed.text + logged
    assert MANY[0] not in failed.text + logged
    assert CANARY in read_of(at).shown.values()
    at.stores.close()
