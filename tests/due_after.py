"""What a finished call asks for, for the tests of follow-ups."""

from datetime import date

from hypothesis import settings

MONDAY = date(2026, 11, 23)


quick = settings(deadline=None, max_examples=60)
