"""A fault of a service that an advisor met during a call: the number does not answer, the hours are wrong."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ServiceFault:
    """What was found wrong: ``kind`` is a code of the script (``no_answer``), ``number`` the phone that was tried.

    ``note`` holds words of the advisor about the service, never about a caller; ``at`` is the moment, in UTC. There is
    one for each service and call at most.
    """

    call_id: str
    service_id: str
    kind: str
    number: str
    note: str
    at: datetime
