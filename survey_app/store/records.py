"""Kept counts, administrators, the audit log, and what was shredded: nothing of one respondent."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Select, delete, insert, select, update

from survey_app.fieldwork.administrators import Administrator, AdministratorExists, AuditEntry
from survey_app.fieldwork.ports import Shredding
from survey_app.store.locks import hold_administrators, hold_key_checks
from survey_app.store.schema import administrators, audit_log, kept_counts, key_checks, shreddings


class SqlKeptCounts:
    """The port `KeptCounts` on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, wave_id: str, counts: str) -> None:
        self.forget(wave_id)
        self._connection.execute(insert(kept_counts), {"wave": wave_id, "counts": counts})

    def find(self, wave_id: str) -> str | None:
        found = select(kept_counts.c.counts).where(kept_counts.c.wave == wave_id)
        return self._connection.execute(found).scalar_one_or_none()

    def forget(self, wave_id: str) -> None:
        self._connection.execute(delete(kept_counts).where(kept_counts.c.wave == wave_id))


class SqlKeyChecks:
    """The port `KeyChecks` on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self) -> None:
        hold_key_checks(self._connection)

    def find(self, name: str) -> bytes | None:
        found = select(key_checks.c.value).where(key_checks.c.name == name)
        return self._connection.execute(found).scalar_one_or_none()

    def put(self, name: str, value: bytes) -> None:
        self._connection.execute(delete(key_checks).where(key_checks.c.name == name))
        self._connection.execute(insert(key_checks), {"name": name, "value": value})


class SqlAdministrators:
    """The port `Administrators` on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, administrator: Administrator) -> None:
        if self.find(administrator.name) is not None:
            raise AdministratorExists(administrator.name)
        self._connection.execute(insert(administrators), asdict(administrator))

    def find(self, name: str) -> Administrator | None:
        if "\0" in name:  # may be typed at the log-in; PostgreSQL would not even look
            return None
        found = select(administrators).where(administrators.c.name == name)
        row = self._connection.execute(found).mappings().one_or_none()
        return None if row is None else Administrator(**row)

    def hold(self) -> None:
        hold_administrators(self._connection)

    def save(self, administrator: Administrator) -> None:
        of_name = update(administrators).where(administrators.c.name == administrator.name)
        self._connection.execute(of_name, asdict(administrator))

    def all(self) -> list[Administrator]:
        rows = self._connection.execute(select(administrators).order_by(administrators.c.name)).mappings()
        return [Administrator(**row) for row in rows]


class SqlAuditLog:
    """The port `AuditLog` on one connection; moments are kept as UTC text, the same in both databases."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, entry: AuditEntry) -> None:
        self._connection.execute(insert(audit_log), asdict(entry) | {"at": _as_kept(entry.at)})

    def count(self, entry: AuditEntry, since: datetime) -> None:
        found = self._connection.execute(_counted(entry, since)).first()
        if found is None:
            self.append(replace(entry, act=f"1 {entry.act}"))
            return
        number = int(found.act.partition(" ")[0]) + 1
        of_line = update(audit_log).where(audit_log.c.serial == found.serial)
        self._connection.execute(of_line, {"act": f"{number} {entry.act}"})

    def latest(self, number: int) -> list[AuditEntry]:
        newest = select(audit_log).order_by(audit_log.c.serial.desc()).limit(number)
        rows = self._connection.execute(newest)
        return [AuditEntry(datetime.fromisoformat(row.at), row.administrator, row.act, row.subject) for row in rows]


def _counted(entry: AuditEntry, since: datetime) -> Select[tuple[int, str]]:
    """The line of this act and subject whose number still grows."""
    return (
        select(audit_log.c.serial, audit_log.c.act)
        .where(audit_log.c.at >= _as_kept(since), audit_log.c.administrator == entry.administrator)
        .where(audit_log.c.act.endswith(f" {entry.act}", autoescape=True), audit_log.c.subject == entry.subject)
        .order_by(audit_log.c.serial.desc())
        .limit(1)
    )


def _as_kept(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


class SqlShreddings:
    """The port `Shreddings` on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, wave_id: str) -> list[Shredding]:
        of_wave = select(shreddings).where(shreddings.c.wave == wave_id).order_by(shreddings.c.sheet)
        return [Shredding(**row) for row in self._connection.execute(of_wave).mappings()]

    def put(self, shredding: Shredding) -> None:
        self.remove(shredding.wave, shredding.sheet)
        self._connection.execute(insert(shreddings), asdict(shredding))

    def remove(self, wave_id: str, sheet: int) -> None:
        this = (shreddings.c.wave == wave_id, shreddings.c.sheet == sheet)
        self._connection.execute(delete(shreddings).where(*this))
