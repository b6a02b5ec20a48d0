"""The tables. Where an envelope, an invitation or a response lives there is no time and no serial.

Nor is there a foreign key from those tables: on PostgreSQL it would write a lock into the row of the wave at every
submission, and so leave a trail. The statements themselves see to it that the wave is there, and open.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
    true,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

_ID = String(60)
_ID_WITH_WORDS = String(66)
"""The id of an item, or `words_key` of one."""

_WORD = String(20)


def _table(name: str, *columns: SchemaItem) -> Table:
    return Table(name, metadata, *columns)


def _of_respondents(name: str, *columns: SchemaItem) -> Table:
    """One in which something of a respondent lives: without the hidden number that SQLite gives a row."""
    return Table(name, metadata, *columns, sqlite_with_rowid=False)


instruments = _table(
    "instruments",
    Column("fingerprint", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)

waves = _table(
    "waves",
    Column("id", _ID, primary_key=True),
    Column("label", Text, nullable=False),
    Column("month", Date, nullable=False),
    Column("source", Text, nullable=False),
    Column("recruitment", _WORD, nullable=False),
    Column("origin", _WORD, nullable=False),
    Column("state", _WORD, nullable=False),
    Column("custody", _WORD, nullable=False),
    Column("minimum", Integer, nullable=False),
    Column("fictitious", Boolean, nullable=False),
    Column("fingerprint", String(64), ForeignKey("instruments.fingerprint")),
    Column("public_key", LargeBinary),
    Column("opened_on", Date),
    Column("closed_on", Date),
    Column("responses", Integer),
    Column("withheld", Boolean, nullable=False, server_default=false()),
    Column("envelope_size", Integer),
    Column("mode_kept", Boolean, nullable=False, server_default=true()),
    Column("published_in", Text),
    Column("contact_key", LargeBinary),
    Column("sheets", Integer),
    Column("sheets_needed", Integer),
    Column("closing_day", Date),
    Column("closing_asked_by", String(60)),
    Column("closing_asked_on", Date),
    Column("approached", Integer),
)

invitations = _of_respondents(
    "invitations",
    Column("wave", _ID, primary_key=True),
    Column("receipt", LargeBinary, primary_key=True),
    Column("segment", _ID),
)

# An envelope that is not sealed yet is a draft: sending puts other bytes, as many, in the same row (decision 0055).
# `wrapped` belongs to a draft only: what opens it on another device, under four words (decision 0065).
envelopes = _of_respondents(
    "envelopes",
    Column("wave", _ID, primary_key=True),
    Column("receipt", LargeBinary, primary_key=True),
    Column("sealed", Boolean, nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("wrapped", LargeBinary),
)

contact_envelopes = _of_respondents(
    "contact_envelopes",
    Column("wave", _ID, primary_key=True),
    Column("key", LargeBinary, primary_key=True),
    Column("ciphertext", LargeBinary, nullable=False),
)

contacts = _of_respondents(
    "contacts",
    Column("wave", _ID, primary_key=True),
    Column("key", LargeBinary, primary_key=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
)

# `arm` stands there only where the village is not kept (decision 0120). The index is for counting without the answers.
responses = _of_respondents(
    "responses",
    Column("wave", _ID, primary_key=True),
    Column("key", LargeBinary, primary_key=True),
    Column("segment", _ID),
    Column("mode", _WORD),
    Column("answers", Text, nullable=False),
    Column("arm", _WORD),
    Index("ix_responses_place", "wave", "segment", "arm"),
)

# That the paper of a closed wave is gone: `sheet` is its number, 0 stands for backups of the key directory. Staff who
# held one, never a respondent.
shreddings = _table(
    "shreddings",
    Column("wave", _ID, ForeignKey("waves.id"), primary_key=True),
    Column("sheet", Integer, primary_key=True, autoincrement=False),
    Column("holder", Text, nullable=False),
    Column("day", Date, nullable=False),
)

kept_counts = _table(
    "kept_counts",
    Column("wave", _ID, ForeignKey("waves.id"), primary_key=True),
    Column("counts", Text, nullable=False),
)

# What is told of the response of an open wave: looked up once a day, rounded down (decision 0153).
told_responses = _of_respondents(
    "told_responses",
    Column("wave", _ID, primary_key=True),
    Column("day", String(10), nullable=False),
    Column("numbers", Text, nullable=False),
)

# That a changed wording asks the same thing, by a researcher's word (STATISTICS 9: KLEINE_WIJZIGING).
editorial_changes = _table(
    "editorial_changes",
    Column("earlier", _ID, primary_key=True),
    Column("later", _ID, primary_key=True),
    Column("item", _ID, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("administrator", Text, nullable=False),
)

# What of the open answers may be shown, read by a human: `digest` says of which text, `shown` what stands in its place,
# NULL if nothing does. Never which response it came from.
read_texts = _of_respondents(
    "read_texts",
    Column("wave", _ID, primary_key=True),
    Column("item", _ID_WITH_WORDS, primary_key=True),
    Column("digest", LargeBinary, primary_key=True),
    Column("shown", Text),
)

administrators = _table(
    "administrators",
    Column("name", String(60), primary_key=True),
    Column("password_hash", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("sessions_ended", Integer, nullable=False, server_default="0"),
    Column("studies", Text, nullable=False, server_default=""),
)

# Whether a key outside the database is the one that it was filled with: a keyed hash of a constant (decision 0132).
key_checks = _table(
    "key_checks",
    Column("name", _WORD, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)

audit_log = _table(
    "audit_log",
    Column("serial", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("administrator", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("subject", Text, nullable=False),
)

RESPONDENTS = tuple(table for table in metadata.tables.values() if not table.dialect_options["sqlite"]["with_rowid"])
"""The tables in which something of a respondent lives."""
