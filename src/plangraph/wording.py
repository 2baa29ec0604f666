"""Finds the concepts that a Danish passage names, by the labels of the vocabularies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
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
#: Labels are looked up by so many letters; no line end breaks a word so early.
_START: Final = 3
_PLAIN: Final = re.compile(rf"[^\W_][\w ]{{{_START - 1}}}")
#: What a line end may leave between two letters of a label, or take from between them.
_JOINTS: Final = "- "
_WORD_START: Final = re.compile(r"(?<!\w)\w")
_LETTERS: Final = r"[^\W\d_]"
#: "job- og …", "førtids-, …", "kontanthjælps-/…": a word that borrows its end from a later one.
_OPEN_COMPOUND: Final = re.compile(
    rf"(?<![\w-])(?P<head>{_LETTERS}{{3,}})-(?=\s*[,/]|\s+(?:og|eller|samt|såvel)\b)", re.IGNORECASE
)
#: How far ahead the word may stand that lends its end ("job- såvel som aktivitetsparate").
_LENDERS: Final = 6
_LENDING: Final = 400


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

    :ivar entries: the forms, the longest first
    :param entries: the forms, of any number of schemes
    :param broader: for each concept the concepts above it, direct or not
    """

    def __init__(self, entries: Iterable[Entry], broader: Mapping[str, frozenset[str]]) -> None:
        self._broader = dict(broader)
        self.entries = tuple(
            sorted(set(entries), key=lambda e: (-len(e.label), e.label, e.scheme, e.concept or ""))
        )
        self._by_initial: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        self._by_start: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        self._uneven: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
        self._single_words: list[Entry] = []
        for entry in self.entries:
            form = (entry, _letters(entry.label))
            start = entry.label[:_START].lower()
            self._by_initial[start[0]].append(form)
            if _PLAIN.fullmatch(start):
                self._by_start[start].append(form)
            else:
                self._uneven[start[0]].append(form)
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

    def above(self, concept: str) -> frozenset[str]:
        """Return the concepts above a concept, direct or not; none for an unknown one."""
        return self._broader.get(concept, frozenset())

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
        folded = text.lower()
        if len(folded) != len(text):  # a letter that grows when it is made small
            folded = text
        letters, joints, last = _letters(text), 0, 0
        for word in _WORD_START.finditer(text):
            at = word.start()
            joints += text.count(" ", last, at) + text.count("-", last, at)
            last = at
            for entry, wanted in self._candidates(folded[at : at + _START], word[0].lower()):
                # Few have the letters; only for those there has to be a pattern.
                if letters.startswith(wanted, at - joints) and (
                    match := _pattern(entry.label).match(text, at)
                ):
                    yield entry, match.start(), match.end()

    def _candidates(self, start: str, initial: str) -> Iterable[tuple[Entry, str]]:
        """Return the forms that a word beginning so may be; all of its initial where a hyphen or the like
        stands among the first letters."""
        if start[:1] != initial or not _PLAIN.fullmatch(start):
            return self._by_initial.get(initial, ())
        return (*self._by_start.get(start, ()), *self._uneven.get(initial, ()))

    def _borrowed(self, text: str) -> Iterator[tuple[Entry, int, int]]:
        for match in _OPEN_COMPOUND.finditer(text):
            head = match["head"].casefold()
            lenders = re.findall(r"\w+", text[match.end() : match.end() + _LENDING].casefold())[:_LENDERS]
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


def _letters(text: str) -> str:
    """Return the signs of a text, folded one by one, without those that may stand between two letters."""
    return "".join(sign.casefold()[:1] for sign in text if sign not in _JOINTS).replace("’", "'")


@cache
def _pattern(label: str) -> re.Pattern[str]:
    """Compile a label into what a text may make of it, when a text first has its letters.

    Compiling all of a thousand labels takes a third of a second.
    """
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
