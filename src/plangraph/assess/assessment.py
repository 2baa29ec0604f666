"""What a report means: waivers, patches and examples for each finding; scores, levels and steps for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from rdflib import Graph, Namespace, URIRef

from plangraph.assess.examples import Peers
from plangraph.assess.keys import Identities, with_keys
from plangraph.assess.reach import measure_reach
from plangraph.assess.remedies import Drafter
from plangraph.assess.scores import Tally, holders_of, load_levels, scores_of, tiers_of
from plangraph.assess.steps import steps_of
from plangraph.assess.topics import Topics
from plangraph.assess.waivers import apply_waivers, waivers_in
from plangraph.check.subjects import Subjects
from plangraph.model import Assessment, Report, Waiver
from plangraph.names import PG

_PG: Final = Namespace(PG)


def assess(
    report: Report,
    plan_graph: Graph,
    reference: Graph,
    *,
    others: Mapping[str, Graph] | Peers | None = None,
    waivers: Sequence[Waiver] = (),
    today: date | None = None,
    patches: bool = True,
) -> Assessment:
    """Say what the findings of one plan amount to, and what to do about them.

    :param report: as :func:`plangraph.check.plans.check` gives it, perhaps changed by a profile
    :param plan_graph: the triples of the plan
    :param reference: the ontology, vocabularies and national targets
    :param others: other plans by slug, to take examples from (the plan itself may be among them); a
        :class:`Peers` where several plans are assessed
    :param waivers: those kept beside the plan; those in its graph count as well
    :param today: the day on which waivers have to hold; the current one where none is given
    :param patches: whether the findings get their Turtle; nobody has to wait for it who won't see it
    """
    subjects, topics = Subjects(plan_graph, reference), Topics(plan_graph, reference)
    drafter = Drafter(report, plan_graph, reference, topics)
    peers = others if isinstance(others, Peers) else Peers(others or {}, reference)
    areas = holders_of(_PG.FocusArea, plan_graph)
    findings = apply_waivers(
        with_keys(report.findings, Identities(plan_graph, report.plan)),
        (*waivers_in(plan_graph), *waivers),
        today or date.today(),
    )
    report = replace(
        report,
        findings=tuple(
            replace(
                finding,
                patch=drafter.patch(finding) if patches else None,
                examples=peers.examples(finding, topics, report.year),
                area=areas.get(URIRef(finding.focus), ""),
            )
            for finding in findings
        ),
    )
    tally, tiers = Tally(report), tiers_of(report, load_levels())
    ahead = next((tier for tier in tiers if not tier.reached), None)
    return Assessment(
        report=report,
        overall=tally.overall(),
        dimensions=tally.dimensions(),
        areas=scores_of(_PG.FocusArea, plan_graph, tally, subjects),
        goals=scores_of(_PG.Goal, plan_graph, tally, subjects),
        tiers=tiers,
        steps=() if ahead is None else steps_of(ahead.blocking, plan_graph, topics, subjects),
        targets=measure_reach(plan_graph, reference),
    )
