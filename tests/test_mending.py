"""Forms that mend findings: what they ask, what they write, and that the finding is gone afterwards."""

from __future__ import annotations

import csv
import io
import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV

from plangraph.assess.mending import (
    WAY,
    Field,
    Form,
    MendingError,
    additions,
    fill,
    form_for,
    why_no_form,
)
from plangraph.assess.mending.answers import read_line, read_number, read_period
from plangraph.assess.mending.quotes import find_quote
from plangraph.assess.mending.reasons import REASONS, TEXTS, Reason
from plangraph.assess.topics import Topics
from plangraph.check.earlier import latest_earlier
from plangraph.check.plans import RuleSet, check
from plangraph.evidence import with_matches
from plangraph.intake import take_in
from plangraph.intake.document import Block, Document, Kind
from plangraph.model import Finding, Report, Severity, State
from plangraph.names import ID, INS, PG, PREFIXES, TG, UNIT
from plangraph.passages import fingerprint
from plangraph.turtle import write
from test_assess import DAMAGING, SLUGS, TODAY, assessed, before, of_shipped, shipped
from test_check import MUTATIONS, PLAN, complete, mutate, reference, rules

P = Namespace(PG)
OA = Namespace(PREFIXES["oa"])
DATA = Path(__file__).parent / "data"
DRAFTS = DATA / "intake" / "drafts"
BY = "Åse Ø. Jensen"

# --- what a planner would fill in -----------------------------------------------------------------

#: What is chosen of a property, where it may be.
CHOSEN = {
    "comparator": PG + "AtLeast",
    "valueKind": PG + "Level",
    "direction": PG + "Maintain",
    "basis": PG + "Interpreted",
    "status": PG + "Draft",
    "relativeTo": PG + "NationalAverage",
    "unit": UNIT + "percent",
    "where": "added",
}
#: What is done about figures that do not agree: fields by their last name, all set alike; None takes the
#: first that is there.
DONE: dict[str, dict[str, str | None]] = {
    "baseline-same-indicator": {"indicator": None},
    "units-comparable": {"unit": None},
    "targets-contradict": {"comparator": PG + "AtLeast"},
    "figures-conflict": {"value": None},
    "percentage-in-range": {"value": "50"},
    "baseline-after-due-year": {"dueYear": "2030"},
    "due-year-before-plan": {"dueYear": "2023"},
    "target-already-met": {"direction": PG + "Maintain"},
    "target-already-at-reference": {"direction": PG + "Maintain"},
    "target-against-direction": {"direction": PG + "Maintain"},
    "directions-contradict": {"direction": PG + "Maintain"},
    "number-unique": {"number": "99"},
    "figure-is-decimal": {"value": "72,5", "offset": "-0,2"},
    "year-wellformed": {"dueYear": "2024"},
    "period-wellformed": {"period": "2. kvartal 2022"},
}


def answer(field: Field) -> list[str]:
    """Fill in one field as a planner might."""
    name = field.name.rpartition(".")[2]
    known = [option.value for option in field.options]
    if field.current:
        return list(field.preset("da"))
    if field.kind == "choice":
        pointed = [option.value for option in field.options if option.suggested]
        return [CHOSEN[name] if CHOSEN.get(name) in known else (pointed or known)[0]]
    if field.kind == "choices":
        return [option.value for option in field.options if option.suggested] or known[:1]
    if field.kind == "number":
        return ["3" if field.whole else "72,5"]
    year = "" if field.example is None else field.example.da[-4:]
    texts = {"year": year if year.isdecimal() else "2023", "period": "august 2021"}
    return [texts.get(field.kind, "Skrevet i prøven")]


def filled_in(form: Form, way: str) -> dict[str, list[str]]:
    """Fill in all that counts for one way."""
    values = {f.name: answer(f) for f in form.fields(way) if not f.instead_of}
    for name, wanted in DONE.get(form.finding.rule, {}).items():
        alike = [f for f in form.fields(way) if f.name.rpartition(".")[2] == name]
        for field in alike:
            values[field.name] = list(alike[0].preset("da")) if wanted is None else [wanted]
    if form.finding.rule == "figures-agree":  # do as the finding says
        level = re.search(r"Ret niveauet til ([\d.,]+\d)", form.finding.fix.da)
        assert level is not None
        kinds = {f.name: f.current for f in form.fields(way) if f.name.endswith(".valueKind")}
        (at_fault,) = [name for name, current in kinds.items() if current == (PG + "Level",)]
        values[at_fault.replace(".valueKind", ".value")] = [level[1]]
    return values | ({WAY: [way]} if form.ways else {})


def form_of(finding: Finding, report: Report, graph: Graph) -> Form | None:
    return form_for(finding, report, rules(), graph, reference())


def mend(form: Form, way: str, graph: Graph, **options: Any) -> Graph:
    return fill(form, filled_in(form, way), graph, by=BY, on=TODAY, **options)


def ways_of(form: Form) -> list[str]:
    return [draft.way for draft in form.drafts]


