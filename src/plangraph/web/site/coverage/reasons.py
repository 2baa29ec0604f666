"""Why a cell is empty or only partly covered, and what asks for it to be filled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from rdflib import URIRef

from plangraph.assess.coverage import Kind, Opened, Reason, State, Verdict
from plangraph.model import Lang, Rule, Text
from plangraph.names import PREFIXES
from plangraph.network.reading import Reader
from plangraph.report import matrices as words
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.matrices import serving_of, yardstick_of
from plangraph.web.pages import is_link
from plangraph.web.site.coverage.cell_parts import Demand
from plangraph.web.site.coverage.elements import Elements
from plangraph.web.site.coverage.saying import named, quoted, row_of, spans
from plangraph.web.things import Value
from plangraph.web.words import word

_LAW: Final = PREFIXES["req"] + "national-targets"
#: The rule that asks for what a cell lacks.
_RULES: Final = {
    (Kind.TARGETS, Reason.UNADDRESSED): ("national-target-unaddressed",),
    (Kind.AIMS, Reason.UNADDRESSED): ("national-target-unaddressed",),
    (Kind.TARGETS, Reason.PARTLY): ("national-target-without-goal",),
    (Kind.AIMS, Reason.PARTLY): ("goal-linked-through-area",),
    (Kind.AIMS, Reason.UNSERVED): ("target-group-not-served",),
}


class Reasons:
    """Explains a cell in a language.

    :param holdings: the plans
    :param found: the cell
    :param plans: the chosen plans
    :param elements: shows elements
    :param lang: the language
    """

    def __init__(
        self, holdings: Holdings, found: Opened, plans: Sequence[Plan], elements: Elements, lang: Lang
    ) -> None:
        self._holdings, self._found, self._plans = holdings, found, plans
        self._elements, self._lang = elements, lang
        self._yardstick = yardstick_of(holdings)

    def why(self) -> tuple[str, ...]:
        """Return why a cell is empty or only partly covered; of several plans in general."""
        found, lang = self._found, self._lang
        if found.cell.state is State.GOAL:
            return ()
        if not found.verdicts:
            return (word("coverage_why_no-plans", lang),)
        if len(found.verdicts) == 1:
            return (self._explain(found.verdicts[0]),)
        general = words.REASONS[found.cell.reason].get(lang)
        alike = len({(verdict.state, verdict.reason) for verdict in found.verdicts}) == 1
        return (word("coverage_why_all" if alike else "coverage_why_some", lang, reason=general),)

    def _explain(self, verdict: Verdict) -> str:
        found, lang = self._found, self._lang
        plan = serving_of(self._holdings, verdict.plan)
        year = plan.facts.year or 0
        theme = found.row if found.kind is not Kind.OFFERS else None
        targets = self._yardstick.in_force(theme.iri, year) if theme else ()
        head = found.row if found.kind is Kind.OFFERS else found.column
        key = verdict.reason.value
        if verdict.reason in (Reason.APART, Reason.UNSERVED):
            key += f"_{found.kind.value}"
        others = [str(t.year) for t in self._yardstick.themes.get(found.row.iri, ())]
        return word(
            f"coverage_why_{key}",
            lang,
            target=(targets[0].label if targets else found.row.label).get(lang),
            theme=found.row.label.get(lang),
            year=year,
            group=quoted(head.label, lang),
            instrument=quoted(found.column.label, lang),
            waiting=plan.facts.waiting,
            years=word("coverage_was_in", lang, years=spans(others)) if others else "",
            last=self._yardstick.last_year or "",
        )

    def sources(self) -> tuple[Value, ...]:
        """Return what the reference says of why a cell is as it is."""
        found, notes = self._found, []
        if found.cell.reason is Reason.DISPUTED:
            years = {plan.year for plan in self._plans}
            notes = [note for year in sorted(years) if (note := self._yardstick.note(year)) is not None]
        elif found.cell.reason is Reason.ABOLISHED:
            reader = Reader(self._holdings.reference, self._holdings.reference)
            note = reader.text(URIRef(_LAW), URIRef(PREFIXES["skos"] + "changeNote"))
            notes = [] if note is None else [note]
        elif found.cell.reason is Reason.ASKED:
            groups = [self._yardstick.label(g) for g in sorted(self._yardstick.groups_of(found.row.iri))]
            theme = found.row.label
            notes = [
                Text(
                    word("coverage_asked_by", "da", theme=theme.get("da"), groups=row_of(groups, "da")),
                    word("coverage_asked_by", "en", theme=theme.get("en"), groups=row_of(groups, "en")),
                )
            ]
        return tuple(named(note, self._lang) for note in notes)

    def demands(self) -> tuple[Demand, ...]:
        """Return the rules that ask for what is missing."""
        found = self._found
        if found.cell.state not in (State.PART, State.MISSING):
            return ()
        ids = list(_RULES.get((found.kind, found.cell.reason), ()))
        if found.cell.reason is Reason.PARTLY and found.kind is Kind.AIMS and not found.cell.goals:
            ids = []
        if found.cell.reason is Reason.UNSERVED and found.kind is Kind.OFFERS:
            left = {way.other for entry in found.near for way in entry.ways}
            groups = any(self._yardstick.is_a(concept, "TargetGroup") for concept in left)
            tools = any(self._yardstick.is_a(concept, "Instrument") for concept in left)
            ids = ["target-group-not-served"] * groups + ["instrument-not-used"] * tools
        return tuple(self._demand(rule) for rule in self._holdings.rules if rule.id in ids)

    def _demand(self, rule: Rule) -> Demand:
        lang = self._lang
        laws = [Value(self._yardstick.label(iri).get(lang), iri) for iri in rule.see_also if is_link(iri)]
        return Demand(rule.id, rule.name.get(lang), rule.why.get(lang), self._fix(rule.fix), tuple(laws))

    def _fix(self, fix: Text) -> str:
        """Return what to do in a plan, where only one is chosen."""
        if len(self._plans) != 1:
            return ""
        found, lang, plan = self._found, self._lang, self._plans[0]
        targets = self._yardstick.in_force(found.row.iri, plan.year)
        label, number = (targets[0].label, targets[0].number) if targets else (found.row.label, "")
        value = ", ".join(quoted(entry.element.label, lang) for entry in found.entries[:3])
        if found.near and found.cell.reason is Reason.UNSERVED:
            area = found.near[0]
            label, number = area.element.label, area.element.number
            value = row_of([self._yardstick.label(way.other) for way in area.ways], lang)
        elif found.entries and found.kind is Kind.AIMS:
            label, number = found.entries[0].element.label, found.entries[0].element.number
            above = [way.via for way in found.entries[0].ways if way.via and way.basis]
            value = ", ".join(quoted(self._elements.label(plan.slug, iri), lang) for iri in above)
        values = {
            "label": label.get(lang),
            "number": number,
            "value": value,
            "plan": plan.name.get(lang),
            "year": plan.year,
        }
        return fix.get(lang).format_map(defaultdict(lambda: "…", values))
