"""Other ways to search the same services, for measuring ours beside them. Each is left out where it is not installed.

They are given the text of the services (names, callers' words, descriptions) as ours is. The everyday words of the
kinds (data/synonyms.toml) are ours alone: no peer has a place for them.
"""

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from advisor_tui.catalogue.service import Catalogue, Service
from advisor_tui.search.index import texts
from advisor_tui.text import fold

Engine = Callable[[str], Sequence[Service]]
LIMIT = 10
NAMES = ("name", "other name", "name sv", "name en")
SAID = ("everyday word",)


def _columns(service: Service) -> tuple[str, str, str]:
    """Return what is searched of a service: its names, callers' words, and the rest, folded."""
    found = [(field, fold(text)) for field, text in texts(service)]
    names = " ; ".join(text for field, text in found if field in NAMES)
    said = " ; ".join(text for field, text in found if field in SAID)
    rest = " ; ".join(text for field, text in found if field not in (*NAMES, *SAID))
    return names, said, rest


def brute_force(catalogue: Catalogue) -> Engine:
    """RapidFuzz WRatio over every name."""
    names = [fold(service.name) for service in catalogue.services]

    def find(query: str) -> list[Service]:
        found = process.extract(fold(query), names, scorer=fuzz.WRatio, limit=LIMIT)
        return [catalogue.services[index] for _name, _score, index in found]

    return find


def full_text(catalogue: Catalogue) -> Engine:
    """SQLite FTS5 with trigrams, any of the query's trigrams, bm25 with names first."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(names, said, rest, tokenize='trigram')")
    connection.executemany("INSERT INTO t VALUES (?, ?, ?)", map(_columns, catalogue.services))

    def find(query: str) -> list[Service]:
        words = [word for word in fold(query).split() if len(word) >= 3]
        grams = {word[at : at + 3] for word in words for at in range(len(word) - 2)}
        asked = " OR ".join(f'"{gram}"' for gram in sorted(grams) if '"' not in gram)
        if not asked:
            return []
        rows = connection.execute(
            "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 10, 7, 1) LIMIT ?", (asked, LIMIT)
        )
        return [catalogue.services[row - 1] for (row,) in rows]

    return find


def tantivy_with(kind: str) -> Callable[[Catalogue], Engine]:
    """Return what builds tantivy with 3-grams (``ngram``) or with the Finnish stemmer (``stemmed``)."""

    def build(catalogue: Catalogue) -> Engine:
        import tantivy  # noqa: PLC0415 - a peer, which need not be installed

        analyzer = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(3, 3, False))
            if kind == "ngram"
            else tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.stemmer("finnish"))
        )
        builder = tantivy.SchemaBuilder()
        for field in ("names", "said", "rest"):
            builder.add_text_field(field, tokenizer_name=kind)
        builder.add_unsigned_field("number", stored=True)
        schema = builder.build()
        index = tantivy.Index(schema)
        index.register_tokenizer(kind, analyzer.filter(tantivy.Filter.lowercase()).build())
        writer = index.writer()
        for number, service in enumerate(catalogue.services):
            names, said, rest = _columns(service)
            writer.add_document(tantivy.Document(names=names, said=said, rest=rest, number=number))
        writer.commit()
        index.reload()
        searcher = index.searcher()

        def find(query: str) -> list[Service]:
            words = "".join(char if char.isalnum() else " " for char in fold(query))
            if not words.strip():
                return []
            boosts = {"names": 10.0, "said": 7.0, "rest": 1.0}
            if kind == "ngram":  # any of them: the parser would ask for all, in a row
                grams = {word[at : at + 3] for word in words.split() for at in range(len(word) - 2)}
                wanted = [(field, gram) for field in boosts for gram in sorted(grams)]
                terms = [tantivy.Query.term_query(schema, field, gram) for field, gram in wanted]
                lifted = [
                    tantivy.Query.boost_query(term, boosts[field])
                    for term, (field, _gram) in zip(terms, wanted, strict=True)
                ]
                asked = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in lifted])
            else:
                asked, _errors = index.parse_query_lenient(words, list(boosts), field_boosts=boosts)
            hits = searcher.search(asked, LIMIT).hits
            return [catalogue.services[searcher.doc(address)["number"][0]] for _score, address in hits]

        return find

    return build


def fuzzy_finder(catalogue: Catalogue) -> Engine:
    """Run fzf over a line for each service."""
    program = shutil.which("fzf")
    if program is None:
        raise ImportError("fzf")
    lines = "\n".join(f"{number}\t{' '.join(_columns(each)[:2])}" for number, each in enumerate(catalogue.services))
    folder = tempfile.mkdtemp()
    (Path(folder) / "lines").write_text(lines, encoding="utf-8")

    def find(query: str) -> list[Service]:
        with (Path(folder) / "lines").open("rb") as source:
            done = subprocess.run(
                [program, "--filter", fold(query), "--delimiter", "\t", "--nth", "2"],
                stdin=source,
                capture_output=True,
                check=False,
            )
        found = done.stdout.decode("utf-8").splitlines()[:LIMIT]
        return [catalogue.services[int(line.split("\t", 1)[0])] for line in found]

    return find


PEERS: dict[str, tuple[Callable[[Catalogue], Engine], int]] = {
    "RapidFuzz WRatio": (brute_force, 60),
    "FTS5 trigram": (full_text, 300),
    "tantivy 3-gram": (tantivy_with("ngram"), 2_000),
    "tantivy Finnish": (tantivy_with("stemmed"), 2_000),
    "fzf": (fuzzy_finder, 60),
}
"""Each peer with how many keys are timed: slow ones are asked for a sample, or a run would take hours."""
