"""A whole country in small: plans of every municipality, invented, quick to load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from plangraph.files import ontology_files
from plangraph.store import EmbeddedStore, load_reference

_GROUPS = ("unge", "flygtninge", "handicap", "seniorer", "sygemeldte")
_INSTRUMENTS = ("mentor", "igu", "ips", "loentilskud")
#: What plans in Turtle begin with.
HEAD = """@base <https://w3id.org/plangraph/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ins: <https://w3id.org/plangraph/vocab/instrument/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tg: <https://w3id.org/plangraph/vocab/target-group/> .
"""


def municipalities() -> list[tuple[str, str]]:
    """Code and name of every municipality, as the ontology has them."""
    text = next(path for path in ontology_files() if path.name == "municipalities.ttl").read_text("utf-8")
    return re.findall(r'<municipality/(\d{4})> a pg:Municipality ;\s+rdfs:label "([^"]+)"@da', text)


def plans(years: dict[int, int]) -> Iterator[tuple[str, str]]:
    """Yield slug and Turtle of a plan for so many municipalities of a year.

    The plan at place n of a year has n % 4 + 1 goals and no goal for national target n % 5 + 1; every third
    uses IGU.
    """
    for year, many in years.items():
        for place, (code, name) in enumerate(municipalities()[:many]):
            slug = f"by-{code}-{year}"
            yield slug, write(slug, f"municipality/{code}", f"{name} {year}", year, place)


def write(slug: str, home: str, label: str, year: int, place: int) -> str:
    """Turtle of one plan."""
    me = f"plan/{slug}"
    blocks = [
        f'<{me}> a pg:Plan ; rdfs:label "{label}"@da ; pg:year {year} ; pg:municipality <{home}> .',
        f'<{me}/focus-area/1> a pg:FocusArea ; rdfs:label "Område"@da, "Area"@en ; pg:number "1" ; '
        f"pg:inPlan <{me}> ; pg:mentions tg:{_GROUPS[place % 5]} .",
    ]
    instrument = "igu" if place % 3 == 0 else _INSTRUMENTS[place % 4 // 3 * 3]
    for number in range(1, place % 4 + 2):
        target = f"national-target/{year}/{(place + number) % 5 + 1}"
        blocks.append(
            f'<{me}/goal/{number}> a pg:Goal ; rdfs:label "Mål {number}"@da, "Goal {number}"@en ; '
            f'pg:number "{number}" ; pg:inPlan <{me}> ; pg:inFocusArea <{me}/focus-area/1> ; '
            f"pg:targetGroup tg:{_GROUPS[(place + number) % 5]} ; pg:usesInstrument ins:{instrument} ; "
            f"pg:addresses <{target}> ; pg:qualifiedLink <{me}/linkage/{number}> ."
        )
        blocks.append(
            f"<{me}/linkage/{number}> a pg:Linkage ; pg:linkTarget <{target}> ; pg:basis pg:Interpreted ."
        )
    return "\n".join(blocks)


def build(folder: Path, years: dict[int, int], more: tuple[tuple[str, str], ...] = ()) -> int:
    """Put the country into a store, and further plans; return how many plans there are.

    :param years: of how many municipalities there is a plan of each year
    """
    with EmbeddedStore(folder) as store:
        load_reference(store)
    found = [*plans(years), *more]
    text = HEAD + "".join(f"<graph/{slug}> {{\n{turtle}\n}}\n" for slug, turtle in found)
    # One by one, with the record of each, would take the tests a quarter of a minute.
    filled = ox.Store(str(folder))
    filled.load(text.encode(), format=ox.RdfFormat.TRIG)
    filled.flush()
    return len(found)
