"""Pages of coverage and comparison read back: what stands in a cell, what stands behind it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html
from rdflib import Graph
from running import Running, running

from cells import write_plan
from plangraph.names import mint
from plangraph.store import EmbeddedStore, Source, load_reference

STATES = ("goal", "part", "missing", "unknown", "not-relevant")


def page(server: Running, path: str, **query: Any) -> Any:
    answer = server.get(path, params=query or None)
    assert answer.status_code == 200, answer.text
    return lxml.html.fromstring(answer.text)


def text(node: Any) -> str:
    return " ".join(node.text_content().split())


def state(mark: Any) -> str:
    (found,) = set(mark.get("class").split()) & set(STATES)
    return str(found)


def read_cells(tree: Any) -> dict[tuple[str, str], Any]:
    """The links of a matrix, by the keys of row and column that they lead to."""
    found = {}
    for link in tree.xpath("//table[contains(@class, 'matrix')]//td/a"):
        query = parse_qs(urlsplit(link.get("href")).query)
        found[query["row"][0], query["column"][0]] = link
    return found


def read_elements(tree: Any, heading: str) -> set[tuple[str, str]]:
    """The elements of a table of a cell's page: plan and place on its page (``goal-3a``)."""
    links = tree.xpath(f"//div[@aria-labelledby='{heading}']//tbody//th//a")
    parts = [urlsplit(link.get("href")) for link in links]
    return {(part.path.rpartition("/")[2], part.fragment) for part in parts}


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@contextmanager
def serving(folder: Path, plans: dict[str, str]) -> Iterator[Running]:
    """A server of invented plans.

    :param plans: their Turtle by slug
    """
    with EmbeddedStore(folder) as store:
        load_reference(store)
        for slug, turtle in plans.items():
            graph = Graph().parse(data=turtle, format="turtle")
            store.replace(mint("graph", slug), graph, source=Source(f"{slug}.ttl", "0" * 64))
    with running(store=folder) as started:
        yield started


def small_plan(slug: str, year: int, place: str) -> str:
    """A plan of one goal, for servers of many plans."""
    body = f"""
<focus-area/1> a pg:FocusArea ; rdfs:label "Område"@da ; pg:mentions tg:seniorer, ins:mentor .
<goal/1> a pg:Goal ; rdfs:label "Mål"@da ; pg:number "1" ; pg:targetGroup tg:unge ;
    pg:usesInstrument ins:smaajob ; pg:addresses <national-target/{year}/1> ."""
    return write_plan(slug, year, body, place)
