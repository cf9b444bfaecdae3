"""Text without HTML: HSDS lets descriptions hold it, and asks readers who want plain text to take it out."""

import html
import re

from advisor_tui.text import clean

_BREAKS = re.compile(r"<(?:br|/?p|/?div|/?ul|/?ol|/?h[1-6]|/?tr|/?table)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ITEMS = re.compile(r"<li(?:\s[^<>]*)?>\s*", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|small|big|sup|sub|code|pre|blockquote|img|li|td|th|tbody|thead|center|hr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITIES = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});", re.IGNORECASE)
_EMPTY = re.compile(r"\n{3,}")


def plain(text: str) -> str:
    """Return a text without tags, its paragraphs and items on lines of their own; other text stays as it is."""
    if not any(each.search(text) for each in (_BREAKS, _ITEMS, _HIDDEN, _TAGS, _ENTITIES)):
        return text
    text = _BREAKS.sub("\n", _ITEMS.sub("\n- ", _HIDDEN.sub("", text)))
    text = clean(_ENTITIES.sub(lambda found: html.unescape(found.group()), _TAGS.sub("", text)))
    lines = (line.strip() for line in text.split("\n"))
    return _EMPTY.sub("\n\n", "\n".join(line for line in lines if line != "-")).strip()