def faults_of(form: Form, values: dict[str, list[str]], graph: Graph, **options: Any) -> dict[str, str]:
    with pytest.raises(MendingError) as caught:
        fill(form, values, graph, by=BY, on=TODAY, **options)
    assert all(f.message.da and f.message.en and f.message.da != f.message.en for f in caught.value.faults)
    return {f.field: f.message.en for f in caught.value.faults}


# --- the findings of damaged plans ----------------------------------------------------------------


@cache
def of_rule(name: str) -> RuleSet:
    return RuleSet((rules().get(name),), rules().graph, rules().version)


@cache
def grave(*names: str) -> RuleSet:
    """The rules whose findings are violations, and some others."""
    chosen = (r for r in rules().rules if r.severity is Severity.VIOLATION or r.id in names)
    return RuleSet(tuple(chosen), rules().graph, rules().version)


@cache
def whole() -> Graph:
    return complete()


def damage(mutation: dict[str, Any]) -> Graph:
    return mutate(Graph() + whole(), mutation["update"])


def found_in(graph: Graph, rule: str) -> Report:
    return check(graph, reference(), of_rule(rule), before())


def shown_by(mutation: dict[str, Any]) -> list[str]:
    """The rules that a mutation is the first to break."""
    return sorted({r for r, _, _ in mutation["expect"] if first_of(r) is mutation})


@cache
def first_of(rule: str) -> dict[str, Any]:
    return next(m for m in MUTATIONS if any(r == rule for r, _, _ in m["expect"]))


def what(finding: Finding) -> tuple[str, str, str | None]:
    return finding.rule, finding.focus, finding.value


CASES = [(m, rule) for m in DAMAGING for rule in shown_by(m) if rule not in REASONS]


@pytest.mark.parametrize(("mutation", "rule"), CASES, ids=[rule for _, rule in CASES])
def test_a_filled_in_form_makes_its_finding_go_away(mutation: dict[str, Any], rule: str) -> None:
    plan = damage(mutation)
    report, size = found_in(plan, rule), len(plan)
    finding = report.findings[0]
    form = form_of(finding, report, plan)
    if form is None:  # nothing to choose from: this very mutation took it all away
        assert why_no_form(finding) == TEXTS[Reason.OPEN]
        return
    known = {(r, f) for r, f, severity in mutation["expect"] if severity == "violation"}
    for way in ways_of(form):
        mended = mend(form, way, plan)
        assert len(plan) == size, "the plan that was given is not touched"
        again = check(mended, reference(), grave(rule), before())
        assert what(finding) not in {what(f) for f in again.findings}, way
        worse = {f.rule for f in again.findings if f.severity is Severity.VIOLATION}
        assert worse <= {r for r, _ in known}, way
        assert not [o.rule.id for o in again.outcomes if o.state is State.ERRORED]


# --- the findings of the shipped plans ------------------------------------------------------------


#: So many findings of a rule are mended in each plan; some have dozens alike.
MOST = 4


def rounds(findings: tuple[Finding, ...], topics: Topics) -> Iterator[list[tuple[int, Finding]]]:
    """Give findings in rounds; those of a round are about different things."""
    seen, left = Counter[str](), list[tuple[int, Finding]]()
    for i, finding in enumerate(findings):
        seen[finding.rule] += 1
        if finding.rule not in REASONS and seen[finding.rule] <= MOST:
            left.append((i, finding))
    while left:
        taken, chosen, rest = set[Any](), list[tuple[int, Finding]](), list[tuple[int, Finding]]()
        for i, finding in left:
            owner = topics.owner(URIRef(finding.focus))
            (rest if owner in taken else chosen).append((i, finding))
            taken.add(owner)
        yield chosen
        left = rest


@pytest.mark.parametrize("slug", SLUGS)
def test_the_findings_of_a_shipped_plan_can_be_mended(slug: str) -> None:
    plan, report = shipped()[slug], of_shipped(slug).report
    earlier = latest_earlier(plan, shipped().values())
    violations = {what(f) for f in report.findings if f.severity is Severity.VIOLATION}
    done = set[str]()
    for chosen in rounds(report.findings, Topics(plan, reference())):
        mended = plan
        for i, finding in chosen:
            form = form_of(finding, report, mended)
            assert form is not None, finding.rule
            ways = ways_of(form)
            mended = mend(form, ways[i % len(ways)], mended)
            done.add(finding.rule)
        again = {what(f): f for f in check(mended, reference(), rules(), earlier).findings}
        assert [f.message.en for _, f in chosen if what(f) in again] == []
        worse = {key for key, f in again.items() if f.severity is Severity.VIOLATION} - violations
        assert not worse
    assert done == {f.rule for f in report.findings} - set(REASONS)
    assert all(form_of(f, report, plan) for f in report.findings if f.rule not in REASONS)


# --- a draft, with its document -------------------------------------------------------------------


@cache
def taken(name: str) -> Any:
    return take_in(DRAFTS / name)


