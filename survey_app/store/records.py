"""Counts, what was told of waves, decisions, administrators and what they did: nothing of one respondent."""

import json
from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import UTC, date, datetime

from sqlalchemy import Select, delete, insert, or_, select, text, update

from survey_app.fieldwork.administrators import Administrator, AdministratorExists, AuditEntry
from survey_app.fieldwork.ports import EditorialChange, Shredding, ToldResponse
from survey_app.store.locks import hold_table
from survey_app.store.part import Part
from survey_app.store.schema import (
    administrators,
    audit_log,
    editorial_changes,
    kept_counts,
    key_checks,
    shreddings,
    told_responses,
)

_DECIDED = editorial_changes.c
# Of two who look first at the same moment, the first one's numbers hold for both.
_KEEP = text(
    """
    INSERT INTO told_responses (wave, day, numbers) VALUES (:wave, :day, :numbers)
    ON CONFLICT (wave) DO UPDATE SET day = excluded.day, numbers = excluded.numbers
    WHERE told_responses.day < excluded.day
    """
)


class SqlKeptCounts(Part):
    """The port `KeptCounts` on one connection."""

    def put(self, wave_id: str, counts: str) -> None:
        self.forget(wave_id)
        self._connection.execute(insert(kept_counts), {"wave": wave_id, "counts": counts})

    def find(self, wave_id: str) -> str | None:
        of_wave = select(kept_counts.c.counts).where(kept_counts.c.wave == wave_id)
        return self._connection.execute(of_wave).scalar_one_or_none()

    def forget(self, wave_id: str) -> None:
        self._connection.execute(delete(kept_counts).where(kept_counts.c.wave == wave_id))


class SqlToldResponses(Part):
    """The port `ToldResponses` on one connection."""

    def find(self, wave_id: str) -> ToldResponse | None:
        of_wave = select(told_responses.c.day, told_responses.c.numbers).where(told_responses.c.wave == wave_id)
        row = self._connection.execute(of_wave).one_or_none()
        return None if row is None else ToldResponse(date.fromisoformat(row.day), **json.loads(row.numbers))

    def keep(self, wave_id: str, told: ToldResponse) -> ToldResponse:
        numbers = {"total": told.total, "is_enough": told.is_enough, "by_segment": dict(told.by_segment)}
        row = {"wave": wave_id, "day": told.day.isoformat(), "numbers": json.dumps(numbers)}
        self._connection.execute(_KEEP, row)
        return self.find(wave_id) or told

    def forget(self, wave_id: str) -> None:
        self._connection.execute(delete(told_responses).where(told_responses.c.wave == wave_id))


class SqlEditorialChanges(Part):
    """The port `EditorialChanges` on one connection."""

    def add(self, change: EditorialChange) -> None:
        self._connection.execute(insert(editorial_changes), asdict(change))

    def withdraw(self, change: EditorialChange) -> None:
        this = (_DECIDED.earlier == change.earlier, _DECIDED.later == change.later, _DECIDED.item == change.item)
        self._connection.execute(delete(editorial_changes).where(*this))

    def among(self, wave_ids: Collection[str]) -> list[EditorialChange]:
        of_both = select(editorial_changes).where(_DECIDED.earlier.in_(wave_ids), _DECIDED.later.in_(wave_ids))
        rows = self._connection.execute(of_both.order_by(_DECIDED.earlier, _DECIDED.later, _DECIDED.item)).mappings()
        return [EditorialChange(**row) for row in rows]

    def forget(self, wave_id: str) -> None:
        of_wave = or_(_DECIDED.earlier == wave_id, _DECIDED.later == wave_id)
        self._connection.execute(delete(editorial_changes).where(of_wave))


class SqlKeyChecks(Part):
    """The port `KeyChecks` on one connection."""

    def hold(self) -> None:
        hold_table(self._connection, key_checks.name)

    def find(self, name: str) -> bytes | None:
        of_name = select(key_checks.c.value).where(key_checks.c.name == name)
        return self._connection.execute(of_name).scalar_one_or_none()

    def put(self, name: str, value: bytes) -> None:
        self._connection.execute(delete(key_checks).where(key_checks.c.name == name))
        self._connection.execute(insert(key_checks), {"name": name, "value": value})


class SqlAdministrators(Part):
    """The port `Administrators` on one connection."""

    def add(self, administrator: Administrator) -> None:
        if self.find(administrator.name) is not None:
            raise AdministratorExists(administrator.name)
        self._connection.execute(insert(administrators), asdict(administrator))

    def find(self, name: str) -> Administrator | None:
        if "\0" in name:  # may be typed at the log-in; PostgreSQL would not even look
            return None
        of_name = select(administrators).where(administrators.c.name == name)
        row = self._connection.execute(of_name).mappings().one_or_none()
        return None if row is None else Administrator(**row)

    def hold(self) -> None:
        hold_table(self._connection, administrators.name)

    def save(self, administrator: Administrator) -> None:
        of_name = update(administrators).where(administrators.c.name == administrator.name)
        self._connection.execute(of_name, asdict(administrator))

    def all(self) -> list[Administrator]:
        rows = self._connection.execute(select(administrators).order_by(administrators.c.name)).mappings()
        return [Administrator(**row) for row in rows]


class SqlAuditLog(Part):
    """The port `AuditLog` on one connection; moments are kept as UTC text, the same in both databases."""

    def append(self, entry: AuditEntry) -> None:
        self._connection.execute(insert(audit_log), asdict(entry) | {"at": _as_kept(entry.at)})

    def count(self, entry: AuditEntry, since: datetime) -> None:
        line = self._connection.execute(_counted(entry, since)).first()
        if line is None:
            self.append(replace(entry, act=f"1 {entry.act}"))
            return
        number = int(line.act.partition(" ")[0]) + 1
        of_line = update(audit_log).where(audit_log.c.serial == line.serial)
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


class SqlShreddings(Part):
    """The port `Shreddings` on one connection."""

    def read(self, wave_id: str) -> list[Shredding]:
        of_wave = select(shreddings).where(shreddings.c.wave == wave_id).order_by(shreddings.c.sheet)
        return [Shredding(**row) for row in self._connection.execute(of_wave).mappings()]

    def put(self, shredding: Shredding) -> None:
        self.remove(shredding.wave, shredding.sheet)
        self._connection.execute(insert(shreddings), asdict(shredding))

    def remove(self, wave_id: str, sheet: int) -> None:
        this = (shreddings.c.wave == wave_id, shreddings.c.sheet == sheet)
        self._connection.execute(delete(shreddings).where(*this))
