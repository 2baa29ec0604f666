"""What stands behind the cells of coverage, read anew: in SPARQL over the data, with no code of ours."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph

from plangraph.names import PREFIXES

ROOT = Path(__file__).parents[1]
FILE = Path(__file__).parent / "data" / "web" / "coverage.csv"
_PLANS = "https://w3id.org/plangraph/id/plan/"

TARGETS = """
SELECT ?theme ?plan ?element WHERE {
  ?element pg:addresses ?target ; pg:inPlan ?plan .
  ?target pg:theme ?theme ; pg:year ?year . ?plan pg:year ?year .
}"""
#: A goal works with the instruments of its measures, for their groups; a measure without a group is for the
#: groups of its goals, a goal without one for those of its measures.
OFFERS = """
SELECT DISTINCT ?group ?instrument ?plan ?element WHERE {
  {
    VALUES ?kind { pg:Objective pg:Goal pg:Measure }
    ?element a ?kind ; pg:targetGroup ?g ; pg:usesInstrument ?i .
  } UNION {
    ?element a pg:Measure ; pg:usesInstrument ?i ; pg:supports ?goal . ?goal a pg:Goal ; pg:targetGroup ?g .
    FILTER NOT EXISTS { ?element pg:targetGroup ?own }
  } UNION {
    ?element a pg:Goal . ?measure a pg:Measure ; pg:supports ?element .
    ?measure pg:usesInstrument ?i ; pg:targetGroup ?g .
  } UNION {
    ?element a pg:Goal ; pg:targetGroup ?g .
    ?measure a pg:Measure ; pg:supports ?element ; pg:usesInstrument ?i .
    FILTER NOT EXISTS { ?measure pg:targetGroup ?own }
  } UNION {
    ?element a pg:Goal ; pg:usesInstrument ?i .
    ?measure a pg:Measure ; pg:supports ?element ; pg:targetGroup ?g .
    FILTER NOT EXISTS { ?element pg:targetGroup ?own }
  }
  ?element pg:inPlan ?plan . ?g skos:broader* ?group . ?i skos:broader* ?instrument .
}"""
#: An element is for its groups, a goal for those of its measures too; what stands above it links it as well.
AIMS = """
SELECT DISTINCT ?theme ?group ?plan ?element WHERE {
  VALUES ?kind { pg:Objective pg:Goal pg:Measure }
  ?element a ?kind ; pg:inPlan ?plan .
  { ?element pg:targetGroup ?g }
  UNION { ?measure a pg:Measure ; pg:supports ?element ; pg:targetGroup ?g . ?element a pg:Goal }
  { ?element pg:addresses ?target }
  UNION { ?element pg:inFocusArea ?area . ?area pg:addresses ?target }
  UNION { ?element a pg:Goal ; pg:supports ?objective . ?objective a pg:Objective ; pg:addresses ?target }
  ?target pg:theme ?theme ; pg:year ?year . ?plan pg:year ?year . ?g skos:broader* ?group .
}"""
_ASKED = {"targets": TARGETS, "offers": OFFERS, "aims": AIMS}

#: Behind each cell that is not empty: row and column by their last parts, plan and element (``goal/3a``).
Behind = dict[tuple[str, str], set[tuple[str, str]]]


@dataclass(frozen=True)
class Expected:
    """A line of the file of expected cells.

    :param plans: slugs of the chosen plans; nothing for all
    :param behind: the elements, each with its plan
    """

    matrix: str
    row: str
    column: str
    plans: tuple[str, ...]
    state: str
    reason: str
    behind: frozenset[tuple[str, str]]

    def __str__(self) -> str:
        return f"{self.matrix}: {self.row} × {self.column} {' '.join(self.plans)}"


def expected() -> list[Expected]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return [
            Expected(
                line["matrix"],
                line["row"],
                line["column"],
                tuple(line["plans"].split()),
                line["state"],
                line["reason"],
                frozenset((b.partition("/")[0], b.partition("/")[2]) for b in line["behind"].split()),
            )
            for line in csv.DictReader(stream)
        ]


@cache
def store() -> pyoxigraph.Store:
    found = pyoxigraph.Store()
    for path in (*(ROOT / "ontology").rglob("*.ttl"), *(ROOT / "data" / "ttl").glob("*.ttl")):
        found.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    return found


@cache
def behind(matrix: str) -> Behind:
    """Everything that stands behind cells of a matrix over all plans; a plan is a column of targets."""
    names = ("theme", "plan") if matrix == "targets" else ("group", "instrument")
    names = ("theme", "group") if matrix == "aims" else names
    found: Behind = {}
    for row in store().query(_ASKED[matrix], prefixes=dict(PREFIXES)):
        pair = tuple(row[name].value.rpartition("/")[2] for name in names)
        plan, _, element = row["element"].value.removeprefix(_PLANS).partition("/")
        found.setdefault((pair[0], pair[1]), set()).add((plan, element))
    return found


def of(matrix: str, row: str, column: str, plans: tuple[str, ...]) -> set[tuple[str, str]]:
    """What stands behind a cell, of some plans or of all."""
    return {one for one in behind(matrix).get((row, column), ()) if not plans or one[0] in plans}


def years_of(theme: str) -> set[int]:
    asked = f"SELECT ?year WHERE {{ ?target pg:theme theme:{theme} ; pg:year ?year }}"
    return {int(row["year"].value) for row in store().query(asked, prefixes=dict(PREFIXES))}


PREFIX = """@base <https://w3id.org/plangraph/id/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ins: <https://w3id.org/plangraph/vocab/instrument/> .
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tg: <https://w3id.org/plangraph/vocab/target-group/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def write_plan(
    slug: str, year: int | None, body: str = "", place: str = "0101", label: str = "En plan"
) -> str:
    """A small invented plan as Turtle; in ``body`` ``<goal/1>`` is a goal of the plan."""
    me = f"plan/{slug}"
    years = f" ; pg:year {year}" if year else ""
    head = f'<{me}> a pg:Plan ; rdfs:label "{label}"@da ; pg:municipality <municipality/{place}>{years} .\n'
    kinds = "focus-area|objective|goal|measure|linkage|suggestion|continuation|target-value"
    return PREFIX + head + re.sub(rf"<((?:{kinds})/[^>]+)>", rf"<{me}/\1>", body)