@pytest.mark.parametrize("name", ["assens-2024.docx", "dragoer-2024.pdf"])
def test_a_draft_is_mended_with_words_from_its_document(name: str) -> None:
    draft = taken(name)
    document = draft.document
    report = assessed(draft.graph, patches=False).report
    block = next(b for b in document.blocks if b.kind is Kind.PARAGRAPH and b.end - b.start > 150)
    words = document.text[block.start : block.end].split()
    quote = " ".join(words[:4]).upper() + " … " + " ".join(words[-4:])
    mended, done = draft.graph, list[Finding]()
    for finding in report.findings:
        if finding.rule in REASONS or finding.rule in {f.rule for f in done}:
            continue
        form = form_of(finding, report, mended)
        assert form is not None, finding.rule
        way = ways_of(form)[-1]
        values = filled_in(form, way)
        for part in form.parts_of(way):
            if part.about == "passage":
                values |= {f"{part.name}.where": ["document"], f"{part.name}.words": [quote]}
                values |= {f"{part.name}.heading": [], f"{part.name}.page": []}
        mended = fill(form, values, mended, by=BY, on=TODAY, document=document)
        done.append(finding)
    assert len(done) >= 10
    again = check(with_matches(mended, document.text), reference(), rules(), before())
    assert {what(f) for f in done} & {what(f) for f in again.findings} == set()
    worse = {what(f) for f in again.findings if f.severity is Severity.VIOLATION}
    assert worse <= {what(f) for f in report.findings}
    new = set(mended.subjects(RDF.type, P.Evidence)) - set(draft.graph.subjects(RDF.type, P.Evidence))
    assert len(new) <= 1, "one passage is one node, however often it is cited"
    spans = {
        (int(str(mended.value(s, OA.start))), int(str(mended.value(s, OA.end))))
        for s in mended.objects(None, OA.hasSelector)
    }
    assert (block.start, block.end) in spans or any(
        a == block.start and document.text[a:b].split()[-4:] == words[-4:] for a, b in spans
    )
    if document.pages:
        assert all((e, P.page, Literal(block.page)) in mended for e in new)
    assert all(
        document.words(b) == str(heading)
        for e in new
        for heading in mended.objects(e, P.sectionHeading)
        for b in [[b for b in document.blocks if b.kind is Kind.HEADING and b.start <= block.start][-1]]
    )


# --- which rules have a form ----------------------------------------------------------------------


def table() -> str:
    """What forms can do about each rule: whether there is one, its ways, or why there is none."""
    forms: dict[str, set[str]] = defaultdict(set)
    without: set[str] = set()
    cases = [(damage(m), rule) for m in MUTATIONS for rule in sorted({r for r, _, _ in m["expect"]})]
    for graph, rule in cases:
        report = found_in(graph, rule)
        for finding in report.findings:
            form = form_of(finding, report, graph)
            if form is None:
                without.add(finding.rule)
            else:
                forms[finding.rule].add(" or ".join(ways_of(form)) or "one way")
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["rule", "form", "ways", "why there is none"])
    for rule in sorted(r.id for r in rules().rules):
        form = "never" if rule not in forms else "sometimes" if rule in without else "always"
        why = TEXTS[REASONS.get(rule, Reason.OPEN)].en if rule in without else ""
        writer.writerow([rule, form, "; ".join(sorted(forms[rule])), why])
    return stream.getvalue()


def test_the_rules_without_a_form_are_known_with_their_reasons(update_goldens: bool) -> None:
    path = DATA / "assess" / "mending.csv"
    found = table()
    if update_goldens:
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")
    never = {row["rule"] for row in csv.DictReader(io.StringIO(found)) if row["form"] == "never"}
    assert never == set(REASONS), "a rule either has a form or a reason of its own"


def test_every_reason_is_a_sentence_in_both_languages() -> None:
    for reason in Reason:
        assert TEXTS[reason].da.endswith(".") and TEXTS[reason].en.endswith(".")
        assert TEXTS[reason].da != TEXTS[reason].en


# --- what a form asks -----------------------------------------------------------------------------


def finding_of(slug: str, rule: str) -> tuple[Form, Graph]:
    report, plan = of_shipped(slug).report, shipped()[slug]
    form = form_of(next(f for f in report.findings if f.rule == rule), report, plan)
    assert form is not None
    return form, plan


def every_form() -> Iterator[Form]:
    for slug in SLUGS:
        seen = set[str]()
        for finding in of_shipped(slug).report.findings:
            if finding.rule not in seen | set(REASONS):
                seen.add(finding.rule)
                form = form_of(finding, of_shipped(slug).report, shipped()[slug])
                assert form is not None
                yield form


