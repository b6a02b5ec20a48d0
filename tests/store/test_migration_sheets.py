"""Waves of a database of before: how many sheets they have, and how many of them open the box."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from survey_app.store.engine import make_engine
from survey_app.store.migrating import migrate
from tests.postgresql import Cluster

_ADDED = text(
    "INSERT INTO waves (id, label, month, source, recruitment, origin, state, custody, minimum, fictitious)"
    " VALUES (:id, 'W', '2026-06-01', 's/q.yaml', 'codes', 'responses', :state, :custody, 10, :no)"
)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_wave_that_was_opened_on_sheets_keeps_the_rule_it_was_opened_under(
    postgresql: Cluster, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "old.sqlite").touch()
    url = f"sqlite:///{tmp_path}/old.sqlite" if kind == "sqlite" else postgresql.url(postgresql.new_database())
    engine = make_engine(url)
    with engine.begin() as connection:
        migrate(connection, "0003")
        for state in ("draft", "open", "closed"):
            for custody in ("host", "sheets"):
                row = {"id": f"{state}-{custody}", "state": state, "custody": custody, "no": False}
                connection.execute(_ADDED, row)

    with engine.begin() as connection:
        migrate(connection)
        found = connection.execute(text("SELECT id, sheets, sheets_needed FROM waves WHERE sheets IS NOT NULL"))
        kept = {tuple(row) for row in found}
    engine.dispose()

    assert kept == {("open-sheets", 2, 1), ("closed-sheets", 2, 1)}
