"""Two of three sheets open a wave, two people close it, and paper that was destroyed is written down."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("sheets", sa.Integer()),
        sa.Column("sheets_needed", sa.Integer()),
        sa.Column("closing_day", sa.Date()),
        sa.Column("closing_asked_by", sa.String(60)),
        sa.Column("closing_asked_on", sa.Date()),
    ):
        op.add_column("waves", column)
    # Until now there were two sheets, each of which was enough; those of a draft must be made anew.
    op.execute("UPDATE waves SET sheets = 2, sheets_needed = 1 WHERE custody = 'sheets' AND state <> 'draft'")
    op.create_table(
        "shreddings",
        sa.Column("wave", sa.String(60), nullable=False),
        sa.Column("sheet", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("wave", "sheet", name="pk_shreddings"),
        sa.ForeignKeyConstraint(["wave"], ["waves.id"], name="fk_shreddings_wave"),
    )
