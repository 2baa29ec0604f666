"""What was decided on one draft holds for the next where the words are the same, and nowhere else."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from plangraph import catalogue
from plangraph.intake import take_in
from plangraph.intake.carrying import carry
from plangraph.intake.review import Decision, judge
from plangraph.intake.suggestions import Pending, pending
from plangraph.names import PG

DAY = datetime.date(2024, 5, 1)
REFERENCE = catalogue.reference()
TEXT = """Odder Kommunes beskæftigelsesplan 2022

Fokusområde 1: Unge

Mål: Mindst 75 pct. af de unge er i uddannelse eller job ved udgangen af 2022.

Mål: Alle unge får en mentor.

Fokusområde 2: Flygtninge

Mål: 50 pct. af de nyankomne flygtninge er i virksomhedspraktik ved udgangen af 2022.
"""


def read(tmp_path: Path, text: str = TEXT) -> Graph:
    path = tmp_path / "plan.txt"
    path.write_text(text, "utf-8")
    return take_in(path).graph


def waiting(draft: Graph) -> tuple[Pending, ...]:
    return pending(draft, REFERENCE)


def decide(draft: Graph, said: Decision = "accepted", *, stated: bool = False) -> None:
    while found := waiting(draft):
        judge(draft, found[0].iri, said, by="Anna Jensen", on=DAY, stated=stated)


def test_the_same_draft_needs_no_second_review(tmp_path: Path) -> None:
    earlier, draft = read(tmp_path), read(tmp_path)
    decide(earlier)
    count = len(waiting(draft))
    assert carry(earlier, draft, REFERENCE) == count > 5
    assert waiting(draft) == ()
    # The same person said the same on the same day.
    assert set(draft) == set(earlier)


def test_what_was_rejected_stays_rejected(tmp_path: Path) -> None:
    earlier, draft = read(tmp_path), read(tmp_path)
    goal = next(one for one in waiting(earlier) if one.matter == "element" and "mentor" in one.label)
    judge(earlier, goal.iri, "rejected", by="Anna Jensen", on=DAY)
    assert carry(earlier, draft, REFERENCE) == 1
    assert (URIRef(goal.subject), None, None) not in draft
    assert (URIRef(goal.iri), URIRef(PG + "decision"), URIRef(PG + "Rejected")) in draft


def test_other_words_are_looked_at_again(tmp_path: Path) -> None:
    earlier = read(tmp_path)
    decide(earlier)
    draft = read(tmp_path, TEXT.replace("75 pct.", "80 pct."))
    carry(earlier, draft, REFERENCE)
    left = waiting(draft)
    assert left
    assert all("80 pct." in one.label or "80 pct." in one.words for one in left)


def test_a_new_order_does_not_matter(tmp_path: Path) -> None:
    head, first, second = TEXT.split("Fokusområde")
    earlier = read(tmp_path)
    decide(earlier)
    draft = read(tmp_path, f"{head}Fokusområde{second}\nFokusområde{first}")
    assert {one.iri for one in waiting(draft)} != {one.iri for one in waiting(read(tmp_path))}
    assert carry(earlier, draft, REFERENCE) == len(waiting(read(tmp_path)))
    assert waiting(draft) == ()


def test_what_was_changed_is_looked_at_again(tmp_path: Path) -> None:
    earlier, draft = read(tmp_path), read(tmp_path)
    figure = next(one for one in waiting(earlier) if one.matter == "figure")
    judge(earlier, figure.iri, "changed", by="Anna Jensen", on=DAY, change={"value": "70"})
    assert carry(earlier, draft, REFERENCE) == 0


def test_who_says_a_link_is_carried_over(tmp_path: Path) -> None:
    path = Path(__file__).parents[1] / "data" / "intake" / "drafts" / "odder-2022.docx"
    earlier, draft = take_in(path).graph, take_in(path).graph
    links = [one for one in waiting(earlier) if one.matter == "link"]
    judge(earlier, links[0].iri, "accepted", by="Anna Jensen", on=DAY, stated=True)
    judge(earlier, links[1].iri, "accepted", by="Bo Hansen", on=DAY)
    judge(earlier, links[2].iri, "rejected", by="Bo Hansen", on=DAY)
    assert carry(earlier, draft, REFERENCE) == 3
    assert set(draft) == set(earlier)


@pytest.mark.parametrize(
    "odd",
    [
        "",
        f"<https://a.example/s> <{PG}decision> <{PG}Accepted> .",
        f"<https://a.example/s> <{PG}decision> 'x' ; <{PG}reviewedIn> 'y' .",
        f"<https://a.example/s> <{PG}qualifiedLink> [ <{PG}linkTarget> 1 ; <{PG}reviewedIn> <x:r> ] .",
    ],
)
def test_an_odd_graph_decides_nothing(tmp_path: Path, odd: str) -> None:
    draft = read(tmp_path)
    before = set(draft)
    assert carry(Graph().parse(data=odd, format="turtle"), draft, REFERENCE) == 0
    assert set(draft) == before
