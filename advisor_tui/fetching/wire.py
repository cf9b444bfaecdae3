"""Asking a server over HTTP, with care: what it sends has limits of size and time, and what fails is tried again.

Only the server that was named is asked: over HTTPS, or over HTTP on this machine. A proxy is used where the
environment names one, as httpx reads it (``HTTPS_PROXY``, ``NO_PROXY``).
"""

import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec

from advisor_tui import __version__, clock
from advisor_tui.catalogue.intake import WHOLE
from advisor_tui.errors import AdvisorError, shown
from advisor_tui.language import _

if TYPE_CHECKING:
    import httpx

LARGEST = WHOLE
"""Bytes of one answer once unpacked: as much as importers read in one go; a hundred channels are about 1.5 million."""

CONNECTING = 10.0
"""Seconds for reaching the server, and for sending the question."""

SILENCE = 60.0
"""Seconds in which nothing comes: PTV gathers a hundred objects before it sends the first byte."""

ANSWER = 180.0
"""Seconds for the body of one answer, however steadily it trickles."""

ATTEMPTS = 5
"""Times that one question is asked."""

FIRST_WAIT, LONGEST_WAIT, JITTER = 1.0, 30.0, 1.0
"""Seconds before the second attempt, which double with each; the longest; and a random part, so that many do not
come back at once."""

PATIENCE = 300.0
"""Seconds for which the server may ask to be left alone (``Retry-After``); who has to wait longer tries again later."""

BUSY = frozenset({429, 500, 502, 503, 504})
"""Statuses that may pass: too many questions, a mishap of the server, a gateway without its server."""

HOPS = 3
"""Redirects followed, all within the same server."""

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
"""This machine, which may be asked without HTTPS and is never asked by way of a proxy."""


class _Busy(Exception):
    """The server cannot answer now. ``after`` is for how many seconds it wants to be left alone, None if unsaid."""

    def __init__(self, status: int, after: float | None) -> None:
        super().__init__(status)
        self.status = status
        self.after = after


def checked_address(address: str) -> str:
    """Return the address under which an interface lies, without a slash at the end.

    Raises :class:`AdvisorError` for what is no address, and for one that is neither HTTPS nor on this machine.
    """
    import httpx  # noqa: PLC0415 - only who fetches pays for it

    try:
        url = httpx.URL(address)
        sound = bool(url.host) and not url.userinfo and not url.query and not url.fragment
    except (httpx.InvalidURL, UnicodeError):
        sound = False
    if not sound or not (url.scheme == "https" or (url.scheme == "http" and url.host in LOCAL)):
        raise AdvisorError(
            _("This address cannot be asked."),
            where=shown(address),
            remedy=_("Give an address that begins with https://."),
        )
    return address.rstrip("/")


class Wire:
    """A line to one server. ``waiting`` is called with the seconds for which the server asked to be left alone."""

    def __init__(self, address: str, waiting: Callable[[float], None]) -> None:
        import httpx  # noqa: PLC0415 - only who fetches pays for it
        from stamina import instrumentation  # noqa: PLC0415

        instrumentation.set_on_retry_hooks(())  # they would write into the bar that is being drawn
        self._base = checked_address(address)
        self._waiting = waiting
        self._client = _client(local=httpx.URL(self._base).host in LOCAL)

    def __enter__(self) -> "Wire":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._client.close()

    def place(self, path: str) -> str:
        """Return the whole address of a path, for messages."""
        return f"{self._base}{path}"

    def get(self, path: str, params: Mapping[str, str], absent: frozenset[int] = frozenset()) -> bytes | None:
        """Return the body of an answer, unpacked; None where the server says that there is nothing of the kind.

        It says so with one of the statuses in ``absent`` and words of its own: a page of a gateway does not count.
        Raises :class:`AdvisorError` when the answer cannot be had, cannot be trusted or is not JSON by its type.
        """
        import httpx  # noqa: PLC0415
        import stamina  # noqa: PLC0415

        again = stamina.RetryingCaller(
            attempts=ATTEMPTS, timeout=None, wait_initial=FIRST_WAIT, wait_max=LONGEST_WAIT, wait_jitter=JITTER
        )
        url = self._client.build_request("GET", self.place(path), params=dict(params)).url
        try:
            return again(self._may_pass, self._once, url, absent)
        except httpx.TransportError as error:
            raise _unreachable(str(url), error) from error
        except _Busy as error:
            raise _refused(str(url), error.status) from error

    def _may_pass(self, error: Exception) -> bool | float:
        """Tell whether another attempt makes sense, or after how many seconds the server allows one."""
        import httpx  # noqa: PLC0415

        if isinstance(error, _Busy) and error.after is not None:
            if error.after > PATIENCE:
                return False
            self._waiting(error.after)
            return error.after
        return isinstance(error, (_Busy, httpx.TransportError))

    def _once(self, url: "httpx.URL", absent: frozenset[int]) -> bytes | None:
        request = self._client.build_request("GET", url)
        for _hop in range(HOPS + 1):
            with closing(self._client.send(request, stream=True)) as response:
                if response.next_request is None:
                    return _answer(response, absent)
                request = response.next_request
            if _server(request.url) != _server(url):
                raise AdvisorError(
                    _("The server sends on to another one: {address}.").format(address=shown(request.url)),
                    where=shown(url),
                    remedy=_("Nothing was fetched from there. Check the address in the settings."),
                )
        raise AdvisorError(
            _("The server sends round in a circle."), where=shown(url), remedy=_("Check the address in the settings.")
        )