def test_forms_say_all_in_both_languages_and_name_each_field_once() -> None:
    for form in every_form():
        names = [f.name for f in form.fields()]
        assert len(names) == len(set(names)), form.finding.rule
        assert all(re.fullmatch(r"[a-z][A-Za-z0-9.-]*", name) for name in names)
        texts = [form.title, form.why, form.effect, *(o.label for o in form.ways)]
        for part in form.parts:
            assert part.fields
            assert all(f.name.startswith(part.name + ".") for f in part.fields)
            assert set(part.any_of) <= {f.name for f in part.fields}
            texts += [part.title, *(f.label for f in part.fields)]
            for field in part.fields:
                texts += [o.label for o in field.options] + ([field.example] if field.example else [])
                assert (field.kind in ("choice", "choices")) == bool(field.options), field.name
                assert len({o.value for o in field.options}) == len(field.options)
                known = {o.value for o in field.options}
                assert not field.options or set(field.current) <= known
                assert field.needed_with in ("", *names) and field.instead_of in ("", *names)
                groups = [o.group for o in field.options]
                together = [group for group, _ in groupby(groups)]
                assert len(together) == len(set(groups)), "options of a group stand together"
        assert all(text.da and text.en for text in texts), form.finding.rule
        assert form.effect.da != form.effect.en
        assert pickle.loads(pickle.dumps(form)) == form, "a form goes from one process to another"


def test_a_goal_without_a_figure_is_asked_for_one() -> None:
    form, _ = finding_of("hvidovre-2020", "goal-has-figure")
    assert form.ways == ()
    figure, baseline, passage = form.parts
    assert [f.name.rpartition(".")[2] for f in figure.fields] == [
        "comparator", "value", "unit", "valueKind", "direction", "dueYear", "indicator", "indicator-own",
    ]  # fmt: skip
    assert figure.any_of == ("target-value.value", "target-value.direction", "target-value.dueYear")
    assert form.field("target-value.unit").needed_with == "target-value.value"
    assert form.field("target-value.comparator").needed_with == "target-value.value"
    year = form.field("target-value.dueYear")
    assert (year.kind, year.low, year.high) == ("year", Decimal(2020), Decimal(2100))
    assert baseline.optional and baseline.title.en == "Baseline"
    period = form.field("observation.period")
    assert period.kind == "period" and re.fullmatch(period.pattern, "2022-Q1")
    assert not any(f.name.endswith((".label", ".fingerprint")) for f in form.fields())
    assert {o.value for o in form.field("target-value.comparator").options} == {
        PG + c for c in ("AtLeast", "AtMost", "Above", "Below", "Equal")
    }
    where = [o.value for o in form.field(f"{passage.name}.where").options]
    assert where[-2:] == ["document", "added"] and where[0].startswith(ID + "plan/hvidovre-2020/evidence/")


def test_target_groups_are_a_tree_of_what_holds_in_the_year() -> None:
    form, _ = finding_of("hvidovre-2022", "national-target-unaddressed")
    options = form.field("new.goal.targetGroup").options
    assert {o.depth for o in options} >= {0, 1, 2}
    tops = [o for o in options if o.depth == 0]
    assert all(o.group is not None for o in options)
    assert all(o.group == o.label for o in tops if any(p.depth and p.group == o.label for p in options))
    assert any(o.suggested for o in options) and any(o.note for o in options)
    values = {o.value for o in options}
    assert TG + "fordrevne-fra-ukraine" in values or TG + "unge" in values
    old, _ = finding_of("vallensbaek-ishoej-2017", "target-group-not-served")
    later = {o.value for o in options} - {o.value for o in old.field("new.measure.targetGroup").options}
    assert later, "a group that came later is not offered to a plan of 2017"
    assert all((URIRef(v), P.validFrom, None) in reference() for v in later)


def test_a_link_is_to_a_target_of_the_year_and_says_on_which_ground() -> None:
    form, plan = finding_of("vallensbaek-ishoej-2017", "focus-area-without-national-target")
    assert [o.value for o in form.ways] == ["target", "priority"]
    targets = form.field("target.focus-area.addresses").options
    assert targets and all("/national-target/2017/" in o.value for o in targets)
    bases = [o.value for o in form.field("target.linkage.basis").options]
    assert bases == [PG + "Stated", PG + "Interpreted"], "only the intake suggests"
    assert form.field("target.linkage.basis").current == (), "who made a link nobody says but the person"
    mended = mend(form, "target", plan)
    (area,) = set(mended.subjects(P.addresses, URIRef(targets[0].value))) & {URIRef(form.finding.focus)}
    (link,) = set(mended.objects(area, P.qualifiedLink)) - set(plan.objects(area, P.qualifiedLink))
    assert str(link).endswith(f"/linkage/focus-area-{str(area).rpartition('/')[2]}-nt-1")
    assert (link, P.linkTarget, URIRef(targets[0].value)) in mended
    local = mend(form, "priority", plan)
    assert (area, P.localPriority, Literal("Skrevet i prøven", lang="da")) in local
    assert (area, P.addresses, None) not in local


def test_what_is_filled_in_for_another_way_counts_for_nothing() -> None:
    form, plan = finding_of("vallensbaek-ishoej-2017", "focus-area-without-national-target")
    values = filled_in(form, "priority") | {"target.linkage.rationale": ["Skrevet og fortrudt"]}
    assert not list(
        fill(form, values, plan, by=BY, on=TODAY).subjects(
            P.rationale, Literal("Skrevet og fortrudt", lang="da")
        )
    )
    assert faults_of(form, {**values, WAY: []}, plan).keys() == {WAY}
    assert faults_of(form, {**values, WAY: ["neither"]}, plan).keys() == {WAY}


