"""Where something stands: what a form asks about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from rdflib import RDF, Graph, Namespace
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from plangraph.assess.mending.fields import LINES
from plangraph.assess.mending.forms import Field, Option, Part
from plangraph.assess.topics import Topics
from plangraph.check.subjects import Subjects
from plangraph.model import Passage, Text
from plangraph.names import PG

_PG: Final = Namespace(PG)
#: Answers to where something stands, beside the passages that are known.
SAME, DOCUMENT, ADDED = "same", "document", "added"
#: The fields of the part.
WHERE, WORDS, HEADING, PAGE = "where", "words", "heading", "page"
#: So many known passages are offered at most.
_MOST: Final = 6


class Passages:
    """Asks where something stands that a form says.

    :param plan_graph: the triples of the plan
    :param topics: what its things belong to
    :param subjects: what its things are called, and where they stand
    """

    def __init__(self, plan_graph: Graph, topics: Topics, subjects: Subjects) -> None:
        self._graph, self._topics, self._subjects = plan_graph, topics, subjects

    def part(self, prefix: str, way: str, *, near: Iterable[Node], chosen: bool) -> Part:
        """Make the part about the passage.

        :param prefix: what the name of the part begins with
        :param way: the way that it belongs to
        :param near: things of the plan whose passages may be the one
        :param chosen: whether a thing is chosen elsewhere in the form, whose passage may be the one
        """
        options = list(self._known(near))
        if chosen:
            options.append(Option(SAME, _SAME))
        if source_of(self._graph) is not None:
            options.append(Option(DOCUMENT, _IN_DOCUMENT, note=_IN_DOCUMENT_NOTE))
        options.append(Option(ADDED, _ADDED, note=_ADDED_NOTE))
        name = f"{prefix}passage"
        return Part(
            name,
            "passage",
            Text("Hvor det står", "Where it stands"),
            _WHY,
            (
                Field(
                    f"{name}.{WHERE}",
                    Text("Stedet", "The place"),
                    Text("", ""),
                    "choice",
                    required=True,
                    options=tuple(options),
                    current=(ADDED,) if len(options) == 1 else (),
                ),
                Field(
                    f"{name}.{WORDS}",
                    Text("Ordene", "The words"),
                    _WORDS,
                    "longtext",
                    lang="da",
                    longest=LINES,
                ),
                Field(
                    f"{name}.{HEADING}",
                    Text("Afsnittets overskrift", "The heading of the section"),
                    _OPTIONAL,
                    "text",
                    lang="da",
                    longest=300,
                ),
                Field(
                    f"{name}.{PAGE}",
                    Text("Side", "Page"),
                    _PAGE,
                    "number",
                    low=Decimal(1),
                    high=Decimal(9999),
                    whole=True,
                ),
            ),
            way,
        )

    def _known(self, things: Iterable[Node]) -> Iterator[Option]:
        """Give the passages of things, and of what they belong to, as far as they are fully given."""
        seen = set[str]()
        for thing in things:
            if (thing, None, None) not in self._graph:
                continue
            owner = self._topics.owner(thing)
            for near in dict.fromkeys((thing, owner, self._topics.area(owner))):
                for passage in () if near is None else self._subjects.passages(near):
                    if passage.iri not in seen and len(seen) < _MOST:
                        seen.add(passage.iri)
                        yield Option(
                            passage.iri, _named(self._subjects.label(near), passage), note=_words(passage)
                        )


def source_of(graph: Graph) -> Node | None:
    """Return the document that a plan was read from, or None where there is not one."""
    documents = set(graph.subjects(RDF.type, _PG.SourceDocument))
    stated = {d for d in documents if (None, DCTERMS.source, d) in graph}
    found = stated or documents
    return found.pop() if len(found) == 1 else None


def _words(passage: Passage) -> Text:
    """Return what tells passages of one section apart: their words, or else their place."""
    if passage.words:
        return Text(f"»{passage.words[:200]}«", f"“{passage.words[:200]}”")
    return Text(f"Tegn {passage.start}-{passage.end}", f"Characters {passage.start}-{passage.end}")


def _named(label: Text, passage: Passage) -> Text:
    section = f", {passage.section}" if passage.section else ""
    da = f", side {passage.page}" if passage.page else ""
    en = f", page {passage.page}" if passage.page else ""
    return Text(
        f"Samme sted som »{label.get('da')}«{section}{da}",
        f"The same place as “{label.get('en')}”{section}{en}",
    )


_WHY: Final = Text(
    "Hvert udsagn skal kunne slås efter. Det, der ikke står i dokumentet endnu, bliver mærket som tilføjet "
    "af dig.",
    "Every statement has to be open to checking. What is not in the document yet is marked as added by you.",
)
_SAME: Final = Text("Samme sted som det valgte", "The same place as what was chosen")
_IN_DOCUMENT: Final = Text("Det står i dokumentet", "It is in the document")
_IN_DOCUMENT_NOTE: Final = Text("Skriv ordene af nedenfor.", "Copy the words below.")
_ADDED: Final = Text("Det skal skrives ind i dokumentet", "It has yet to be written into the document")
_ADDED_NOTE: Final = Text(
    "Skriv nedenfor de ord, der skal stå i planen.", "Write the words below that are to stand in the plan."
)
_WORDS: Final = Text(
    "Står det i dokumentet, så skriv ordene af; ved en lang passage de første og de sidste med … imellem. "
    "Skal det først skrives ind, så skriv ordene, som de skal stå. Lad feltet stå tomt, hvis stedet er et "
    "kendt.",
    "If it is in the document, copy the words; of a long passage the first and the last with … between. If "
    "it has yet to be written, write the words as they are to stand. Leave it empty if the place is a known "
    "one.",
)
_OPTIONAL: Final = Text(
    "Kan udelades. Findes ordene i dokumentet, slås overskriften op dér.",
    "May be left out. Where the words are found in the document, the heading is looked up there.",
)
_PAGE: Final = Text(
    "Kan udelades. Står de samme ord flere steder, afgør siden, hvilket der menes.",
    "May be left out. If the same words stand in several places, the page decides which is meant.",
)
