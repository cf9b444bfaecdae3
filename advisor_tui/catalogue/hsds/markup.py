"""Text without HTML: HSDS lets descriptions hold it, and asks readers who want plain text to take it out."""

import html
import re

from advisor_tui.text import clean

_BREAKS = re.compile(r"\s*<(?:br|/?p|/?div|/?ul|/?ol|/?h[1-6]|/?tr|/?table)(?:\s[^<>]*)?/?>\s*", re.IGNORECASE)
_ITEMS = re.compile(r"\s*<li(?:\s[^<>]*)?>\s*", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(
    r"</?(?:a|b|i|u|em|strong|span|font|small|big|sup|sub|code|pre|blockquote|img|li|td|th|tbody|thead|center|hr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LINES = re.compile(r"\n{3,}")


def plain(text: str) -> str:
    """Return a text without tags, its paragraphs and items on lines of their own; other text stays as it is."""
    if "<" not in text and "&" not in text:
        return text
    text = _ITEMS.sub("\n- ", _BREAKS.sub("\n", _HIDDEN.sub("", text)))
    text = clean(html.unescape(_TAGS.sub("", text)))
    return _LINES.sub("\n\n", text).strip()