#: A goal for young people with a small job, linked to a national target.
def goal(target: str, basis: str = "Stated") -> str:
    return f"""
<goal/1> a pg:Goal ; rdfs:label "Et mål"@da ; pg:number "1" ; pg:targetGroup tg:unge ;
    pg:usesInstrument ins:smaajob ; pg:addresses <national-target/{target}> ; pg:qualifiedLink <linkage/1> .
<linkage/1> a pg:Linkage ; pg:linkTarget <national-target/{target}> ; pg:basis pg:{basis} ;
    pg:rationale "Fordi"@da .
"""


AREA = """
<focus-area/1> a pg:FocusArea ; rdfs:label "Et område"@da ; pg:number "1" ;
    pg:mentions tg:seniorer, ins:mentor .
"""
LINKED_AREA = AREA.replace("pg:mentions", "pg:addresses <national-target/2023/4> ; pg:mentions")
WAITING = """
<suggestion/1> a pg:Suggestion ; rdf:subject <goal/9> ; rdf:predicate rdf:type ; rdf:object pg:Goal .
"""
#: Invented plans in which every state and every reason occurs, each for another cause.
STATES = {
    "med-maal-2023": (2023, goal("2023/1")),
    "kun-omraade-2023": (2023, LINKED_AREA),
    "udkast-2023": (2023, goal("2023/1", "Suggested") + WAITING),
    "uden-aar": (None, AREA),
    "tom-2023": (2023, ""),
    "omstridt-2019": (2019, AREA),
    "ukendt-2014": (2014, AREA),
    "afskaffet-2026": (2026, AREA),
    "forkert-aar-2023": (2023, goal("2022/1")),
}
#: matrix, row, column, plan, state, reason.
OCCUR = [
    ("targets", "vaerdig-sagsbehandling", "med-maal-2023", "med-maal-2023", "goal", "served"),
    ("targets", "opkvalificering", "med-maal-2023", "med-maal-2023", "missing", "unaddressed"),
    ("targets", "handicap", "kun-omraade-2023", "kun-omraade-2023", "part", "partly"),
    ("targets", "udkanten", "med-maal-2023", "med-maal-2023", "not-relevant", "other-year"),
    ("targets", "handicap", "udkast-2023", "udkast-2023", "unknown", "unreviewed"),
    ("targets", "udkanten", "udkast-2023", "udkast-2023", "not-relevant", "other-year"),
    ("targets", "handicap", "uden-aar", "uden-aar", "unknown", "no-year"),
    ("targets", "handicap", "tom-2023", "tom-2023", "unknown", "no-elements"),
    ("targets", "udkanten", "tom-2023", "tom-2023", "not-relevant", "other-year"),
    ("targets", "handicap", "omstridt-2019", "omstridt-2019", "unknown", "disputed"),
    ("targets", "socialt-bedrageri", "omstridt-2019", "omstridt-2019", "unknown", "disputed"),
    ("targets", "virksomheder", "omstridt-2019", "omstridt-2019", "missing", "unaddressed"),
    ("targets", "handicap", "ukendt-2014", "ukendt-2014", "unknown", "unrecorded-year"),
    ("targets", "handicap", "afskaffet-2026", "afskaffet-2026", "not-relevant", "abolished"),
    ("targets", "vaerdig-sagsbehandling", "forkert-aar-2023", "forkert-aar-2023", "missing", "unaddressed"),
    ("offers", "unge", "smaajob", "med-maal-2023", "goal", "served"),
    ("offers", "unge", "mentor", "med-maal-2023", "not-relevant", "not-named"),
    ("offers", "seniorer", "mentor", "kun-omraade-2023", "missing", "unserved"),
    ("offers", "seniorer", "personlig-stoette", "kun-omraade-2023", "missing", "unserved"),
    ("offers", "seniorer", "igu", "kun-omraade-2023", "not-relevant", "not-named"),
    ("offers", "unge", "igu", "udkast-2023", "unknown", "unreviewed"),
    ("offers", "unge", "igu", "tom-2023", "unknown", "no-elements"),
    ("aims", "vaerdig-sagsbehandling", "unge", "med-maal-2023", "goal", "served"),
    ("aims", "vaerdig-sagsbehandling", "ledige", "med-maal-2023", "missing", "asked"),
    ("aims", "handicap", "handicap", "med-maal-2023", "missing", "unaddressed"),
    ("aims", "handicap", "seniorer", "kun-omraade-2023", "missing", "unserved"),
    ("aims", "handicap", "seniorer", "med-maal-2023", "not-relevant", "not-asked"),
    ("aims", "handicap", "unge", "med-maal-2023", "not-relevant", "apart"),
    ("aims", "handicap", "handicap", "afskaffet-2026", "not-relevant", "abolished"),
    ("aims", "handicap", "handicap", "uden-aar", "unknown", "no-year"),
]