def _client(*, local: bool) -> "httpx.Client":
    import httpx  # noqa: PLC0415

    headers = {"User-Agent": f"advisor-tui/{__version__}", "Accept": "application/json", "Accept-Encoding": "gzip"}
    try:
        return httpx.Client(headers=headers, timeout=httpx.Timeout(CONNECTING, read=SILENCE), trust_env=not local)
    except (ImportError, ValueError) as error:  # a proxy of a kind or form that httpx does not know
        raise AdvisorError(
            _("The proxy that the environment names cannot be used: {reason}.").format(reason=shown(error)),
            where="HTTPS_PROXY",
            remedy=_("Name another, or none."),
        ) from error


def _server(url: "httpx.URL") -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _answer(response: "httpx.Response", absent: frozenset[int]) -> bytes | None:
    status, where = response.status_code, str(response.url)
    if status in BUSY:
        raise _Busy(status, _wait_asked(response.headers.get("Retry-After", "")))
    if status == 200:
        _refuse_no_data(response, where)
    elif status not in absent:
        raise _refused(where, status)
    content = _body(response)
    if status == 200:
        return content
    if not _own_words(content):
        raise _refused(where, status)
    return None


def _body(response: "httpx.Response") -> bytes:
    """Return the body, unpacked piece by piece: it is given up as soon as it is too large or takes too long."""
    import httpx  # noqa: PLC0415

    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip"):
        raise _unreadable(response, _("it is packed as “{name}”").format(name=shown(encoding)))
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding == "gzip" else None
    end, found = clock.monotonic() + ANSWER, bytearray()
    for raw in response.iter_raw():
        if clock.monotonic() > end:
            raise _unreadable(response, _("it takes longer than {limit} seconds").format(limit=int(ANSWER)))
        try:
            found += unpacker.decompress(raw, LARGEST + 1 - len(found)) if unpacker else raw
        except zlib.error as error:
            raise httpx.RemoteProtocolError(str(error), request=response.request) from error
        if len(found) > LARGEST:
            raise _unreadable(response, _("it is larger than {limit} bytes").format(limit=LARGEST))
    if unpacker and not unpacker.eof:
        raise httpx.RemoteProtocolError("the packed body ends early", request=response.request)
    return bytes(found)


def _wait_asked(written: str) -> float | None:
    """Return the seconds of a ``Retry-After``: a number, or a date in the form of HTTP (RFC 9110, 10.2.3)."""
    if written.strip().isdecimal():
        return float(written.strip()[:9])
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    aware: datetime = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - clock.now()).total_seconds())


def _refuse_no_data(response: "httpx.Response", where: str) -> None:
    """Raise for an answer that is no data by its type: the login page of a network, or the notice of a gateway."""
    kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if kind and "json" not in kind and kind != "text/plain":
        raise AdvisorError(
            _("What came is no data, but “{kind}”.").format(kind=shown(kind)),
            where=shown(where),
            remedy=_("Perhaps the network asks to log in first. Open the address in a browser, then try again."),
        )


def _own_words(content: bytes) -> bool:
    """Tell whether an answer is one of PTV's own: ``errorMessage``, or the messages about each parameter."""
    try:
        said: Any = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False
    return isinstance(said, dict) and (
        "errorMessage" in said or (bool(said) and all(isinstance(each, list) for each in said.values()))
    )


def _unreadable(response: "httpx.Response", reason: str) -> AdvisorError:
    return AdvisorError(
        _("The answer cannot be taken: {reason}.").format(reason=reason),
        where=shown(response.url),
        remedy=_("Try again later; what has been fetched is kept for a day."),
    )


def _unreachable(where: str, error: "httpx.TransportError") -> AdvisorError:
    import httpx  # noqa: PLC0415

    reason = _("it does not answer in time") if isinstance(error, httpx.TimeoutException) else shown(error)
    return AdvisorError(
        _("The server cannot be reached: {reason}.").format(reason=reason),
        where=shown(where),
        remedy=_("Check the connection and try again; what has been fetched is kept for a day."),
    )


def _refused(where: str, status: int) -> AdvisorError:
    remedy = (
        _("The server is busy. Try again later; what has been fetched is kept for a day.")
        if status in BUSY
        else _("Check the address in the settings; perhaps the interface has changed.")
    )
    return AdvisorError(
        _("The server answers with status {status}.").format(status=status), where=shown(where), remedy=remedy
    )