# --- what a form writes ---------------------------------------------------------------------------


def test_a_new_goal_is_whole_and_marked_with_who_wrote_it() -> None:
    form, plan = finding_of("hvidovre-2022", "national-target-unaddressed")
    values = filled_in(form, "new")
    mended = fill(form, values, plan, by=f"  {BY} ", on=TODAY)
    slug = ID + "plan/hvidovre-2022"
    goal, figure = URIRef(f"{slug}/goal/nyt-1"), URIRef(f"{slug}/target-value/nyt-1")
    base, link = URIRef(f"{slug}/observation/nyt-1-udgangspunkt"), URIRef(f"{slug}/linkage/goal-nyt-1-nt-1")
    activity = URIRef(f"{slug}/review/2026-01-01-aase-oe-jensen-rettelse")
    for thing in (goal, figure, base, link):
        assert (thing, PROV.wasGeneratedBy, activity) in mended
        assert (thing, P.inPlan, URIRef(slug)) in mended
    assert mended.value(figure, P.value) == Literal("72.5", datatype=Literal(Decimal(1)).datatype)
    assert {str(v) for v in mended.objects(figure, RDFS.label)} == {
        "Mindst 72,5 procent i 2022", "At least 72.5 per cent in 2022",
    }  # fmt: skip
    assert mended.value(base, P.unit) == mended.value(figure, P.unit) == URIRef(UNIT + "percent")
    assert mended.value(base, P.indicator) == mended.value(figure, P.indicator) is not None
    assert mended.value(base, P.period) == Literal("2021-08")
    (passage,) = {e for thing in (goal, figure, base, link) for e in mended.objects(thing, P.evidence)}
    source = mended.value(passage, OA.hasSource)
    assert (source, RDF.type, P.SourceDocument) not in mended, "the words are in no document yet"
    assert (source, PROV.wasAttributedTo, URIRef(ID + "organisation/aase-oe-jensen")) in mended
    selector = mended.value(passage, OA.hasSelector)
    assert str(mended.value(selector, OA.exact)) == "Skrevet i prøven"
    assert str(mended.value(passage, P.fingerprint)) == fingerprint("Skrevet i prøven")
    assert not any(isinstance(n, BNode) for t in mended for n in t)
    told = additions(mended, reference())
    assert {a.thing for a in told} == {str(goal), str(figure), str(base), str(link)}
    assert {(a.by, a.on, a.words, a.gone) for a in told} == {(BY, "2026-01-01", "Skrevet i prøven", False)}
    assert additions(plan, reference()) == ()


def test_a_figure_may_be_left_out_of_a_new_goal_but_not_half() -> None:
    form, plan = finding_of("hvidovre-2022", "national-target-unaddressed")
    values = filled_in(form, "new")
    bare = {n: v for n, v in values.items() if not n.startswith(("new.target-value", "new.observation"))}
    preset = {n: list(form.field(n).current) for n in values if n != WAY and n not in bare}
    mended = fill(form, bare | preset, plan, by=BY, on=TODAY)
    goal = URIRef(ID + "plan/hvidovre-2022/goal/nyt-1")
    assert (goal, RDF.type, P.Goal) in mended and (goal, P.targetValue, None) not in mended
    assert len(set(mended.subjects(RDF.type, P.Observation))) == len(
        set(plan.subjects(RDF.type, P.Observation))
    )
    half = {**values, "new.target-value.unit": [], "new.target-value.comparator": []}
    assert faults_of(form, half, plan).keys() == {"new.target-value.unit", "new.target-value.comparator"}
    alone = {n: v for n, v in values.items() if not n.startswith("new.target-value")}
    assert faults_of(form, alone, plan).keys() == {"new.observation.value"}
    directed = {**alone, "new.target-value.direction": [PG + "Increase"]}
    assert faults_of(form, directed, plan).keys() == {"new.target-value.unit"}


def test_a_correction_keeps_what_was_there_before() -> None:
    form, plan = finding_of("vallensbaek-ishoej-2017", "figures-agree")
    values = filled_in(form, "")
    mended = fill(form, values, plan, by=BY, on=TODAY)
    figure = URIRef(form.finding.focus)
    (old,) = plan.objects(figure, P.value)
    assert set(mended.objects(figure, P.value)) == {Literal(Decimal("173.0"))}
    assert [t for t in plan if t not in mended] == [(figure, P.value, old)], "nothing else is changed"
    told = additions(mended, reference())
    assert {(a.value.da, a.gone) for a in told} == {("176", True), ("173", False)}
    assert {a.property for a in told} == {str(P.value)} and {a.words for a in told} == {""}
    unchanged = {f.name: list(f.preset("en")) for f in form.fields("")}
    assert faults_of(form, unchanged, plan).keys() == {""}


