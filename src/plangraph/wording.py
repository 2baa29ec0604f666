"""Finds the concepts that a Danish passage names, by the labels of the vocabularies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SKOS

from plangraph.names import PG
from plangraph.passages import normalise

_PG: Final = Namespace(PG)
_KINDS: Final = (_PG.TargetGroup, _PG.Instrument, _PG.Benefit)
#: Shorter labels are abbreviations (IGU, cv): whole words, as they are written.
_SHORTEST_STEM: Final = 4
#: Words at least this long may be broken by a hyphen that the text extraction left, or in their middle
#: by a line end without one.
_SHORTEST_BREAKABLE: Final = 10
_WORD_START: Final = re.compile(r"(?<!\w)\w")
_LETTERS: Final = r"[^\W\d_]"
#: "job- og …", "førtids-, …", "kontanthjælps-/…": a word that borrows its end from a later one.
_OPEN_COMPOUND: Final = re.compile(
    rf"(?<![\w-])(?P<head>{_LETTERS}{{3,}})-(?=\s*[,/]|\s+(?:og|eller|samt|såvel)\b)", re.IGNORECASE
)
#: How far ahead the word may stand that lends its end ("job- såvel som aktivitetsparate").
_LENDERS: Final = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """A form under which a text may name a concept.

    :param label: the form, as the vocabulary writes it
    :param scheme: IRI of the concept scheme
    :param concept: IRI of the concept, or None for a form that looks like a name and is none
    """

    label: str
    scheme: str
    concept: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names a concept.

    :param concept: IRI of the concept
    :param start: first code point, in the normalised text
    :param end: code point after the last
    :param label: the label that was recognised
    """

    concept: str
    start: int
    end: int
    label: str


class Lexicon:
    """The labels of a set of vocabularies, ready to be found in text.

    A label is found at the beginning of a word and whatever ending or compound follows it
    (``flygtning`` in *flygtningenes*), also where a line end has broken the word. In each scheme the
    longest label wins (*jobparate kontanthjælpsmodtagere* before *jobparate*), and a form that the
    vocabulary calls misleading (*ledige stillinger*) silences the label inside it. Abbreviations
    (IPS, STU) are found as whole words only, in the case they are written in.

    :param entries: the forms, of any number of schemes
    :param broader: for each concept the concepts above it, direct or not
    """

    def __init__(self, entries: Iterable[Entry], broader: Mapping[str, frozenset[str]]) -> None:
        self._broader = dict(broader)
        self._by_initial: dict[str, list[tuple[Entry, re.Pattern[str]]]] = defaultdict(list)
        self._single_words: list[Entry] = []
        for entry in sorted(set(entries), key=lambda e: (-len(e.label), e.label, e.scheme, e.concept or "")):
            self._by_initial[entry.label[0].casefold()].append((entry, _pattern(entry.label)))
            if entry.concept is not None and re.fullmatch(_LETTERS + "+", entry.label):
                self._single_words.append(entry)

    @classmethod
    def from_graph(cls, graph: Graph) -> Lexicon:
        """Read the Danish labels of the target groups, instruments and benefits in a graph.

        :param graph: the vocabularies; what else it holds is passed over
        :raises ValueError: when it holds no such concept with a Danish label
        """
        concepts = {s for kind in _KINDS for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef)}
        entries = [entry for concept in concepts for entry in _entries(graph, concept)]
        if not entries:
            raise ValueError("the graph holds no target group, instrument or benefit with a Danish label")
        above = {
            str(c): frozenset(str(b) for b in graph.transitive_objects(c, SKOS.broader)) - {str(c)}
            for c in concepts
        }
        return cls(entries, above)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find every mention in a text, sorted by place; mentions of one scheme never overlap.

        :param text: a passage; it is normalised first, and the mentions' offsets are in that text
        """
        text = normalise(text)
        found = sorted(
            [*self._direct(text), *self._borrowed(text)],
            key=lambda hit: (-len(hit[0].label), hit[1], hit[0].label, hit[0].concept or ""),
        )
        taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
        result = []
        for entry, start, end in found:
            spans = taken[entry.scheme]
            if any(start < e and s < end for s, e in spans):
                continue
            spans.append((start, end))
            if entry.concept is not None:
                result.append(Mention(entry.concept, start, end, entry.label))
        return tuple(sorted(result, key=lambda m: (m.start, m.end, m.concept)))

    def names(self, text: str, concept: str, *, narrower: bool = True) -> bool:
        """Say whether a text names a concept.

        :param text: a passage
        :param concept: IRI of the concept
        :param narrower: whether the name of a narrower concept counts too
        """
        return any(
            mention.concept == concept or (narrower and concept in self._broader.get(mention.concept, ()))
            for mention in self.find(text)
        )

    def _direct(self, text: str) -> Iterator[tuple[Entry, int, int]]:
        for word in _WORD_START.finditer(text):
            for entry, pattern in self._by_initial.get(word[0].casefold(), ()):
                if match := pattern.match(text, word.start()):
                    yield entry, match.start(), match.end()

    def _borrowed(self, text: str) -> Iterator[tuple[Entry, int, int]]:
        for match in _OPEN_COMPOUND.finditer(text):
            head = match["head"].casefold()
            lenders = re.findall(r"\w+", text[match.end() :].casefold())[:_LENDERS]
            for entry in self._single_words:
                label = entry.label.casefold()
                end = label[len(head) :]
                if label.startswith(head) and len(end) >= _SHORTEST_STEM and any(end in w for w in lenders):
                    yield entry, match.start(), match.end()


def _entries(graph: Graph, concept: URIRef) -> Iterator[Entry]:
    scheme = str(graph.value(concept, SKOS.inScheme) or "")
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, _PG.misleadingForm):
        for label in graph.objects(concept, predicate):
            if isinstance(label, Literal) and label.language == "da" and str(label).strip():
                text = str(label).strip()
                if predicate == SKOS.prefLabel:  # "Integrationsgrunduddannelse (IGU)": no text writes it so
                    text = re.sub(r"\s*\([^)]*\)$", "", text)
                yield Entry(text, scheme, None if predicate == _PG.misleadingForm else str(concept))


def _pattern(label: str) -> re.Pattern[str]:
    """Compile a label into what a text may make of it."""
    if label.isupper() or len(label) < _SHORTEST_STEM:
        return re.compile(re.escape(label) + r"(?!\w)")
    parts = []
    for piece in re.findall(rf"{_LETTERS}+|\s+|[\s\S]", label):
        if piece.isspace():
            parts.append(r"\s+")
        elif piece == "-":  # "ikke-\nvestlige" is joined to "ikkevestlige"
            parts.append(r"(?:-\s?)?")
        elif piece in "'’":
            parts.append("['’]")
        elif len(piece) >= _SHORTEST_BREAKABLE:
            parts.append(_breakable(piece))
        else:
            parts.append(re.escape(piece))
    return re.compile("".join(parts) + (f"{_LETTERS}*" if label[-1].isalpha() else ""), re.IGNORECASE)


def _breakable(word: str) -> str:
    middle = range(_SHORTEST_STEM, len(word) - _SHORTEST_STEM + 1)
    return word[0] + "".join(
        (r"(?:-\s?|\s)?" if at in middle else r"(?:-\s?)?") + word[at] for at in range(1, len(word))
    )
