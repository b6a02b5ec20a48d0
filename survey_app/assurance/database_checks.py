"""The settings of the database: is what is acknowledged durable, and does its log keep still about respondents?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from survey_app.assurance.finding import Finding, Level, ok, warning, wrong

_SQLITE = {"journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "foreign_keys": "1"}
_READERS_OF_STATEMENTS = {"auto_explain", "pgaudit", "pg_stat_monitor"}
_KEPT_LONGER = "the log of transactions has a time per sending, and this keeps it longer; docs/running.md says how long"


@dataclass(frozen=True)
class DatabaseCondition:
    """How a database is set. `settings` has what we may see; `now` is its own clock, None where it has none.

    `sampled` are the columns of which its planner keeps values though it should not.
    """

    kind: str
    is_current: bool
    settings: Mapping[str, str]
    now: datetime | None = None
    replication_slots: int = 0
    sampled: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Rule:
    """What a setting should be, how bad it is when it is not, and why."""

    right: tuple[str, ...]
    level: Level
    why: str


_POSTGRESQL = {
    "synchronous_commit": _Rule(
        ("on", "local", "remote_write", "remote_apply"), Level.WRONG, "acknowledged answers could be lost"
    ),
    "fsync": _Rule(("on",), Level.WRONG, "acknowledged answers could be lost"),
    "full_page_writes": _Rule(("on",), Level.WARNING, "a power cut could damage the database"),
    "track_commit_timestamp": _Rule(("off",), Level.WRONG, "it keeps the time of every answer"),
    "log_statement": _Rule(("none", "ddl"), Level.WRONG, "its log keeps the time of every answer"),
    "log_min_duration_statement": _Rule(("-1",), Level.WRONG, "its log keeps the time of slow answers"),
    "log_min_duration_sample": _Rule(("-1",), Level.WRONG, "its log keeps the time of some answers"),
    "log_transaction_sample_rate": _Rule(("0",), Level.WRONG, "its log keeps the time of some answers"),
    "log_duration": _Rule(("off",), Level.WRONG, "its log keeps the time of every answer"),
    "log_parameter_max_length_on_error": _Rule(("0",), Level.WRONG, "its log keeps what failing statements sent"),
    "log_parameter_max_length": _Rule(("0",), Level.WARNING, "once statements are logged, so is what they sent"),
    "log_min_error_statement": _Rule(("panic",), Level.WARNING, "its log keeps the time of failing statements"),
    "log_lock_waits": _Rule(("off",), Level.WARNING, "its log keeps when somebody waited, and roughly who"),
    "archive_mode": _Rule(
        ("off",),
        Level.WARNING,
        f"{_KEPT_LONGER}; delete the archive up to the closing once a wave is closed",
    ),
    "wal_keep_size": _Rule(("0",), Level.WARNING, _KEPT_LONGER),
    "wal_level": _Rule(
        ("replica", "minimal"), Level.WARNING, "logical decoding hands every answer on, sealed, with its time"
    ),
}


_KEEP_TIMES = (
    "log_duration",
    "log_min_duration_sample",
    "log_min_duration_statement",
    "log_statement",
    "log_transaction_sample_rate",
    "track_commit_timestamp",
)


def keeping_times(settings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The settings, with their values, by which a database or its log keeps when somebody answered."""
    for name in _KEEP_TIMES:
        if name in settings and settings[name] not in _POSTGRESQL[name].right:
            yield name, settings[name]
    for library in sorted(_READERS_OF_STATEMENTS & _loaded(settings)):
        yield "shared_preload_libraries", library


def check_schema(condition: DatabaseCondition) -> Finding:
    """Whether the schema is what this program expects."""
    if condition.is_current:
        return ok("schema", "up to date")
    return wrong("schema", "not up to date with this program", "peilstok db upgrade")


def check_database_settings(condition: DatabaseCondition) -> Iterator[Finding]:
    """Every setting that matters to durability or to silence; all in order is one line."""
    findings = [*(_sqlite(condition) if condition.kind == "SQLite" else _postgresql(condition))]
    if condition.sampled:
        state = f"statistics keep values of {', '.join(condition.sampled)}, also of rows that were deleted"
        findings.append(wrong(condition.kind, state, "docs/running.md, Statistics, says how they go"))
    yield from findings
    if not findings:
        yield ok(condition.kind, f"{len(condition.settings)} settings are right")


def check_clock(now: datetime, condition: DatabaseCondition, last_act: datetime | None) -> Finding:
    """Whether the clock can be right: letters, waves and the audit log have days and times from it."""
    if last_act is not None and now < last_act:
        return wrong("clock", f"it is {now:%Y-%m-%d %H:%M}, before the last line of the audit log", "set the clock")
    if condition.now is not None and abs((now - condition.now).total_seconds()) > 60:
        return warning(
            "clock", "differs more than a minute from that of the database", "let both follow one time server"
        )
    return ok("clock", f"{now:%Y-%m-%d %H:%M %Z}")


def _sqlite(condition: DatabaseCondition) -> Iterator[Finding]:
    for name, right in _SQLITE.items():
        value = condition.settings.get(name, "unknown")
        if value != right:
            yield wrong("SQLite", f"{name} is {value}", f"{right}; Peilstok sets it itself, so something undoes that")


def _postgresql(condition: DatabaseCondition) -> Iterator[Finding]:
    for name, rule in _POSTGRESQL.items():
        value = condition.settings.get(name)
        if value is not None and value not in rule.right:
            yield Finding("PostgreSQL", rule.level, f"{name} is {value}: {rule.why}", f"{name} = {rule.right[0]}")
    loaded = _loaded(condition.settings)
    for library in sorted(_READERS_OF_STATEMENTS & loaded):
        yield wrong("PostgreSQL", f"{library} is loaded: it writes statements down", "take it out for this database")
    if "pg_stat_statements" in loaded:
        state = "pg_stat_statements is loaded: it counts statements, and how long they took"
        yield warning("PostgreSQL", state, "let nobody but the owner read it (no pg_read_all_stats)")
    if condition.replication_slots:
        state = f"{condition.replication_slots} replication slot(s): others get a copy of everything, with its times"
        yield warning("PostgreSQL", state, "know who gets it, and that it is kept as well as this database")


def _loaded(settings: Mapping[str, str]) -> set[str]:
    """Libraries that are loaded, for the whole server or for a session of this database."""
    names = ("shared_preload_libraries", "session_preload_libraries", "local_preload_libraries")
    return {library.strip() for name in names for library in settings.get(name, "").split(",")}