def test_a_second_correction_of_the_same_day_is_told_beside_the_first() -> None:
    plan = complete()
    plan.remove((URIRef(PLAN + "/target-value/1"), P.unit, None))
    plan.remove((URIRef(PLAN + "/target-value/4"), P.comparator, None))
    for rule in ("figure-has-unit", "figure-has-comparator"):
        report = found_in(plan, rule)
        form = form_of(report.findings[0], report, plan)
        assert form is not None
        plan = mend(form, "", plan)
    assert len(set(plan.subjects(RDF.type, RDF.Statement))) == 2
    activities = {a for a in plan.objects(None, PROV.wasGeneratedBy) if str(a).endswith("-rettelse")}
    assert len(activities) == 1
    assert {a.property for a in additions(plan, reference())} == {str(P.unit), str(P.comparator)}


def test_what_a_goal_names_itself_it_no_longer_inherits() -> None:
    mutation = next(m for m in MUTATIONS if m["name"] == "a goal inherits its target group")
    plan = damage(mutation)
    report = found_in(plan, "goal-target-group-from-area")
    goal = URIRef(report.findings[0].focus)
    form = form_of(report.findings[0], report, plan)
    assert form is not None
    mended = mend(form, "", plan)
    assert (goal, P.inherits, None) in plan and (goal, P.inherits, None) not in mended
    assert set(mended.objects(goal, P.targetGroup)) == set(plan.objects(goal, P.targetGroup))


def test_a_thing_of_the_plans_own_may_be_named_in_words() -> None:
    form, plan = finding_of("hvidovre-2020", "goal-has-figure")
    values = filled_in(form, "") | {
        "target-value.indicator": [],
        "target-value.indicator-own": ["Løbere i åen"],
    }
    mended = fill(form, values, plan, by=BY, on=TODAY)
    own = URIRef(ID + "indicator/hvidovre-2020-loebere-i-aaen")
    assert (own, RDF.type, P.Indicator) in mended and (None, P.indicator, own) in mended
    both = values | {"target-value.indicator": [form.field("target-value.indicator").options[0].value]}
    assert faults_of(form, both, plan).keys() == {"target-value.indicator-own"}
    assert faults_of(form, values | {"target-value.indicator-own": ["Ωμέγα"]}, plan).keys() == {
        "target-value.indicator-own"
    }


def test_who_is_responsible_is_chosen_or_named() -> None:
    plan = damage(first_of("responsible-named"))
    report = found_in(plan, "responsible-named")
    form = form_of(report.findings[0], report, plan)
    assert form is not None
    (part,) = form.parts
    assert part.any_of == ("plan.responsible", "plan.responsible-own")
    assert not any(f.required for f in part.fields), "either will do"
    assert faults_of(form, {}, plan).keys() == {"plan.responsible"}
    named = fill(form, {"plan.responsible-own": ["Ungeenheden"]}, plan, by=BY, on=TODAY)
    unit = URIRef(ID + "organisation/ungeenheden")
    assert set(named.objects(URIRef(PLAN), P.responsible)) == {unit}
    assert (unit, RDFS.label, Literal("Ungeenheden", lang="da")) in named
    both = {"plan.responsible": [ID + "municipality/0101"], "plan.responsible-own": ["Ungeenheden"]}
    assert faults_of(form, both, plan).keys() == {"plan.responsible-own"}


def test_a_known_passage_is_pointed_at_and_not_copied() -> None:
    form, plan = finding_of("hvidovre-2020", "goal-has-figure")
    known = form.field("passage.where").options[0].value
    values = filled_in(form, "") | {"passage.where": [known], "passage.words": []}
    mended = fill(form, values, plan, by=BY, on=TODAY)
    (figure,) = mended.objects(URIRef(form.finding.focus), P.targetValue)
    assert set(mended.objects(figure, P.evidence)) == {URIRef(known)}
    count = len(set(plan.subjects(RDF.type, P.Evidence)))
    assert len(set(mended.subjects(RDF.type, P.Evidence))) == count


def test_where_the_document_is_not_at_hand_its_words_are_kept() -> None:
    form, plan = finding_of("frederikssund-2023", "requirement-unmet")
    values = filled_in(form, "") | {"passage.where": ["document"], "passage.words": ["Rådet blev hørt i maj"]}
    mended = fill(form, values, plan, by=BY, on=TODAY)
    (statement,) = set(mended.subjects(P.meets, URIRef(form.finding.focus)))
    passage = mended.value(statement, P.evidence)
    assert (mended.value(passage, OA.hasSource), RDF.type, P.SourceDocument) in mended
    assert str(mended.value(mended.value(passage, OA.hasSelector), OA.exact)) == "Rådet blev hørt i maj"
    assert [a.words for a in additions(mended, reference())] == [""], "they are in the document"


# --- what is refused ------------------------------------------------------------------------------


