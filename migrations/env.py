"""Alembic's way in: runs on the connection that `Database.upgrade()` hands over, inside its transaction."""

from alembic import context

from survey_app.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
