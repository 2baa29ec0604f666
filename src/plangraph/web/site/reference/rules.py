"""The rules: all by dimension, and each with why it is there and where it fires now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from rdflib import URIRef
from rdflib.namespace import DCTERMS, SH
from starlette.requests import Request
from starlette.responses import Response

from plangraph.assess.scores import DIMENSIONS, load_levels
from plangraph.check.rules import PLACEHOLDERS
from plangraph.model import Assessment, Lang, Rule, Severity, State, Text
from plangraph.names import RULE
from plangraph.report.words import SEVERITIES, SEVERITY, SIGN, STATE
from plangraph.report.words import dimension as dimension_name
from plangraph.web.holdings import Holdings, Plan, holdings_of, label_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import is_link, send_page
from plangraph.web.problems import ProblemError
from plangraph.web.site.listing import Choice, Part, choose, paginate
from plangraph.web.site.places import Named, path_of
from plangraph.web.site.reference.constraints import Demand, looks_at, rule_set, write_constraints
from plangraph.web.site.vocabulary.concepts import text_of
from plangraph.web.words import word

router = APIRouter()

#: So many findings stand on a page.
PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule among the others.

    :param id: its id
    :param name: what it demands
    :param severity: of its findings
    :param sign: beside it
    :param severity_name: in words
    :param years: the plan years it holds for, or nothing for all
    :param tier: the lowest level that it blocks, or nothing
    :param fires: in how many of the plans that are checked it fires
    """

    id: str
    name: str
    severity: str
    sign: str
    severity_name: str
    years: str
    tier: str
    fires: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """The rules of a dimension.

    :param id: its name in the data
    :param name: what it is called
    :param about: what it looks at
    :param rows: its rules
    """

    id: str
    name: str
    about: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of completeness.

    :param name: what it is called
    :param meaning: what a plan on it can be trusted for
    :param blocked: by what it is blocked
    """

    name: str
    meaning: str
    blocked: str


@dataclass(frozen=True, slots=True)
class RulesPage:
    """All rules.

    :param count: how many there are in all
    :param shown: how many are shown
    :param version: of the rule set
    :param severities: what can be chosen
    :param dimensions: the rules
    :param rungs: the levels of completeness, lowest first
    :param checked: how many plans are checked
    :param plans: how many there are
    """

    count: int
    shown: int
    version: str
    severities: tuple[Choice, ...]
    dimensions: tuple[Dimension, ...]
    rungs: tuple[Rung, ...]
    checked: int
    plans: int


@dataclass(frozen=True, slots=True)
class Fired:
    """A place where a rule fires.

    :param plan: the plan
    :param message: what is wrong
    :param place: the finding on the page of the plan
    :param accepted: whether somebody answers for it
    """

    plan: Named
    message: str
    place: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class PlanState:
    """What became of a rule on a plan.

    :param plan: the plan
    :param state: its state
    :param state_name: in words
    :param sign: beside it
    :param failed: how many things are at fault
    :param examined: how many it looked at
    """

    plan: Named
    state: str
    state_name: str
    sign: str
    failed: int
    examined: int


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule.

    :param row: what the list says of it
    :param dimension: what it belongs to
    :param dimension_id: the same in addresses
    :param why: why it is demanded
    :param message: what it says
    :param fix: what is to be done
    :param looks: what it looks at
    :param demands: what it demands in SHACL's terms: of which property, and what
    :param queries: its queries in SPARQL
    :param laws: the law or guidance behind it
    :param states: what became of it on the plans that are checked
    :param counts: how many plans there are of each state: name and number
    :param fired: where it fires
    :param part: which part of that list it is
    :param waiting: how many plans are still being checked
    """

    row: RuleRow
    dimension: str
    dimension_id: str
    why: str
    message: str
    fix: str
    looks: tuple[Named, ...]
    demands: tuple[tuple[Named, tuple[str, ...]], ...]
    queries: tuple[str, ...]
    laws: tuple[Named, ...]
    states: tuple[PlanState, ...]
    counts: tuple[tuple[str, int], ...]
    fired: tuple[Fired, ...]
    part: Part
    waiting: int


_BLANK: Final = re.compile(r"\{(\w+)\}")
_STATE_SIGN: Final = {State.PASSED: "✔", State.FAILED: "✖", State.NOT_APPLICABLE: "–", State.ERRORED: "!"}


@router.api_route("/rules", methods=["GET", "HEAD"], include_in_schema=False)
def show_rules(
    request: Request, holdings: Annotated[Holdings, Depends(holdings_of)], severity: str = ""
) -> Response:
    """Show all rules by dimension, or those of a severity."""
    lang, rules = choose_lang(request), rule_set(holdings)
    checked = _checked(holdings)
    fires = Counter(
        outcome.rule.id
        for _, assessment in checked
        for outcome in assessment.report.outcomes
        if outcome.state is State.FAILED
    )
    chosen = [rule for rule in rules.rules if not severity or rule.severity.value == severity]
    dimensions = [*DIMENSIONS, *(rule.dimension for rule in rules.rules)]
    page = RulesPage(
        count=len(rules.rules),
        shown=len(chosen),
        version=rules.version,
        severities=choose(((s.value, SEVERITIES[s].get(lang)) for s in Severity), severity),
        dimensions=tuple(
            Dimension(
                name,
                dimension_name(name, lang),
                text_of(rules.graph, URIRef(RULE + name), DCTERMS.description).get(lang),
                tuple(_row(rule, fires[rule.id], lang) for rule in chosen if rule.dimension == name),
            )
            for name in dict.fromkeys(dimensions)
            if any(rule.dimension == name for rule in chosen)
        ),
        rungs=tuple(_rungs(lang)),
        checked=len(checked),
        plans=len(holdings.plans),
    )
    return send_page(request, "rules.html.jinja", page)