def test_each_mistake_is_told_at_its_field() -> None:
    form, plan = finding_of("hvidovre-2020", "goal-has-figure")
    good = filled_in(form, "")
    wrong = {
        "target-value.value": ["75 pct."],
        "target-value.unit": [INS + "mentor"],
        "target-value.comparator": [PG + "AtLeast", PG + "AtMost"],
        "target-value.dueYear": ["2019"],
        "observation.period": ["i fjor"],
        "observation.source": ["x" * 301],
        "passage.where": [ID + "plan/hvidovre-2022/evidence/plan-title"],
        "passage.page": ["2,5"],
    }
    told = faults_of(form, good | wrong, plan)
    assert told.keys() == wrong.keys()
    assert "72.5" in told["target-value.value"] and "2020" in told["target-value.dueYear"]
    assert faults_of(form, good | {"passage.words": []}, plan).keys() == {"passage.words"}
    assert faults_of(form, good | {"observation.source": ["UDFYLD: kilden"]}, plan).keys() == {
        "observation.source"
    }
    assert faults_of(form, good | {"target-value.vlaue": ["1"]}, plan).keys() == {""}
    nothing = {f.name: list(f.current) for f in form.fields("")}
    assert faults_of(form, nothing, plan).keys() == {"target-value.value", "passage.where"}
    for name in ("", " \t", "\u202e", "Ωμέγα", "x" * 101, "a\x00b"):
        with pytest.raises(MendingError) as caught:
            fill(form, good, plan, by=name, on=TODAY)
        assert [f.field for f in caught.value.faults] == ["by"]


def test_an_error_survives_the_way_between_processes() -> None:
    form, plan = finding_of("hvidovre-2020", "goal-has-figure")
    with pytest.raises(MendingError) as caught:
        fill(form, {}, plan, by=BY, on=TODAY)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.faults == caught.value.faults and str(again) == str(caught.value)


def test_a_plan_with_names_of_its_own_has_no_forms_and_breaks_nothing() -> None:
    plan = complete()
    plan.remove((None, P.unit, None))
    text = plan.serialize(format="nt").replace(f"<{PLAN}", "<https://example.org/plan")
    other = Graph().parse(data=text, format="nt")
    node = BNode()
    other.add((node, RDF.type, P.Goal))
    other.add((node, P.inPlan, URIRef("https://example.org/plan")))
    report = check(other, reference(), rules())
    assert report.findings
    for finding in report.findings:
        assert form_of(finding, report, other) is None
        assert why_no_form(finding).en


# --- words of the document ------------------------------------------------------------------------

TEXT = """Mål for 2024

Flere i job

Jobcentret vil hjælpe lang­tidsledige med en virksomheds-
rettet indsats, og job- og
uddannelsesparate får en mentor. Vi vil »gå forrest«.

Flere i uddannelse

Jobcentret vil hjælpe unge. Vi vil »gå forrest«.
"""


def document(text: str = TEXT) -> Document:
    starts = [m.start() for m in re.finditer(r"^\S", text, re.MULTILINE)]
    ends = [*(s - 1 for s in starts[1:]), len(text)]
    blocks = tuple(
        Block(Kind.HEADING if end - start < 25 else Kind.PARAGRAPH, start, end, page=1 if start < 150 else 2)
        for start, end in zip(starts, ends, strict=True)
    )
    return Document("x.txt", "text/plain", "0" * 64, text, blocks, pages=2)


@pytest.mark.parametrize(
    ("quote", "words", "page", "heading"),
    [
        ("langtidsledige", "lang­tidsledige", 1, "Flere i job"),
        ("en virksomhedsrettet indsats", "en virksomheds-\nrettet indsats", 1, "Flere i job"),
        ("JOB- OG\n uddannelsesparate", "job- og\nuddannelsesparate", 1, "Flere i job"),
        ("Jobcentret vil … en mentor.", TEXT[TEXT.index("Jobc") : TEXT.index(" Vi vil")], 1, "Flere i job"),
        ("hjælpe unge. Vi vil \"gå forrest\"", "hjælpe unge. Vi vil »gå forrest«", 2, "Flere i uddannelse"),
        ("hja\u0308lpe", None, None, None),
        ("hjælpe un", None, None, None),
        ("mentor ... hjælpe langtidsledige", None, None, None),
        ("…", None, None, None),
    ],
)  # fmt: skip
def test_copied_words_are_found(quote: str, words: str | None, page: int | None, heading: str | None) -> None:
    found = find_quote(document(), quote)
    if words is None:
        assert found == ()
        return
    (place,) = found
    assert TEXT[place.start : place.end] == words
    assert (place.page, place.heading) == (page, heading)


def test_words_that_stand_twice_are_told_apart_by_their_page() -> None:
    assert [q.page for q in find_quote(document(), "Vi vil »gå forrest«")] == [1, 2]
    form, plan = finding_of("frederikssund-2023", "requirement-unmet")
    values = filled_in(form, "") | {
        "passage.where": ["document"],
        "passage.words": ["vi vil gå"],
        "passage.page": [],
    }
    options: Any = {"document": document()}
    assert "not in the document" in faults_of(form, values, plan, **options)["passage.words"]
    values["passage.words"] = ["Vi vil »gå forrest«"]
    assert "2 places" in faults_of(form, values, plan, **options)["passage.words"]
    mended = fill(form, values | {"passage.page": ["2"]}, plan, by=BY, on=TODAY, **options)
    (statement,) = set(mended.subjects(P.meets, URIRef(form.finding.focus)))
    selector = mended.value(mended.value(statement, P.evidence), OA.hasSelector)
    assert mended.value(selector, OA.start) == Literal(TEXT.rindex("Vi vil"))


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_any_words_are_found_inside_the_text_or_not_at_all(text: str, words: str) -> None:
    for found in find_quote(Document("x", "text/plain", "0", text, ()), words):
        assert 0 <= found.start < found.end <= len(text)


