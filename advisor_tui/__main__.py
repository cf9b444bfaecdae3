"""``python -m advisor_tui`` does what ``advisor`` does."""

from advisor_tui.cli import main

main()
