"""An index kept in the user's cache folder, so that the next start need not build it.

The file's name is made from what the index was built of and with; its content carries a digest of itself. Whatever
does not fit (damaged, half written, of another version or machine) is built anew and written over. It holds plain
numbers and words, never code. A folder that cannot be written to costs the time of building, and nothing else.
"""

import os
import sys
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import Stemmer
from msgspec import Struct

from advisor_tui.catalogue.kinds import Kind
from advisor_tui.catalogue.service import Catalogue, digest_of
from advisor_tui.search.callers import ServiceClass
from advisor_tui.search.index import Index, Numbers, build
from advisor_tui.search.synonyms import Synonyms
from advisor_tui.search.vocabulary import Vocabulary

FORM = 2
"""Counts up whenever an index is built or kept in another way: an older one is then not looked at."""

MAGIC = b"advisor search index\n"
DIGEST = 32
"""Bytes of the digest of the content."""

KEPT = 4
"""Indexes kept: a county's catalogue and its predecessor, the samples, and one that was tried."""


class Kept(Struct, frozen=True, array_like=True):
    """What the file holds: words as lines of one text, lists of numbers as bytes of the machine's own order."""

    machine: str
    spelt: str
    folded: str
    keys: str
    key_sizes: bytes
    key_words: bytes
    offsets: bytes
    docs: bytes
    codes: bytes
    phrase_sizes: bytes
    phrase_words: bytes
    phrase_doc_sizes: bytes
    phrase_docs: bytes
    other_words: dict[int, tuple[int, ...]]
    kind_of: bytes
    kinds: int
    names: str
    digits: str
    classes: list[ServiceClass]
    class_of: bytes


MACHINE = f"{sys.byteorder} {array('I').itemsize} {array('H').itemsize}"


def open_index(folder: Path | None, catalogue: Catalogue, kinds: tuple[Kind, ...], synonyms: Synonyms) -> Index:
    """Return the index of a catalogue: the kept one where it fits, else a new one, which is kept if it can be."""
    path = folder / f"search-{content_key(catalogue, kinds, synonyms)}.idx" if folder else None
    index = read(path) if path else None
    if index is None or index.services != len(catalogue):
        index = build(catalogue, kinds, synonyms)
        if path:
            write(path, index)
    return index


def content_key(catalogue: Catalogue, kinds: tuple[Kind, ...], synonyms: Synonyms) -> str:
    """Return a name for what an index is built of (services, kinds, words) and with (this form, the stemmer)."""
    made_with = (FORM, Stemmer.version(), unicodedata.unidata_version, MACHINE)
    return digest_of(msgspec.json.encode((made_with, kinds, synonyms)) + catalogue.fingerprint).hex()


def read(path: Path) -> Index | None:
    """Return the index of a file, or None where there is none that can be used."""
    try:
        return _opened(path.read_bytes())
    except OSError:
        return None


def _opened(raw: bytes) -> Index | None:
    head, digest, content = raw[: len(MAGIC)], raw[len(MAGIC) : len(MAGIC) + DIGEST], raw[len(MAGIC) + DIGEST :]
    if head != MAGIC or digest != digest_of(content):
        return None
    try:
        return _index(msgspec.msgpack.decode(content, type=Kept))
    except (ValueError, IndexError, msgspec.MsgspecError):
        return None


def write(path: Path, index: Index) -> None:
    """Keep an index, whole or not at all; older ones beyond a few go."""
    content = msgspec.msgpack.encode(_kept(index))
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(MAGIC + digest_of(content) + content)
        part.replace(path)
        others = sorted(path.parent.glob("search-*.idx"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in others[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        part.unlink(missing_ok=True) if part.exists() else None


def _kept(index: Index) -> Kept:
    vocabulary = index.vocabulary
    return Kept(
        machine=MACHINE,
        spelt="\n".join(vocabulary.spelt),
        folded="\n".join(vocabulary.folded),
        keys="\n".join(vocabulary.by_key),
        key_sizes=_sizes(vocabulary.by_key.values()),
        key_words=_flat(vocabulary.by_key.values()),
        offsets=index.offsets.tobytes(),
        docs=index.docs.tobytes(),
        codes=index.codes,
        phrase_sizes=_sizes(index.phrases),
        phrase_words=_flat(index.phrases),
        phrase_doc_sizes=_sizes(index.phrase_docs),
        phrase_docs=_flat(index.phrase_docs),
        other_words=index.other_words,
        kind_of=index.kind_of.tobytes(),
        kinds=index.kinds,
        names="\n".join(index.names),
        digits="\n".join(index.digits),
        classes=index.classes,
        class_of=index.class_of.tobytes(),
    )


def _index(kept: Kept) -> Index:
    if kept.machine != MACHINE:
        raise ValueError(kept.machine)
    spelt, folded = _lines(kept.spelt), _lines(kept.folded)
    by_key = dict(zip(_lines(kept.keys), map(tuple, _parts(kept.key_sizes, kept.key_words)), strict=True))
    kind_of = _numbers("H", kept.kind_of)
    index = Index(
        vocabulary=Vocabulary(spelt, folded, by_key),
        offsets=_numbers("I", kept.offsets),
        docs=_numbers("I", kept.docs),
        codes=kept.codes,
        phrases=[tuple(part) for part in _parts(kept.phrase_sizes, kept.phrase_words)],
        phrase_docs=list(_parts(kept.phrase_doc_sizes, kept.phrase_docs)),
        other_words=kept.other_words,
        kind_of=kind_of,
        kinds=kept.kinds,
        names=kept.names.split("\n") if kind_of else [],
        digits=kept.digits.split("\n") if kind_of else [],
        classes=kept.classes,
        class_of=_numbers("I", kept.class_of),
    )
    if not len(spelt) == len(folded) == len(index.offsets) - 1 or index.offsets[-1] != len(index.docs):
        raise ValueError("its parts do not fit together")
    if not len(index.docs) == len(index.codes) or not len(index.names) == len(index.digits) == len(kind_of):
        raise ValueError("its parts do not fit together")
    if len(index.class_of) != len(kind_of) or max(index.class_of, default=-1) >= len(index.classes):
        raise ValueError("its parts do not fit together")
    return index


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _numbers(kind: str, raw: bytes) -> Numbers:
    found: Numbers = array(kind)
    found.frombytes(raw)
    return found


def _sizes(parts: Iterable[Sequence[int]]) -> bytes:
    return array("I", map(len, parts)).tobytes()


def _flat(parts: Iterable[Sequence[int]]) -> bytes:
    return array("I", (number for part in parts for number in part)).tobytes()


def _parts(sizes: bytes, flat: bytes) -> Iterator[Numbers]:
    numbers, at = _numbers("I", flat), 0
    for size in _numbers("I", sizes):
        yield numbers[at : at + size]
        at += size