@router.api_route("/rules/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def show_rule(
    request: Request,
    name: str,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Show a rule, and where it fires now."""
    lang, rules = choose_lang(request), rule_set(holdings)
    rule = next((rule for rule in rules.rules if rule.id == name), None)
    if rule is None:
        raise ProblemError("not-found", f"there is no rule {name[:80]!r}")
    checked = _checked(holdings)
    fired = [one for plan, assessment in checked for one in _fired(plan, assessment, rule, lang)]
    states = tuple(_state(plan, assessment, rule, lang) for plan, assessment in checked)
    part, shape = paginate(len(fired), page, PAGE), rules.shapes_of([rule])
    demands = [
        (Named(*_term(holdings, str(path), lang)), write_constraints(rules, Demand(rule, node), lang))
        for node, path in sorted(shape.subject_objects(SH.path), key=str)
        if isinstance(path, URIRef)
    ]
    counts = Counter(state.state for state in states)
    shown = RulePage(
        row=_row(rule, counts[State.FAILED.value], lang),
        dimension=dimension_name(rule.dimension, lang),
        dimension_id=rule.dimension,
        why=rule.why.get(lang),
        message=_fill(rule.message.get(lang), lang),
        fix=_fill(rule.fix.get(lang), lang),
        looks=tuple(Named(*_term(holdings, iri, lang)) for iri in looks_at(rules, rule)),
        demands=tuple((path, said) for path, said in demands if said),
        queries=tuple(sorted(str(select).strip() for select in shape.objects(None, SH.select))),
        laws=tuple(_law(holdings, address, lang) for address in rule.see_also),
        states=states,
        counts=tuple((STATE[s].get(lang), counts[s.value]) for s in State if counts[s.value]),
        fired=tuple(fired[part.start : part.end]),
        part=part,
        waiting=len(holdings.plans) - len(checked),
    )
    return send_page(request, "rule.html.jinja", shown)


def _checked(holdings: Holdings) -> list[tuple[Plan, Assessment]]:
    """Return the plans that are checked by now; nobody waits here for the others."""
    found = ((plan, holdings.assessed(plan.slug)) for plan in holdings.plans)
    return [(plan, assessment) for plan, assessment in found if assessment is not None]


def _row(rule: Rule, fires: int, lang: Lang) -> RuleRow:
    return RuleRow(
        rule.id,
        rule.name.get(lang),
        rule.severity.value,
        SIGN[rule.severity],
        SEVERITY[rule.severity].get(lang),
        _years(rule).get(lang),
        _tier(rule, lang),
        fires,
    )


def _years(rule: Rule) -> Text:
    first, last = rule.valid_from, rule.valid_until
    if first and last:
        return Text(f"{first}–{last}", f"{first}–{last}")
    if first:
        return Text(f"fra {first}", f"from {first}")
    return Text(f"til og med {last}", f"until {last}") if last else Text("", "")


def _fill(text: str, lang: Lang) -> str:
    """Return a template with words for what it leaves open: ``Mål ‹nr.› »‹navn›« …``."""
    return _BLANK.sub(
        lambda m: f"‹{word(f'rules_blank_{m[1]}', lang) if m[1] in PLACEHOLDERS else '…'}›", text
    )


def _tier(rule: Rule, lang: Lang) -> str:
    for level in load_levels():
        if rule.severity in level.blocks.get(rule.dimension, frozenset()):
            return level.name.get(lang)
    return ""


def _rungs(lang: Lang) -> Iterator[Rung]:
    for level in load_levels():
        blocked = "; ".join(
            f"{dimension_name(name, lang)}: "
            + ", ".join(SEVERITIES[s].get(lang).lower() for s in Severity if s in severities)
            for name, severities in level.blocks.items()
        )
        yield Rung(level.name.get(lang), level.meaning.get(lang), blocked)


def _term(holdings: Holdings, iri: str, lang: Lang) -> tuple[str, str]:
    return label_of(holdings.reference, iri).get(lang), path_of(iri)


def _law(holdings: Holdings, address: str, lang: Lang) -> Named:
    label = label_of(holdings.reference, address).get(lang)
    return Named(label, path_of(address), address if is_link(address) and not path_of(address) else "")


def _fired(plan: Plan, assessment: Assessment, rule: Rule, lang: Lang) -> Iterator[Fired]:
    name = Named(plan.name.get(lang), f"/plans/{plan.slug}")
    for number, finding in enumerate(assessment.report.findings, start=1):
        if finding.rule == rule.id:
            place = f"/plans/{plan.slug}#finding-{number}"
            yield Fired(name, finding.message.get(lang), place, finding.waiver is not None)


def _state(plan: Plan, assessment: Assessment, rule: Rule, lang: Lang) -> PlanState:
    name = Named(plan.name.get(lang), f"/plans/{plan.slug}")
    for outcome in assessment.report.outcomes:
        if outcome.rule.id == rule.id:
            state = outcome.state
            return PlanState(
                name,
                state.value,
                STATE[state].get(lang),
                _STATE_SIGN[state],
                outcome.failed,
                outcome.examined,
            )
    state = State.NOT_APPLICABLE
    return PlanState(name, state.value, STATE[state].get(lang), _STATE_SIGN[state], 0, 0)
