"""Keep the catalogues of messages in step with the code: extract, merge, compile.

    python -m tests.tools.messages            merges new messages into each .po and compiles them
    python -m tests.tools.messages --check    changes nothing; says what is missing and ends with 1

English keys are their own English wording until somebody changes the ``.po``.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import advisor_tui
from advisor_tui.language import DOMAIN, LOCALES

PACKAGE = Path(advisor_tui.__file__).parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
LANGUAGES = ("fi", "en")


def extracted() -> Catalog:
    """Return every message in the code."""
    catalog = Catalog(project="advisor", charset="utf-8")
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for file, _line, message, comments, context in sorted(found, key=lambda item: (item[0], item[1])):
        catalog.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return catalog


def po_path(code: str) -> Path:
    """Return the file a translator edits."""
    return LOCALES / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(code: str) -> Catalog:
    """Return a language's catalogue, empty where there is none yet."""
    path = po_path(code)
    if not path.exists():
        return Catalog(locale=code, domain=DOMAIN, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=code)


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue as ``gettext`` reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def problems(code: str) -> list[str]:
    """Return what keeps a language from being complete: missing, superfluous, uncompiled."""
    wanted, have = extracted(), read(code)
    found = []
    for message in wanted:
        if message.id:
            translated = have.get(message.id, context=message.context)
            texts = (
                translated.string
                if translated and isinstance(translated.string, tuple)
                else (translated and translated.string,)
            )
            if not translated or translated.fuzzy or not all(texts):
                found.append(f"{code}: not translated: {message.id!r}")
    found += [
        f"{code}: no longer used: {message.id!r}"
        for message in have
        if message.id and not wanted.get(message.id, context=message.context)
    ]
    mo = po_path(code).with_suffix(".mo")
    if not mo.exists() or mo.read_bytes() != compiled(have):
        found.append(f"{code}: {mo.name} is older than {mo.stem}.po")
    return found


def update() -> None:
    """Merge and compile every language."""
    template = extracted()
    for code in LANGUAGES:
        catalog = read(code)
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        if code == "en":
            for message in catalog:
                if message.id and not any(message.string if isinstance(message.string, tuple) else (message.string,)):
                    message.string = message.id
        path = po_path(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, omit_header=False, sort_output=True, no_location=True, width=110)
        path.with_suffix(".mo").write_bytes(compiled(catalog))


if __name__ == "__main__":
    if "--check" not in sys.argv:
        update()
    left = [line for code in LANGUAGES for line in problems(code)]
    print("\n".join(left) or "complete")
    sys.exit(1 if left and "--check" in sys.argv else 0)
