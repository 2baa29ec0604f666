"""Plans whose years and numbers are none, or are beyond all measure: every page has to bear with them."""

from __future__ import annotations

from collections.abc import Iterator

import country
import pytest
from drafting import Visitor
from running import Running, running

from plangraph import queries

#: What cannot be a year; the last is longer than Python takes for a number.
YEARS = ('"i fjor"', '"²"', "-5", "2023.5", '"٢٠٢٣"', '""', "0", "9" * 30, "9" * 5000)
#: Slugs of the plans that say so.
SLUGS = tuple(f"sludder-{number}" for number in range(len(YEARS)))
#: A plan that says one thing wherever a number is expected.
PLAN = """
<ME> a pg:Plan ; rdfs:label "SLUG"@da ; pg:municipality <municipality/0167> ; pg:year YEAR ;
  pg:endYear YEAR ; pg:lists <national-target/SLUG/1> .
<national-target/SLUG/1> a pg:NationalTarget ; rdfs:label "Nationalt mål"@da ; pg:number YEAR ;
  pg:year YEAR ; pg:inTargetSet <national-target-set/SLUG> .
<national-target-set/SLUG> a pg:NationalTargetSet ; pg:year YEAR .
<ME/document/1> a pg:SourceDocument ; pg:inPlan <ME> ; dcterms:title "Plan"@da ; pg:pages YEAR .
<ME/focus-area/1> a pg:FocusArea ; rdfs:label "Område"@da ; pg:number YEAR ; pg:inPlan <ME> .
<ME/goal/1> a pg:Goal ; rdfs:label "Mål"@da ; pg:number YEAR ; pg:inPlan <ME> ;
  pg:inFocusArea <ME/focus-area/1> ; pg:targetGroup tg:unge ; pg:usesInstrument ins:igu ;
  pg:addresses <national-target/SLUG/1>, <national-target/2023/1> ; pg:qualifiedLink <ME/linkage/1> ;
  pg:targetValue <ME/target-value/1> ; pg:observation <ME/observation/1> ; pg:evidence <ME/evidence/1> .
<ME/linkage/1> a pg:Linkage ; pg:linkTarget <national-target/SLUG/1> ; pg:basis pg:Suggested ;
  pg:confidence YEAR .
<ME/target-value/1> a pg:TargetValue ; pg:value YEAR ; pg:offset YEAR ; pg:dueYear YEAR ;
  pg:baseline <ME/observation/1> .
<ME/observation/1> a pg:Observation ; pg:value YEAR ; pg:period YEAR ; pg:year YEAR .
<ME/evidence/1> a pg:Evidence ; pg:page YEAR ; pg:sectionHeading YEAR ; pg:fingerprint "00" ;
  oa:hasSource <ME/document/1> ; oa:hasSelector <ME/selector/1> .
<ME/selector/1> a oa:TextPositionSelector ; oa:start YEAR ; oa:end YEAR .
"""
PAGES = (
    *("/", "/graph", "/graph?plan=", "/graph?year=2023", "/graph?focus=ins:igu", "/query", "/about", "/api"),
    *("/coverage", "/coverage?year=newest", "/coverage?year=all", "/coverage?matrix=offers"),
    *("/vocabulary", "/vocabulary/national-target", "/vocabulary/national-target/2023-1"),
    *("/vocabulary/target-group/unge", "/vocabulary/instrument/igu", "/ontology-reference"),
    *("/search?q=mål", "/search?q=sludder", "/questions", "/.well-known/void"),
    *(f"/questions/{query.name}" for query in queries.questions()),
    *("/api/v1/plans", "/api/v1/matrices/targets"),
)
PAGES_OF_A_PLAN = (
    *("/plans/{}", "/plans/{}/report", "/plans/{}/report.json", "/plans/{}/plan.xlsx"),
    *("/graph?plan={}", "/graph?plan={}&plan=by-0101-2023", "/compare?plan=by-0101-2023&plan={}"),
    *("/coverage?plan={}", "/doc/id/plan/{}/goal/1", "/questions/goals-without-figure?plan={}"),
    *("/api/v1/plans/{}", "/api/v1/plans/{}/elements", "/api/v1/plans/{}/gaps"),
)


@pytest.fixture(scope="module")
def nonsense(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of two plans that are as they should be, and one for each wrong year."""
    folder = tmp_path_factory.mktemp("nonsense") / "store"
    plans = [
        (slug, PLAN.replace("ME", f"plan/{slug}").replace("SLUG", slug).replace("YEAR", year))
        for slug, year in zip(SLUGS, YEARS, strict=True)
    ]
    country.build(folder, {2023: 2}, tuple(plans))
    with running(store=folder) as started:
        yield started


@pytest.mark.parametrize("slug", ["", *SLUGS])
def test_every_page_is_there(nonsense: Running, slug: str) -> None:
    paths = [path.format(slug) for path in PAGES_OF_A_PLAN] if slug else PAGES
    headers = {"Accept": "text/html,*/*;q=0.8"}
    told = {path: nonsense.get(path, headers=headers, follow_redirects=True).status_code for path in paths}
    assert told == dict.fromkeys(paths, 200)


#: What the intake could have suggested of such a plan, had somebody not changed the file since.
SUGGESTION = """
<ME/suggestion/1> a pg:Suggestion ; rdf:subject <ME/goal/1> ; rdf:predicate pg:targetGroup ;
  rdf:object tg:unge ;
  pg:confidence YEAR ; pg:evidence <ME/evidence/1> ; pg:statementText "unge"@da .
"""


@pytest.mark.parametrize("year", YEARS)
def test_a_draft_of_nonsense_gets_its_report_and_its_review(nonsense: Running, year: str) -> None:
    visitor = Visitor(nonsense.client).hand_in(draft(PLAN + SUGGESTION, year), "sludder.ttl")
    assert "Gennemse forslagene" in visitor.text
    visitor.click("Gennemse forslagene")
    assert (visitor.status, visitor.path) == (200, visitor.draft + "/review")


def test_a_suggestion_of_nothing_is_told(nonsense: Running) -> None:
    empty = "<ME/suggestion/2> a pg:Suggestion ; rdf:predicate pg:targetGroup ."
    loose = "<ME/linkage/9> a pg:Linkage ; pg:basis pg:Suggested ."
    for part in (empty, loose):
        visitor = Visitor(nonsense.client).hand_in(draft(PLAN + part, "2023"), "sludder.ttl")
        assert "Filen rummer et forslag, som der mangler noget af" in visitor.text


def draft(text: str, year: str) -> bytes:
    """A plan that says one thing wherever a number is expected, as a file to be handed in."""
    body = text.replace("ME", "plan/sludder").replace("SLUG", "sludder").replace("YEAR", year)
    rdf = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    return (country.HEAD + rdf + body).encode()
