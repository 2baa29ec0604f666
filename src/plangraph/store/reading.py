"""Reads a file of RDF into a graph, whole or not at all, and says clearly why it could not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType
from typing import Final
from xml.parsers import expat

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from plangraph.errors import LoadError
from plangraph.model import Text
from plangraph.names import PG, shorten
from plangraph.store.terms import triples_from_engine

#: No file over this is read, in bytes; a plan has well under one megabyte.
MAX_BYTES: Final = 50_000_000

_FORMATS: Final = MappingProxyType(
    {
        ".ttl": ox.RdfFormat.TURTLE,
        ".nt": ox.RdfFormat.N_TRIPLES,
        ".nq": ox.RdfFormat.N_QUADS,
        ".trig": ox.RdfFormat.TRIG,
        ".n3": ox.RdfFormat.N3,
        ".rdf": ox.RdfFormat.RDF_XML,
        ".xml": ox.RdfFormat.RDF_XML,
        ".owl": ox.RdfFormat.RDF_XML,
        ".jsonld": ox.RdfFormat.JSON_LD,
        ".json": ox.RdfFormat.JSON_LD,
    }
)
#: Endings of the files that can be read.
ENDINGS: Final = tuple(_FORMATS)

#: How other kinds of file begin; they are known by that, whatever they are called.
_MAGIC: Final = (
    (b"%PDF", Text("en PDF", "a PDF")),
    (b"PK\x03\x04", Text("en zip-fil", "a zip archive")),
    (b"\xd0\xcf\x11\xe0", Text("et gammelt Office-dokument", "an old Office document")),
    (b"{\\rtf", Text("et RTF-dokument", "an RTF document")),
    (b"\x1f\x8b", Text("pakket med gzip", "compressed with gzip")),
    (b"\x89PNG", Text("et billede", "a picture")),
    (b"\xff\xd8\xff", Text("et billede", "a picture")),
)
_ZIPPED: Final = (
    (b"word/", Text("et Word-dokument", "a Word document")),
    (b"xl/", Text("en Excel-projektmappe", "an Excel workbook")),
    (b"ppt/", Text("en præsentation", "a presentation")),
)
_WANTED: Final = Text(
    "her skal bruges en RDF-fil (.ttl, .jsonld …)", "an RDF file (.ttl, .jsonld …) is wanted here"
)
#: What Oxigraph finds wrong, and that in Danish.
_FAULTS: Final = tuple(
    (re.compile(english), danish)
    for english, danish in (
        (r"The prefix ([^\s:]*):? has not been declared", "præfikset {0}: er ikke erklæret"),
        (r"Unexpected end", "den slutter, før et udsagn er færdigt"),
        (r"A dot is expected at the end of statements|.*must be followed by a dot", "der mangler et punktum"),
        (r"(.+) is not a valid subject or graph name", "{0} kan ikke være et subjekt"),
        (r"(.+) is not a valid predicate", "{0} kan ikke være et prædikat"),
        (r"(.+) is not a valid RDF object", "{0} kan ikke være et objekt"),
        (r".*Invalid IRI code point (.+)", "tegnet {0} kan ikke stå i en IRI"),
        (r".*Unexpected escape character (.+)", "{0} er ikke et tegn, der kan skrives sådan"),
        (r"Unknown prefix ([^\s:]*)", "præfikset {0}: er ikke erklæret"),
        (r"XML namespaces are required", "det er XML uden RDF's navnerum"),
    )
)
#: So much of what stands where a fault is gets told.
_SHOWN: Final = 40
# A document without a base would lose its relative IRIs silently in JSON-LD; this one makes them visible.
_NO_BASE: Final = "x-no-base://relative/"
_NESTED_ENTITY: Final = re.compile(rb"<!ENTITY\s+\S+\s+(?:\"[^\"]*&[^#\"][^\"]*\"|'[^']*&[^#'][^']*')")


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB"


def _foreign(data: bytes) -> Text | None:
    kind = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if data.startswith(b"PK"):
        return next((name for part, name in _ZIPPED if part in data), kind)
    return kind


def read_bytes(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """Read a file that is to be parsed.

    :param limit: largest size, in bytes
    :raises LoadError: when it is missing, a folder, unreadable or over the limit
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise LoadError(path, "there is no such file") from None
    except IsADirectoryError:
        raise LoadError(path, "this is a folder; name the file in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise LoadError(path, f"the file cannot be read: {reason}") from None
    if len(data) > limit:
        raise LoadError(
            path,
            f"the file is over {_size(limit)}; a plan is never that big: split the file",
            danish=f"filen er over {_size(limit)}; så stor er en plan aldrig: del filen op",
        )
    return data


def read_graph(path: Path, *, limit: int = MAX_BYTES) -> Graph:
    """Read a file of RDF; the ending of its name says in which format.

    :param limit: largest size, in bytes
    :raises LoadError: for a file that is missing, too big, not RDF, broken (with line and column),
        has relative IRIs without a base, a context on the network, or more than one graph
    """
    return parse_graph(read_bytes(path, limit=limit), path, ending=path.suffix)


def read_graphs(paths: Iterable[Path]) -> Graph:
    """Read files of RDF into one graph.

    :raises LoadError: as :func:`read_graph`
    """
    graph = triples_from_engine(())
    for path in paths:
        parse_graph(read_bytes(path), path, ending=path.suffix, into=graph)
    return graph


def parse_graph(
    data: bytes,
    source: Path | str,
    *,
    ending: str,
    into: Graph | None = None,
    base: str | None = None,
    may_be_empty: bool = False,
) -> Graph:
    """Parse RDF that was read already.

    :param data: the file's bytes
    :param source: its name, for messages
    :param ending: ``.ttl``, ``.jsonld`` … (:data:`ENDINGS`)
    :param into: the graph to add to; a new one where none is given
    :param base: what relative IRIs stand on, where the data says nothing else
    :param may_be_empty: whether no statement at all is a graph too
    :raises LoadError: as :func:`read_graph`
    """
    if kind := _foreign(data):
        raise LoadError(
            source,
            f"this is {kind.en}, not RDF; {_WANTED.en}",
            danish=f"det er {kind.da}, ikke RDF; {_WANTED.da}",
        )
    form = _FORMATS.get(ending.lower())
    if form is None:
        said = f"the ending {ending!r} is not known" if ending else "the file has no ending"
        raise LoadError(source, f"{said}; these are read: {', '.join(ENDINGS)}")
    data = _as_text(data, source)
    if not data.strip() and not may_be_empty:
        raise LoadError(source, f"the file is empty; {_WANTED.en}", danish=f"filen er tom; {_WANTED.da}")
    if form == ox.RdfFormat.RDF_XML and _NESTED_ENTITY.search(data):
        raise LoadError(source, "the file defines XML entities by other entities, which is refused")
    try:
        quads = list(_parse(data, form, base))
        # These two have neither graphs of their own nor IRIs that the engine would let stay relative.
        plain = form in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES)
        graph = triples_from_engine(quads if plain else _one_graph(quads, source), into)
    except SyntaxError as error:
        raise _syntax_error(error, data, form, source) from None
    except ValueError as error:
        danish = "filen bruger noget, som kun RDF 1.2 har, og som ikke kan læses"
        raise LoadError(source, str(error), danish=danish) from None
    if not quads and not may_be_empty:
        raise LoadError(source, "the file holds no statement (only comments or prefixes)")
    return graph


