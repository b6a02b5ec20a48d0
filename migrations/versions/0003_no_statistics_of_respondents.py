"""PostgreSQL's planner samples no column that holds something of a person, and forgets what it had sampled."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = {
    "invitations": ("receipt", "segment"),
    "envelopes": ("receipt", "ciphertext", "wrapped"),
    "contact_envelopes": ("key", "ciphertext"),
    "contacts": ("key", "name", "phone", "email"),
    "responses": ("key", "segment", "mode", "answers"),
    "read_texts": ("item", "digest", "shown"),
    "administrators": ("password_hash",),
}


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    for table, columns in COLUMNS.items():
        types = {column["name"]: column["type"] for column in sa.inspect(connection).get_columns(table)}
        for column in columns:
            # The same type again: no row is written anew, but the statistics of the column go with the old type.
            type_ = types[column].compile(connection.dialect)
            op.execute(f"ALTER TABLE {table} ALTER {column} SET STATISTICS 0, ALTER {column} TYPE {type_}")
