"""What is told of the response of an open wave, once a day."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "told_responses",
        sa.Column("wave", sa.String(60), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("numbers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("wave", name="pk_told_responses"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":  # as in 0003, of what is new since
        for column in ("day", "numbers"):
            op.execute(f"ALTER TABLE told_responses ALTER {column} SET STATISTICS 0")
