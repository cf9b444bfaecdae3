"""Alembic's environment: the connection and the transaction come from ``advisor_tui.records.migrate``."""

from alembic import context

from advisor_tui.records.tables import SQLModel

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