def _parse(data: bytes, form: ox.RdfFormat, base: str | None) -> ox.QuadParser:
    if base is None and form in (ox.RdfFormat.JSON_LD, ox.RdfFormat.RDF_XML):
        base = _NO_BASE
    return ox.parse(input=data, format=form, base_iri=base, rename_blank_nodes=True)


def _as_text(data: bytes, source: Path | str) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LoadError(source, "the text is UTF-16; save the file as UTF-8")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        raise LoadError(
            source,
            f"the text is not UTF-8 (byte {data[error.start]:#04x}); save the file as UTF-8",
            line=before.count(b"\n") + 1,
            column=len(before.rpartition(b"\n")[2].decode("utf-8")) + 1,
        ) from None
    return data


def _one_graph(quads: list[ox.Quad], source: Path | str) -> list[ox.Quad]:
    names = {quad.graph_name for quad in quads}
    if any(isinstance(name, ox.BlankNode) for name in names) and ox.DefaultGraph() in names:
        raise LoadError(
            source,
            "the file holds rules or formulas (N3) or nameless graphs; only facts are read",
            danish="filen indeholder regler eller formler (N3) eller navnløse grafer; kun fakta læses",
        )
    if len(names) > 1:
        english, danish = (
            ", ".join(sorted(default if isinstance(n, ox.DefaultGraph) else str(n) for n in names)[:4])
            + (" …" if len(names) > 4 else "")
            for default in ("the default graph", "standardgrafen")
        )
        raise LoadError(
            source,
            f"the file holds {len(names)} graphs ({english}); one file is one plan is one graph: split it",
            danish=f"filen indeholder {len(names)} grafer ({danish}); én fil er én plan er én graf: del op",
        )
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(_NO_BASE):
                raise _relative(source, term.value.removeprefix(_NO_BASE))
    return quads


