"""How many were approached for a wave without codes, as somebody said; nobody did of the waves of before."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("waves", sa.Column("approached", sa.Integer(), nullable=True))
