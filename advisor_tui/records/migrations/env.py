"""Alembic's environment: the connection and the transaction come from ``advisor_tui.records.migrate``."""

from alembic import context
from sqlmodel import SQLModel

from advisor_tui.records import tables  # noqa: F401 - importing it tells SQLModel of the tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
