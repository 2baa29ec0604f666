"""On which lines of a Turtle file its subjects and their properties stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin

_RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
#: The tokens of Turtle (W3C, section 6.5), as coarse as finding subjects allows.
_TOKEN: Final = re.compile(
    r"""
      (?P<skip> \#[^\n]* | \s+ )
    | (?P<text> \"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
              | \"(?:[^"\\\n]|\\.)*\" | '(?:[^'\\\n]|\\.)*' )
    | (?P<iri> <[^<>"{}|^`\s]*> )
    | (?P<directive> @prefix\b | @base\b | (?i:prefix|base)(?=\s) )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<number> [+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+ | [+-]?\d*\.\d+ | [+-]?\d+ )
    | (?P<open> [\[(] )
    | (?P<close> [\])] )
    | (?P<stop> [.;,] )
    | (?P<name> (?:[^\s<>"'\[\](){};,.\#^@\\]|\.(?=[\w:%\\-])|\\.)+ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)")


@dataclass(frozen=True, slots=True)
class Lines:
    """Where things stand in a Turtle file; lines count from 1.

    :param subjects: the first line of each subject, by IRI
    :param properties: the first line of each property of a subject, by both IRIs
    """

    subjects: Mapping[str, int]
    properties: Mapping[tuple[str, str], int]

    def find(self, subject: str, path: str | None = None) -> int | None:
        """Return the line of a property of a subject, else of the subject, or None where it has none."""
        own = None if path is None else self.properties.get((subject, path))
        return own or self.subjects.get(subject)


def read_lines(text: str) -> Lines:
    """Find the lines of a text in Turtle or N-Triples; what is no Turtle gives few or none, no error."""
    subjects: dict[str, int] = {}
    properties: dict[tuple[str, str], int] = {}
    subject: str | None = None
    awaited, depth = "subject", 0
    for kind, name, line in _terms(text):
        if kind in ("open", "close"):
            depth += 1 if kind == "open" else -1
            if awaited == "subject":  # a nameless subject: its properties are nobody's
                subject, awaited = None, "predicate"
        elif depth:
            continue
        elif kind == "stop":
            awaited = {".": "subject", ";": "predicate"}.get(name, awaited)
        elif awaited == "subject":
            subject, awaited = name, "predicate"
            subjects.setdefault(name, line)
        elif awaited == "predicate":
            awaited = "object"
            if subject is not None:
                properties.setdefault((subject, name), line)
    return Lines(subjects, properties)


def _terms(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield kind, text and line of each token; names are whole IRIs, and directives are used up."""
    prefixes: dict[str, str] = {}
    base = ""
    tokens = _tokens(text)
    for kind, name, line in tokens:
        if kind == "directive":
            declared = ""
            for inner, part, _ in tokens:
                if inner == "iri" and "base" in name.lower():
                    base = _iri(part, base, prefixes)
                elif inner == "iri":
                    prefixes[declared.removesuffix(":")] = _iri(part, base, prefixes)
                if inner == "iri":
                    break
                declared = part
        else:
            yield kind, _iri(name, base, prefixes) if kind in ("iri", "name") else name, line


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup and match.lastgroup != "skip":
            yield match.lastgroup, match[0], line
        line += match[0].count("\n")


def _iri(name: str, base: str, prefixes: Mapping[str, str]) -> str:
    """Write a name whole: relative, with a prefix, or the word that stands for the type."""
    if name.startswith("<"):
        plain = _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else m[3], name[1:-1])
        return urljoin(base, plain) if base and ":" not in plain else plain
    if name == "a":
        return _RDF_TYPE
    prefix, colon, local = name.partition(":")
    return prefixes.get(prefix, prefix + colon) + re.sub(r"\\(.)", r"\1", local)
