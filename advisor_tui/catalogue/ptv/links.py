"""Web addresses, forms and e-mail addresses of channels and connections."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from advisor_tui.catalogue.contact import Link, LinkKind
from advisor_tui.catalogue.payload import Payload
from advisor_tui.catalogue.ptv import texts
from advisor_tui.errors import shown
from advisor_tui.language import _

WEB = re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)
"""An address that a browser opens."""

WITHOUT_SCHEME = re.compile(r"www\.[^\s/]+\.[^\s]+", re.IGNORECASE)
"""What people write for one."""

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")

PAGES = ("webPages", "webPage", "urls")
"""Pages as they are read, as they are written to the interface, and as v7 and older had them."""


class _Page(NamedTuple):
    url: str
    name: str
    language: str


def pages(payload: Payload, kind: LinkKind = "web") -> tuple[Link, ...]:
    """Return the web pages of a channel or a connection, and what is attached to it."""
    found = [page for name in PAGES for page in _pages(payload, name)]
    attached = list(_pages(payload, "attachments"))
    return _links([*found], kind) + _links(attached, "web")


def forms(payload: Payload) -> tuple[Link, ...]:
    """Return the files of a printable form."""
    return _links(list(_pages(payload, "channelUrls")), "form")


def emails(payload: Payload, *names: str) -> tuple[str, ...]:
    """Return the e-mail addresses in some fields, each once."""
    found: dict[str, str] = {}
    for name in names:
        for _language, text, item in texts.said(payload, name):
            if EMAIL.fullmatch(text):
                found.setdefault(text.lower(), text)
            else:
                item.wrong("value", _("is not an e-mail address: “{value}”").format(value=shown(text)))
    return tuple(found.values())


def _pages(payload: Payload, name: str) -> Iterator[_Page]:
    for item in payload.children(name):
        # In some lists the value is the address, in others the name of the page.
        field = "url" if item.text("url") else "value"
        title = item.text("name") or (item.text("value") if field == "url" else "")
        url = address(item, field)
        if url:
            yield _Page(url, title, texts.language_of(item))


def address(item: Payload, name: str) -> str:
    """Return a web address; empty where there is none."""
    written = item.text(name)
    if WITHOUT_SCHEME.fullmatch(written):
        return f"https://{written}"
    if written and not WEB.fullmatch(written):
        item.wrong(name, _("is not a web address: “{value}”").format(value=shown(written)))
        return ""
    return written


def _links(found: list[_Page], kind: LinkKind) -> tuple[Link, ...]:
    """Return one link for each address: what is the same page in every language belongs to none."""
    by_url: dict[str, list[_Page]] = {}
    for page in sorted(found, key=_rank):
        by_url.setdefault(page.url, []).append(page)
    links = []
    for url, same in by_url.items():
        spoken = {page.language for page in same}
        name = next(filter(None, (page.name for page in same)), "")
        links.append(Link(url, name, kind, spoken.pop() if len(spoken) == 1 else ""))
    return tuple(links)


def _rank(page: _Page) -> int:
    return texts.READ.index(page.language) if page.language in texts.READ else len(texts.READ)
