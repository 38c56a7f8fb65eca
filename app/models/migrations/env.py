"""Alembic's environment: always batch mode, always on the connection that was handed over."""

from alembic import context

from app.models import schema

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=schema.metadata(),
    render_as_batch=True,
    transaction_per_migration=False,
    include_name=lambda name, kind, _: not (kind == "table" and str(name).startswith("search_index")),
)
context.run_migrations()
