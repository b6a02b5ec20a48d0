"""PostgreSQL: a statement that writes for a respondent takes its locks where it asks for the state of the wave."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_STATE_IN_TURN = """
CREATE FUNCTION state_in_turn(wave_id text, wave_lock bigint, half_lock int, bucket int) RETURNS text
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    -- The locks of survey_app/store/locks.py. What comes after them sees what was committed while it waited.
    PERFORM pg_advisory_xact_lock_shared(wave_lock), pg_advisory_xact_lock(half_lock, bucket);
    RETURN (SELECT state FROM waves WHERE id = wave_id);
END
$$
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_STATE_IN_TURN)
