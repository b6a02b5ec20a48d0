"""What stands beside a response: the arm where the village is not kept; and no mark of which code was used.

The invitations are written anew, all at once and in the order of their receipts: a column that PostgreSQL drops stays in
the rows, and rows that were marked at closing lie apart and carry the number of that transaction.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("responses", sa.Column("arm", sa.String(20), nullable=True))
    op.create_index("ix_responses_place", "responses", ["wave", "segment", "arm"])
    op.rename_table("invitations", "marked")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE marked RENAME CONSTRAINT pk_invitations TO pk_marked")
    op.create_table(
        "invitations",
        sa.Column("wave", sa.String(60), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.Column("segment", sa.String(60), nullable=True),
        sa.PrimaryKeyConstraint("wave", "receipt", name="pk_invitations"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO invitations SELECT wave, receipt, segment FROM marked ORDER BY wave, receipt")
    op.drop_table("marked")
    if op.get_bind().dialect.name == "postgresql":  # as in 0003, of what is new since
        for table, column in (("invitations", "receipt"), ("invitations", "segment"), ("responses", "arm")):
            op.execute(f"ALTER TABLE {table} ALTER {column} SET STATISTICS 0")
