"""Which studies a reader is tied to; nobody was before, and readers go on seeing what they saw."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("administrators", sa.Column("studies", sa.Text(), nullable=False, server_default=""))
