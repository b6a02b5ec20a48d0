"""How often the sessions of an administrator were ended, so that a cookie from before is known."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("administrators", sa.Column("sessions_ended", sa.Integer(), nullable=False, server_default="0"))
