"""What advisors chose for which word: counts only, for the search."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of counts."""
    op.create_table(
        "learned_choice",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", "service_id"),
    )
