"""What the tests of a plan's page share: pages taken apart, and a few invented plans."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import html
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from plangraph import catalogue
from plangraph.files import plan_files
from plangraph.names import ID, PG, PREFIXES
from plangraph.passages import fingerprint
from plangraph.store import EmbeddedStore, load

P = Namespace(PG)
OA = Namespace(PREFIXES["oa"])
SLUGS = ("frederikssund-2023", "hvidovre-2020", "hvidovre-2022", "hvidovre-2023", "vallensbaek-ishoej-2017")


@cache
def graph_of(slug: str) -> Graph:
    """A shipped plan, read from its file."""
    path = next(path for path in plan_files() if path.stem == slug)
    return Graph().parse(path)


class Page:
    """A page taken apart.

    :param text: its HTML
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = html.document_fromstring(text)
        self.ids: dict[str, list[html.HtmlElement]] = {}
        for element in self.root.xpath("//*[@id]"):
            self.ids.setdefault(element.get("id"), []).append(element)

    def at(self, anchor: str) -> html.HtmlElement:
        """The element with an id, of which there has to be one."""
        found = self.ids.get(anchor, [])
        assert len(found) == 1, f"{anchor}: {len(found)} elements have this id"
        return found[0]

    def section(self, anchor: str) -> html.HtmlElement:
        """The section of a heading."""
        return next(self.at(anchor).iterancestors("section"))

    def within(self, element: html.HtmlElement) -> list[str]:
        """Ids of what an element stands within, the nearest first."""
        return [above.get("id") for above in element.iterancestors() if above.get("id")]


def words(element: html.HtmlElement) -> str:
    """The text of an element in one line."""
    return " ".join(element.text_content().split())


def path_of(slug: str, node: Node) -> str:
    """The id that a thing of a plan has on its page."""
    return str(node).removeprefix(f"{ID}plan/{slug}/").replace("/", "-")


def label_of(node: Node, lang: str, *graphs: Graph) -> str:
    for graph in (*graphs, catalogue.reference()):
        for prop in (SKOS.prefLabel, RDFS.label):
            found = {v.language: str(v) for v in graph.objects(node, prop) if isinstance(v, Literal)}
            if found:
                return " ".join((found.get(lang) or next(iter(found.values()))).split())
    raise AssertionError(f"{node} has no label")


def of_class(graph: Graph, name: str) -> list[URIRef]:
    return sorted(node for node in graph.subjects(RDF.type, P[name]) if isinstance(node, URIRef))


# ---- invented plans

HEAD = """
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix tg: <https://w3id.org/plangraph/vocab/target-group/> .
@prefix ins: <https://w3id.org/plangraph/vocab/instrument/> .
@prefix unit: <https://w3id.org/plangraph/vocab/unit/> .
@base <https://w3id.org/plangraph/id/> .
"""

#: A document that nobody wrote, and its passages: a heading, a sentence with a broken word, a long one.
DOCUMENT = (
    "Opdigtet kommune, plan for 2023\n\n1. Alle med\n\nVi vil hjælpe flere af de ledige borg-\n"
    "ere i job i 2023.\n\n"
    "Mål: Mindst 12 ud af 100 kommer i arbejde.\n\n" + "Vi ringer til virksomhederne hver uge. " * 12 + "\n"
)
PASSAGES = {
    "focus-area-1": ("1. Alle med", "1. Alle med"),
    "objective-1": ("Vi vil hjælpe", "i job i 2023."),
    "goal-1": ("Mål: Mindst", "i arbejde."),
    "measure-ring": ("Vi ringer", "hver uge. \n"),
}


def spans() -> dict[str, tuple[int, int]]:
    """Where the passages stand in the document."""
    found = {}
    for key, (first, last) in PASSAGES.items():
        start = DOCUMENT.index(first)
        found[key] = (
            start,
            DOCUMENT.rindex(last) + len(last.rstrip())
            if key == "measure-ring"
            else DOCUMENT.index(last) + len(last),
        )
    return found


