"""What researchers decided: editorial changes that they accept, and open answers that they read."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "editorial_changes",
        sa.Column("earlier", sa.String(60), nullable=False),
        sa.Column("later", sa.String(60), nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("administrator", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("earlier", "later", "item", name="pk_editorial_changes"),
    )
    op.create_table(
        "read_texts",
        sa.Column("wave", sa.String(60), nullable=False),
        sa.Column("item", sa.String(66), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("wave", "item", "digest", name="pk_read_texts"),
        sqlite_with_rowid=False,
    )
