"""What an export of the kept log holds, for its tests."""

from hypothesis import HealthCheck, settings

from advisor_tui.records.export.forms import Format
from advisor_tui.records.export.making import Wish
from tests.export_log import Log

IDENTITY = ["caller_name", "caller_phone", "person_name", "person_phone"]


examples = settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def exported(log: Log, kind: Format, *, identified: bool = False) -> bytes:
    """Return the file of a form."""
    (data,) = log.written(Wish(kind, identified=identified))
    return data
