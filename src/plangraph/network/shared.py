"""What plans share, as the reference names it: national targets, themes, target groups and instruments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, Graph, Namespace
from rdflib.namespace import DCTERMS, SKOS

from plangraph.model import Text
from plangraph.names import INS, PG
from plangraph.network.reading import Reader
from plangraph.network.tallies import Tally

_PG: Final = Namespace(PG)
_CLASSES: Final = {
    _PG.NationalTarget: "national-target",
    _PG.Theme: "theme",
    _PG.TargetGroup: "target-group",
    _PG.Instrument: "instrument",
}


@dataclass(frozen=True, slots=True)
class Shared:
    """A thing that plans are tied to.

    :param iri: its IRI
    :param kind: ``national-target``, ``theme``, ``target-group`` or ``instrument``
    :param label: its name
    :param number: of a national target
    :param year: of a national target
    :param description: what it is
    :param alt: other names of it
    :param broader: IRIs of the concepts that it falls under
    :param theme: IRI of what stays the same when a national target returns in another year, or None
    """

    iri: str
    kind: str
    label: Text
    number: str | None = None
    year: int | None = None
    description: Text | None = None
    alt: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    theme: str | None = None


def read_shared(reference: Graph) -> Mapping[str, Shared]:
    """Return what the reference knows, by IRI.

    :param reference: vocabularies and national targets
    """
    reader = Reader(reference, reference)
    return {
        str(node): Shared(
            iri=str(node),
            kind=kind,
            label=reader.label(node),
            number=reader.word(node, _PG.number),
            year=reader.target_year(node) if kind == "national-target" else None,
            description=reader.text(node, DCTERMS.description, SKOS.definition),
            alt=tuple(sorted({str(o) for o in reader.objects(node, SKOS.altLabel)})),
            broader=tuple(sorted(str(o) for o in reader.ancestors(node))),
            theme=reader.word(node, _PG.theme),
        )
        for cls, kind in _CLASSES.items()
        for node in reference.subjects(RDF.type, cls)
    }


def list_unknown(
    tallies: Iterable[Tally], known: Mapping[str, Shared], labels: Mapping[str, Text]
) -> Mapping[str, Shared]:
    """Return what plans are tied to and the reference does not know; a plan may have concepts of its own.

    :param labels: names of such things, as far as anybody has given them one
    """
    kinds = {"addresses": "national-target", "targets": "target-group", "uses": "instrument"}
    found: dict[str, Shared] = {}
    for tally in tallies:
        for tie in tally.ties:
            if tie.thing not in known:
                named = "instrument" if tie.thing.startswith(INS) else "target-group"
                kind = kinds.get(tie.relation, named)
                # Only the name and what is done with it are known.
                label = labels.get(tie.thing, Text(tie.thing, tie.thing))
                found.setdefault(tie.thing, Shared(tie.thing, kind, label))
    return found
