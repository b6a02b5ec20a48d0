"""Waves, invitations, the box, the contact desk, responses, counts, administrators and the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "instruments",
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_instruments"),
    )
    op.create_table(
        "waves",
        sa.Column("id", sa.String(60), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recruitment", sa.String(20), nullable=False),
        sa.Column("origin", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("custody", sa.String(20), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("fictitious", sa.Boolean(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("responses", sa.Integer(), nullable=True),
        sa.Column("withheld", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("envelope_size", sa.Integer(), nullable=True),
        sa.Column("mode_kept", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("published_in", sa.Text()),
        sa.Column("contact_key", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_waves"),
        sa.ForeignKeyConstraint(["fingerprint"], ["instruments.fingerprint"], name="fk_waves_fingerprint"),
    )
    op.create_table(
        "invitations",
        sa.Column("wave", sa.String(60), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.Column("segment", sa.String(60), nullable=True),
        sa.Column("used", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("wave", "receipt", name="pk_invitations"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "envelopes",
        sa.Column("wave", sa.String(60), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("wave", "receipt", name="pk_envelopes"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "postgresql":
        # Ciphertext does not compress, and one of the usual size fits on a page: no pieces in a table beside it.
        op.execute("ALTER TABLE envelopes ALTER COLUMN ciphertext SET STORAGE EXTERNAL")
        op.execute("ALTER TABLE envelopes SET (toast_tuple_target = 8160)")
    op.create_table(
        "contact_envelopes",
        sa.Column("wave", sa.String(60), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("wave", "key", name="pk_contact_envelopes"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "contacts",
        sa.Column("wave", sa.String(60), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("wave", "key", name="pk_contacts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "responses",
        sa.Column("wave", sa.String(60), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("segment", sa.String(60), nullable=True),
        sa.Column("mode", sa.String(20), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("wave", "key", name="pk_responses"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kept_counts",
        sa.Column("wave", sa.String(60), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("wave", name="pk_kept_counts"),
        sa.ForeignKeyConstraint(["wave"], ["waves.id"], name="fk_kept_counts_wave"),
    )
    op.create_table(
        "administrators",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_administrators"),
    )
    op.create_table(
        "audit_log",
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("administrator", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("serial", name="pk_audit_log"),
    )
