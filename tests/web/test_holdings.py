"""What the pages know of the plans: named, found with near matches, checked once however many ask."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pytest
from rdflib import Graph, Literal, URIRef

from plangraph.errors import CheckError
from plangraph.names import PG
from plangraph.store import copy_shipped
from plangraph.web.assessor import Assessor
from plangraph.web.data import Copy, Data
from plangraph.web.holdings import Holdings, Shelf
from plangraph.web.problems import ProblemError
from plangraph.web.workshop import Workshop

SLUGS = {"frederikssund-2023", "hvidovre-2020", "hvidovre-2022", "hvidovre-2023", "vallensbaek-ishoej-2017"}


class Bench:
    """Stands in for a workshop: counts what is done, and does it as it is told."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self.work, self.done = work, []
        self._lock = threading.Lock()

    def do(self, _craft: object, *materials: Any, **_more: Any) -> Any:
        with self._lock:
            self.done.append(materials[0])
        return self.work(*materials)


@pytest.fixture(scope="module")
def data() -> Iterator[Data]:
    opened = Data(None)
    yield opened
    opened.close()


def holdings(data: Data, quick: Bench, slow: Bench | None = None, texts: Path | None = None) -> Holdings:
    assessor = Assessor(Path("unused"), cast(Workshop, quick), cast(Workshop, slow or quick))
    return Holdings(data.current, assessor, texts)


def test_plans_are_named_by_place_and_year(data: Data) -> None:
    known = holdings(data, Bench(str))
    assert {plan.slug for plan in known.plans} == SLUGS
    assert [plan.name.da for plan in known.plans][:2] == ["Frederikssund 2023", "Hvidovre 2020"]
    joint = known.plan("vallensbaek-ishoej-2017")
    assert [place.code for place in joint.places] == ["0183", "0187"]
    assert {place.region.en for place in joint.places} == {"Capital Region of Denmark"}
    plan = known.plan("hvidovre-2022")
    assert (plan.year, plan.areas, plan.goals, plan.adopted) == (2022, 5, 11, True)
    assert [other.year for other in known.series(plan)] == [2020, 2022, 2023]


def test_a_plan_that_is_not_there_is_told_with_those_near(data: Data) -> None:
    with pytest.raises(ProblemError, match="did you mean hvidovre-202") as caught:
        holdings(data, Bench(str)).plan("hvidovre-2021")
    assert caught.value.kind == "not-found"


def test_a_plan_is_checked_once_however_many_wait(data: Data) -> None:
    quick = Bench(lambda slug, *_: f"checked {slug}")
    known = holdings(data, quick)
    assert known.assessed("hvidovre-2022") is None
    with ThreadPoolExecutor(8) as people:
        answers = set(people.map(lambda _: str(known.assessment("hvidovre-2022")), range(40)))
    assert answers == {"checked hvidovre-2022"}
    assert quick.done == ["hvidovre-2022"]
    assert known.assessed("hvidovre-2022") == "checked hvidovre-2022"


def test_who_waits_does_not_wait_for_the_others(data: Data) -> None:
    gate = threading.Event()

    def slowly(slug: str, *_: object) -> str:
        gate.wait(60)
        return f"later {slug}"

    quick, slow = Bench(lambda slug, *_: f"now {slug}"), Bench(slowly)
    known = holdings(data, quick, slow)
    known._assessor.begin(known)
    first = known.plans[0].slug
    assert str(known.assessment("vallensbaek-ishoej-2017")) == "now vallensbaek-ishoej-2017"
    gate.set()
    assert {str(known.assessment(slug)).split()[1] for slug in SLUGS} == SLUGS
    assert first in slow.done
    assert len(slow.done) + len(quick.done) == len(SLUGS)


def test_a_check_that_fails_is_told_and_tried_again(data: Data) -> None:
    def fail(*_: object) -> None:
        raise CheckError("the check broke off")

    quick = Bench(fail)
    known = holdings(data, quick)
    for _ in range(2):
        with pytest.raises(CheckError):
            known.assessment("hvidovre-2022")
    assert len(quick.done) == 2
    assert known.assessed("hvidovre-2022") is None


def test_what_is_kept_is_made_once(data: Data) -> None:
    known = holdings(data, Bench(str))
    assert known.graph("hvidovre-2020") is known.graph("hvidovre-2020")
    assert known.network(["hvidovre-2020"]) is known.network(["hvidovre-2020"])
    assert set(known.network().graph["plans"]) == SLUGS


def test_a_document_is_known_by_its_digest_or_name(data: Data, tmp_path: Path) -> None:
    read = Bench(lambda path: Path(path).read_text("utf-8"))
    (tmp_path / "hvidovre-2020.txt").write_text("by name", "utf-8")
    (tmp_path / "something.txt").write_text("by nothing", "utf-8")
    known = holdings(data, read, texts=tmp_path)
    assert known.text("hvidovre-2020") == "by name"
    assert known.text("hvidovre-2022") is None
    assert holdings(data, read).text("hvidovre-2020") is None
    told = Graph().add(
        (URIRef("x:doc"), URIRef(PG + "sha256"), Literal(hashlib.sha256(b"by nothing").hexdigest()))
    )
    assert known._assessor.text(tmp_path, "testby-2023", told) == "by nothing"


def test_who_began_before_the_news_ends_with_the_old(tmp_path: Path) -> None:
    """And takes nothing away from those who read the new meanwhile."""
    for number in (1, 2):
        copy_shipped(tmp_path / str(number))
    old, new = (Copy(tmp_path / str(number), number, ()) for number in (1, 2))
    bench = cast(Workshop, Bench(str))
    shelf = Shelf(Assessor(None, bench, bench), None)
    before, after = shelf.give(old), shelf.give(new)
    assert (before.copy, after.copy) == (old, new)
    assert shelf.give(old).copy is old
    assert shelf.give(new) is after
