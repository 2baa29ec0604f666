"""What no sheet shows, as rows of subject, property, value: nothing of a plan is lost."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from plangraph.intake.workbook import lettering
from plangraph.intake.workbook.lists import fold
from plangraph.model import Lang, Text
from plangraph.names import expand, shorten

Triple = tuple[Node, Node, Node]
#: How a text without a language is marked.
_PLAIN = Text("tekst", "text")


def rest_rows(triples: Iterable[Triple], plan: str, lang: Lang) -> list[tuple[str | int | None, ...]]:
    """Return the rows of the sheet of other information; a text too long for a cell takes several.

    What belongs to the plan is named from the plan on (``./goal/1``), so that a workbook that becomes next
    year's plan takes it along.

    :param triples: what to write
    :param plan: IRI of the plan
    :param lang: language of the word for a text without one
    """
    rows: list[tuple[str | int | None, ...]] = []
    for subject, predicate, value in triples:
        kind, text = "IRI", _named(value, plan)
        if isinstance(value, Literal):
            text = lettering.escape(str(value))
            if value.language:
                kind = f"@{value.language}"
            else:
                kind = _named(value.datatype, plan) if value.datatype else _PLAIN.get(lang)
        pieces = lettering.parts(text)
        for part, piece in enumerate(pieces, 1):
            number = part if len(pieces) > 1 else None
            rows.append((_named(subject, plan), _named(predicate, plan), piece, kind, number))
    return rows


def read_triple(subject: str, predicate: str, value: str, kind: str, plan: str) -> Triple:
    """Read a row back.

    :param value: unescaped
    :param plan: IRI of the plan
    :raises ValueError: when a name has no known prefix
    """
    return _node(subject, plan), _node(predicate, plan), _value(value, kind, plan)


def _named(node: Node, plan: str) -> str:
    if isinstance(node, BNode):
        return f"_:{node}"
    iri = str(node)
    if iri == plan or iri.startswith(plan + "/"):
        return "." + iri[len(plan) :]
    short = shorten(iri)
    try:
        return short if expand(short) == iri and not short.startswith(("_:", ".", "<")) else f"<{iri}>"
    except ValueError:
        return f"<{iri}>"


def _node(name: str, plan: str) -> Node:
    if name.startswith("_:"):
        return BNode(name[2:])
    if name == "." or name.startswith("./"):
        return URIRef(plan + name[1:])
    return URIRef(name[1:-1] if name.startswith("<") and name.endswith(">") else expand(name))


def _value(words: str, kind: str, plan: str) -> Node:
    if fold(kind) == "iri":
        return _node(words, plan)
    if kind.startswith("@"):
        return Literal(words, lang=kind[1:])
    if fold(kind) in (_PLAIN.da, _PLAIN.en):
        return Literal(words)
    return Literal(words, datatype=URIRef(str(_node(kind, plan))), normalize=False)