def _relative(
    source: Path | str, iri: str, *, line: int | None = None, column: int | None = None
) -> LoadError:
    shown = f" ({iri!r})" if iri else ""
    return LoadError(
        source,
        f"a relative IRI{shown} has no base to stand on; write IRIs whole, or declare a base "
        "(@base in Turtle and JSON-LD's context, xml:base in RDF/XML)",
        danish=f"en relativ IRI{shown} har intet at stå på; skriv IRI'er helt ud, eller angiv en base "
        "(@base i Turtle og i JSON-LD's kontekst, xml:base i RDF/XML)",
        line=line,
        column=column,
    )


def _syntax_error(error: SyntaxError, data: bytes, form: ox.RdfFormat, source: Path | str) -> LoadError:
    reason = str(error.msg)
    line, column = error.lineno, error.offset
    if "LoadDocumentCallback" in reason:
        where = data.find(b"@context")
        remote = re.search(rb'"(?:@context|@import)"\s*:\s*\[?\s*"(https?:[^"]*)"', data)
        named = f" {remote[1].decode()}" if remote else ""
        return LoadError(
            source,
            f"the JSON-LD names a context on the network{named}, and files are read without the network; "
            "put the context itself into the file",
            line=data[:where].count(b"\n") + 1 if where >= 0 else None,
        )
    if form == ox.RdfFormat.RDF_XML and line is None:
        line, column = _xml_place(data)
        if b"<html" in data[:2000].lower():
            return LoadError(
                source,
                f"this is a web page, not RDF/XML; {_WANTED.en}",
                danish=f"det er en webside, ikke RDF/XML; {_WANTED.da}",
            )
    reason = re.sub(r"^Parser error (?:at|between) line [^:]*: ", "", reason)
    reason = re.sub(r" \(line \d+\)$", "", reason)
    text = data.decode().splitlines()[line - 1 : line] if line else []
    there = text[0][(column or 1) - 1 :] if text else ""
    if "No scheme found" in reason:
        found = re.match(r"<([^<>\s]*)>", there)
        return _relative(source, found[1] if found else "", line=line, column=column)
    danish = f"filen er ikke skrevet rigtigt ({form.name}){_in_danish(reason, there)}"
    return LoadError(source, f"not {form.name}: {reason}", danish=danish, line=line, column=column)


def _in_danish(reason: str, there: str) -> str:
    """Return what is wrong in Danish, else what stands there.

    :param reason: what Oxigraph says
    :param there: the line from the fault on
    """
    for pattern, danish in _FAULTS:
        if found := pattern.match(reason):
            return ": " + danish.format(*(part[:_SHOWN] for part in found.groups()))
    shown = " ".join(there[:_SHOWN].split())
    return f": fejlen er ved »{shown}{' …' if len(there) > _SHOWN else ''}«" if shown else ""


def _xml_place(data: bytes) -> tuple[int | None, int | None]:
    """Say where XML is ill-formed; Oxigraph does not."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1
    return None, None


def plan_in(graph: Graph, source: Path | str) -> str:
    """Return the IRI of the one plan that a graph describes.

    :param source: what the graph was read from, for messages
    :raises LoadError: when there is no ``pg:Plan`` (saying what there is), more than one, or one without IRI
    """
    plans = sorted(set(graph.subjects(RDF.type, URIRef(PG + "Plan"))), key=str)
    if not plans:
        contents = _contents(graph)
        raise LoadError(
            source,
            f"no employment plan (pg:Plan) is described here; {contents.en}",
            danish=f"her er ingen beskæftigelsesplan (pg:Plan), og her skal være én plan; {contents.da}",
        )
    if len(plans) > 1:
        names = ", ".join(shorten(str(plan)) for plan in plans[:5])
        raise LoadError(
            source,
            f"{len(plans)} plans are described here ({names}); one file holds one plan: split it",
            danish=f"her er beskrevet {len(plans)} planer ({names}); én fil rummer én plan: del den op",
        )
    if not isinstance(plans[0], URIRef):
        raise LoadError(
            source,
            "the plan has no IRI; name it, e.g. id:plan/<municipality>-<year>",
            danish="planen har ingen IRI; giv den en, fx id:plan/<kommune>-<år>",
        )
    return str(plans[0])


def _contents(graph: Graph) -> Text:
    kinds = Counter(str(kind) for kind in graph.objects(None, RDF.type))
    if not kinds:
        return Text(
            f"der er {len(graph)} udsagn, og intet af dem siger, hvad noget er for en slags ting",
            f"there are {len(graph)} statements, and none says what kind of thing anything is",
        )
    most = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:4]
    danish, english = (", ".join(f"{n} {of}{shorten(kind)}" for kind, n in most) for of in ("", "of "))
    more = " …" if len(kinds) > len(most) else ""
    return Text(
        f"der er {len(graph)} udsagn, om {danish}{more}",
        f"there are {len(graph)} statements, on {english}{more}",
    )
