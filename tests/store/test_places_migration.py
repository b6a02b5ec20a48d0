"""The marks of used codes go with everything that repeated them; what responses say of villages stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from survey_app.fieldwork.place import Place
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from tests.attack.evidence import burglar_of
from tests.postgresql import Cluster

_WAVE = "bewoners-2026"


@pytest.fixture(params=["sqlite", "postgresql"])
def marked_url(request: pytest.FixtureRequest, tmp_path: object, open_database: Callable[[str], Database]) -> str:
    """A database as the program before left it: forty codes, some of them marked in a transaction of their own."""
    url = f"sqlite:///{tmp_path}/oud.sqlite"
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        url = cluster.url(cluster.new_database())
    open_database(url).upgrade("0007")
    engine = make_engine(url)
    codes = [bytes([number]) * 32 for number in range(40)]
    add_code = text("INSERT INTO invitations (wave, receipt, segment) VALUES (:wave, :receipt, 'ingen')")
    add = text("INSERT INTO responses (wave, key, segment, answers) VALUES (:wave, :key, 'ingen', '{}')")
    with engine.begin() as connection:
        connection.execute(add_code, [{"wave": _WAVE, "receipt": code} for code in reversed(codes)])
    with engine.begin() as connection:
        connection.execute(add, [{"wave": _WAVE, "key": code[:16]} for code in codes[:12]])
        used = [{"receipt": code} for code in codes[::3]]
        connection.execute(text("UPDATE invitations SET used = true WHERE receipt = :receipt"), used)
    engine.dispose()
    return url


def test_no_mark_of_a_used_code_is_left_and_no_row_tells_it_either(
    marked_url: str, open_database: Callable[[str], Database]
) -> None:
    burglar = burglar_of(marked_url)
    database = open_database(marked_url)

    database.upgrade()
    rows = burglar.seize().tables["invitations"]

    assert len(rows) == 40
    assert all("used" not in row and row["segment"] == "ingen" for row in rows)
    assert len({row.get("xmin") for row in rows}) == 1  # written by one transaction
    assert [bytes(row["receipt"]) for row in rows] == sorted(bytes(row["receipt"]) for row in rows)  # type: ignore[call-overload]
    with database.reading() as store:
        assert store.responses.places(_WAVE) == {Place("ingen"): 12}
        assert store.invitations.count(_WAVE) == 40
        assert len(store.invitations.unused(_WAVE)) == 40