@settings(deadline=None)
@given(st.text(alphabet="abc \n-dæ", min_size=1, max_size=200), st.data())
def test_whole_words_of_a_text_are_found_in_it(text: str, data: Any) -> None:
    words = list(re.finditer(r"\S+", text))
    if words:
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first, len(words) - 1))
        start, end = words[first].start(), words[last].end()
        found = find_quote(Document("x", "text/plain", "0", text, ()), text[start:end])
        alone = any(sign.isalnum() for sign in text[start:end])
        joined = "-\n" in text or re.search(r"-\s+\n", text)  # a word that goes on has no end there
        assert not alone or joined or any((q.start, q.end) == (start, end) for q in found)


# --- numbers, periods, texts ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("72,5", "72.5"), ("72.5", "72.5"), ("-0,2", "-0.2"), ("−0,2", "-0.2"), (" 12 000 ", "12000"),
        ("12\u00a0000,5", "12000.5"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1.234.567", "1234567"),
        ("0,125", "0.125"), ("0.125", "0.125"), ("1,2340", "1.234"), ("007", "7"), ("12345,678", "12345.678"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    ["", "-", "75 pct.", "1.234", "12,345", "1,2,3", "1e5", "NaN", "Infinity", "0x10", "1_000", "½", "٣",
     "1 2", "9" * 16, "0,1234567", "--1", "1.23.456", "+5 %"],
)  # fmt: skip
def test_what_is_no_number_or_might_be_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(number|doubtful|digits)$"):
        read_number(text)


@settings(deadline=None)
@given(st.decimals(min_value=-(10**8), max_value=10**8, places=2), st.sampled_from(["da", "en", "plain"]))
def test_a_number_comes_back_from_how_a_country_writes_it(number: Decimal, style: str) -> None:
    english = f"{number:,f}" if style != "plain" else f"{number:f}"
    written = english.translate(str.maketrans(",.", ".,")) if style == "da" else english
    assert read_number(written) == number


@settings(deadline=None)
@given(st.text(max_size=30) | st.from_regex(r"-?[0-9., ]{1,20}", fullmatch=True))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        found = read_number(text)
    except ValueError as error:
        assert str(error) in ("number", "doubtful", "digits")
    else:
        assert found.is_finite() and abs(found) < Decimal(10) ** 15


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_a_clean_line_or_refused(text: str) -> None:
    try:
        line = read_line(text)
    except ValueError as error:
        assert str(error) == "signs"
    else:
        assert line == read_line(line) == line.strip() and "\n" not in line
        assert Graph().parse(data=f"<x:a> <x:b> {Literal(line, lang='da').n3()} .", format="turtle")


@pytest.mark.parametrize(
    ("text", "period"),
    [("2022-08", "2022-08"), ("august 2022", "2022-08"), ("Aug 2022", "2022-08"), (" 2022 ", "2022"),
     ("2. kvartal 2022", "2022-Q2"), ("1. halvår 2021", "2021-H1"), ("31.12.2022", "2022-12-31"),
     ("2021-07/2022-06", "2021-07/2022-06")],
)  # fmt: skip
def test_periods_are_read_as_people_write_them(text: str, period: str) -> None:
    form, _ = finding_of("hvidovre-2020", "goal-has-figure")
    assert read_period(text, form.field("observation.period").pattern) == period


@pytest.mark.parametrize("text", ["i fjor", "2022 og 2023", "1987", "2022-13", "mål 5 i 2022", ""])
def test_what_is_no_period_is_refused(text: str) -> None:
    form, _ = finding_of("hvidovre-2020", "goal-has-figure")
    with pytest.raises(ValueError, match=r"^period$"):
        read_period(text, form.field("observation.period").pattern)


TYPED = st.sampled_from(
    ["", "72,5", "2024", "august 2022", "added", "document", "Ord i planen", PG + "AtLeast"]
)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_filled_in_is_written_whole_or_refused_field_by_field(data: Any) -> None:
    form, plan = finding_of("hvidovre-2020", "goal-has-figure")
    typed = st.lists(TYPED | st.text(max_size=20), max_size=2)
    odd = data.draw(st.dictionaries(st.sampled_from(sorted(form.names())), typed, max_size=4))
    try:
        mended = fill(form, filled_in(form, "") | odd, plan, by=BY, on=date(2026, 2, 3))
    except MendingError as error:
        assert {f.field for f in error.faults} <= form.names()
        assert error.faults and odd
    else:
        (figure,) = mended.objects(URIRef(form.finding.focus), P.targetValue)
        assert (figure, P.evidence, None) in mended and (figure, RDFS.label, None) in mended
        assert set(Graph().parse(data=write(mended), format="turtle")) == set(mended)