def read_plan() -> str:
    """A plan that was read from the document."""
    import hashlib

    parts = [
        HEAD,
        """
<plan/opdigtet-2023> a pg:Plan ; rdfs:label "Opdigtet plan"@da ; pg:year 2023 ; pg:status pg:Adopted ;
    pg:municipality <municipality/0101> ; dcterms:source <plan/opdigtet-2023/document/text> .
<plan/opdigtet-2023/document/text> a pg:SourceDocument ; rdfs:label "Opdigtet plan"@da ;
    pg:inPlan <plan/opdigtet-2023> ; dcterms:language "da" ; dcterms:title "Opdigtet plan"@da ;
""",
        f'    pg:sha256 "{hashlib.sha256(DOCUMENT.encode()).hexdigest()}" .\n',
        """
<plan/opdigtet-2023/focus-area/1> a pg:FocusArea ; rdfs:label "Alle med"@da ; pg:number "1" ;
    pg:inPlan <plan/opdigtet-2023> ; pg:evidence <plan/opdigtet-2023/evidence/focus-area-1> ;
    pg:addresses <national-target/2023/5> ; pg:qualifiedLink <plan/opdigtet-2023/linkage/focus-area-1-nt-5> .
<plan/opdigtet-2023/linkage/focus-area-1-nt-5> a pg:Linkage ; pg:inPlan <plan/opdigtet-2023> ;
    pg:linkTarget <national-target/2023/5> ; pg:basis pg:Suggested ; pg:confidence 0.62 ;
    pg:rationale "Ordene ligner"@da ; pg:evidence <plan/opdigtet-2023/evidence/focus-area-1> .
<plan/opdigtet-2023/objective/1> a pg:Objective ; rdfs:label "Flere i job"@da ;
    pg:inPlan <plan/opdigtet-2023> ; pg:inFocusArea <plan/opdigtet-2023/focus-area/1> ;
    pg:evidence <plan/opdigtet-2023/evidence/objective-1> .
<plan/opdigtet-2023/goal/1> a pg:Goal ; rdfs:label "Tolv ud af hundrede"@da ; pg:number "1" ;
    pg:inPlan <plan/opdigtet-2023> ; pg:inFocusArea <plan/opdigtet-2023/focus-area/1> ;
    pg:supports <plan/opdigtet-2023/objective/1> ; pg:targetGroup tg:ledige ;
    pg:evidence <plan/opdigtet-2023/evidence/goal-1> .
<plan/opdigtet-2023/suggestion/1> a pg:Suggestion ; rdf:subject <plan/opdigtet-2023/goal/1> ;
    rdf:predicate pg:targetGroup ; rdf:object tg:ledige ; pg:confidence 0.5 .
<plan/opdigtet-2023/measure/ring> a pg:Measure ; rdfs:label "Opkald"@da ; pg:inPlan <plan/opdigtet-2023> ;
    pg:inFocusArea <plan/opdigtet-2023/focus-area/1> ; pg:supports <plan/opdigtet-2023/goal/1> ;
    pg:evidence <plan/opdigtet-2023/evidence/measure-ring> .
""",
    ]
    for key, (start, end) in spans().items():
        parts.append(
            f"""
<plan/opdigtet-2023/evidence/{key}> a pg:Evidence ; pg:inPlan <plan/opdigtet-2023> ; pg:page 3 ;
    pg:sectionHeading "Alle med"@da ; pg:fingerprint "{fingerprint(DOCUMENT[start:end])}" ;
    oa:hasSource <plan/opdigtet-2023/document/text> ; oa:hasSelector <plan/opdigtet-2023/selector/{key}> .
<plan/opdigtet-2023/selector/{key}> a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .
"""
        )
    return "".join(parts)


#: A plan that means harm: its texts are scripts, its things have addresses that run, and nothing is in order.
HOSTILE = (Path(__file__).parents[1] / "data" / "web" / "evil-2023.ttl").read_text("utf-8")
#: A plan in which somebody has written words in a form that its document does not have.
ADDED = f"""{HEAD}
<plan/tilfoejet-2023> a pg:Plan ; rdfs:label "Plan"@da ; pg:year 2023 .
<plan/tilfoejet-2023/document/1> a pg:SourceDocument ; dcterms:title "Plan"@da .
<plan/tilfoejet-2023/goal/1> a pg:Goal ; rdfs:label "Et mål"@da ; pg:number "1" ;
    pg:inPlan <plan/tilfoejet-2023> ; pg:evidence <plan/tilfoejet-2023/evidence/1> .
<plan/tilfoejet-2023/evidence/1> a pg:Evidence ; pg:fingerprint "{fingerprint("Flere skal i job.")}" ;
    oa:hasSource <plan/tilfoejet-2023/document/2> ; oa:hasSelector <plan/tilfoejet-2023/selector/1> .
<plan/tilfoejet-2023/selector/1> a oa:TextQuoteSelector ; oa:exact "Flere skal i job."@da .
<plan/tilfoejet-2023/document/2> a <http://www.w3.org/ns/prov#Entity> ;
    rdfs:label "Tilføjet af Anna (står ikke i dokumentet endnu)"@da,
        "Added by Anna (not in the document yet)"@en .
"""
#: A plan of which next to nothing is known.
BARE = HEAD + '<plan/bar> a pg:Plan . <plan/bar/goal/1> a pg:Goal ; rdfs:label "Et mål"@da .'


def store_with(stored: Path, folder: Path, *plans: str) -> Path:
    """A copy of a store with invented plans in it."""
    target = folder / "store"
    shutil.copytree(stored, target)
    with EmbeddedStore(target) as store:
        for number, text in enumerate(plans):
            path = folder / f"{number}.ttl"
            path.write_text(text, "utf-8")
            load(store, path)
    return target


def many(goals: int, areas: int) -> str:
    """A plan with many goals, each with a figure and a measure."""
    plan = "plan/stor-2023"
    lines = [
        HEAD,
        f'<{plan}> a pg:Plan ; rdfs:label "Stor plan"@da ; pg:year 2023 .',
    ]
    for n in range(1, areas + 1):
        lines += [
            f'<{plan}/focus-area/{n}> a pg:FocusArea ; pg:number "{n}" ; rdfs:label "Område {n}"@da ;',
            f"    pg:addresses <national-target/2023/{n % 5 + 1}> .",
        ]
    for n in range(1, goals + 1):
        area = n % areas + 1
        lines += [
            f'<{plan}/goal/{n}> a pg:Goal ; pg:number "{n}" ; rdfs:label "Mål nummer {n}"@da ;',
            f"    pg:inPlan <{plan}> ; pg:inFocusArea <{plan}/focus-area/{area}> ; pg:targetGroup tg:unge ;",
            f"    pg:targetValue <{plan}/target-value/{n}> .",
            f'<{plan}/target-value/{n}> a pg:TargetValue ; rdfs:label "Måltal"@da ; pg:value {n}.5 ;',
            "    pg:comparator pg:AtLeast ; pg:unit unit:percent ; pg:dueYear 2023 .",
        ]
        lines += [
            f'<{plan}/measure/{n}> a pg:Measure ; rdfs:label "Indsats {n}"@da ; pg:inPlan <{plan}> ;',
            f"    pg:supports <{plan}/goal/{n}> ; pg:inFocusArea <{plan}/focus-area/{area}> .",
        ]
    return "\n".join(lines)


def anchors(text: str) -> Iterator[str]:
    """The fragments that a page's links lead to on itself."""
    yield from re.findall(r'href="#([^"]*)"', text)
