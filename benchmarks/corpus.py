"""Invented plans for measuring: as varied as real ones, and the same for the same seed.

They are well-formed and have gaps as real plans do: some goals have no figure, some no national target, some
measures serve nothing. They are no plans of anybody's and say nothing of any municipality.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

_HEAD = """@base <https://w3id.org/plangraph/id/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ins: <https://w3id.org/plangraph/vocab/instrument/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix req: <https://w3id.org/plangraph/vocab/requirement/> .
@prefix tg: <https://w3id.org/plangraph/vocab/target-group/> .
@prefix unit: <https://w3id.org/plangraph/vocab/unit/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_GROUPS = (
    "ledige",
    "unge",
    "seniorer",
    "sygemeldte",
    "flygtninge",
    "indvandrere",
    "handicap",
    "virksomheder",
)
_INSTRUMENTS = ("mentor", "virksomhedspraktik", "personlig-assistance", "loentilskud", "ips", "igu")
_INDICATORS = (
    "borgertilfredshed-forloeb",
    "paabegyndt-opkvalificering",
    "flygtninge-i-beskaeftigelse",
    "virksomheders-tilfredshed",
)
_REQUIREMENTS = ("adopted-in-time", "disability-council", "national-targets", "results-review")
#: The plan years, and how many national targets each has.
_TARGETS = {2020: 3, 2022: 5, 2023: 5}


def plans(count: int, seed: int = 20230101) -> Iterator[tuple[str, str]]:
    """Yield slug and Turtle of invented plans.

    :param count: how many
    :param seed: the same seed gives the same plans; a longer corpus begins with the shorter one
    """
    for number in range(count):
        plan = _Plan(number, random.Random(f"{seed}/{number}"))
        plan.write_front()
        for area in range(1, plan.dice.randint(3, 12)):
            plan.write_area(area)
        yield plan.slug, "\n".join(plan.blocks)


class _Plan:
    """One plan in the making."""

    def __init__(self, number: int, dice: random.Random) -> None:
        self.number, self.dice = number, dice
        self.year = dice.choice(list(_TARGETS))
        self.slug = f"opdigtet-{number:03d}-{self.year}"
        self.me = f"plan/{self.slug}"
        self.blocks = [_HEAD]
        self.at = 0

    def say(self, iri: str, kind: str, label: tuple[str, str], *facts: str) -> None:
        labels = f'rdfs:label "{label[0]}"@da, "{label[1]}"@en'
        self.block(f"{self.me}/{iri}", kind, labels, f"pg:inPlan <{self.me}>", *facts)

    def block(self, iri: str, kind: str, *facts: str) -> None:
        self.blocks.append(f"<{iri}> a {kind} ;\n    " + " ;\n    ".join(facts) + " .\n")

    def maybe(self, chance: float, *facts: str) -> tuple[str, ...]:
        return facts if self.dice.random() < chance else ()

    def passage(self, key: str) -> str:
        start, self.at = self.at, self.at + 1000
        self.block(
            f"{self.me}/evidence/{key}",
            "pg:Evidence, oa:SpecificResource",
            f"pg:inPlan <{self.me}>",
            f"oa:hasSource <{self.me}/document/text>",
            f"oa:hasSelector <{self.me}/selector/{key}>",
            f"pg:page {1 + start // 3000}",
            f'pg:sectionHeading "Afsnit {key}"@da',
            f'pg:fingerprint "{self.dice.getrandbits(256):064x}"',
        )
        end = start + self.dice.randint(60, 900)
        self.block(
            f"{self.me}/selector/{key}", "oa:TextPositionSelector", f"oa:start {start}", f"oa:end {end}"
        )
        return f"pg:evidence <{self.me}/evidence/{key}>"

    def link(self, key: str, evidence: str) -> tuple[str, ...]:
        target = f"<national-target/{self.year}/{self.dice.randint(1, _TARGETS[self.year])}>"
        basis = self.dice.choice(("pg:Stated", "pg:Interpreted"))
        why = 'pg:rationale "Samme gruppe"@da, "Same group"@en'
        facts = (f"pg:inPlan <{self.me}>", f"pg:linkTarget {target}", f"pg:basis {basis}", why, evidence)
        self.block(f"{self.me}/linkage/{key}", "pg:Linkage", *facts)
        return f"pg:addresses {target}", f"pg:qualifiedLink <{self.me}/linkage/{key}>"

    def write_front(self) -> None:
        evidence = self.passage("front")
        self.block(
            self.me,
            "pg:Plan, prov:Entity, prov:Plan",
            f'rdfs:label "Opdigtet plan {self.number}"@da, "Invented plan {self.number}"@en',
            f"dcterms:source <{self.me}/document/text>",
            f"dcterms:temporal <period/{self.year}>",
            "pg:municipality <municipality/0101>",
            "pg:responsible <organisation/jobcenter-opdigtet>",
            "pg:status pg:Adopted",
            f"pg:year {self.year}",
            evidence,
        )
        self.block(
            f"period/{self.year}",
            "dcterms:PeriodOfTime",
            f'rdfs:label "{self.year}"@da, "{self.year}"@en',
            f'dcat:startDate "{self.year}-01-01"^^xsd:date',
            f'dcat:endDate "{self.year}-12-31"^^xsd:date',
        )
        label = 'rdfs:label "Jobcentret"@da, "The jobcentre"@en'
        self.block("organisation/jobcenter-opdigtet", "pg:Jobcentre", label, evidence)
        facts = ('dcterms:title "Planen"@da', 'dcterms:language "da"', "pg:pages 40")
        sha = f'pg:sha256 "{self.dice.getrandbits(256):064x}"'
        self.say("document/text", "pg:SourceDocument, prov:Entity", ("Planen", "The plan"), *facts, sha)
        for name in _REQUIREMENTS:
            if self.maybe(0.7, name):
                met = f"pg:meets req:{name}"
                self.say(f"statement/{name}", "pg:StatutoryStatement", ("Udsagn", "Statement"), met, evidence)

    def write_area(self, area: int) -> None:
        groups, tools = self.dice.sample(_GROUPS, 3), self.dice.sample(_INSTRUMENTS, 2)
        mentions = ", ".join([f"tg:{g}" for g in groups] + [f"ins:{t}" for t in tools])
        facts = (f'pg:number "{area}"', f"pg:mentions {mentions}", self.passage(f"area-{area}"))
        self.say(f"focus-area/{area}", "pg:FocusArea", (f"Område {area}", f"Area {area}"), *facts)
        facts = (f"pg:inFocusArea <{self.me}/focus-area/{area}>", self.passage(f"objective-{area}"))
        self.say(f"objective/{area}", "pg:Objective", (f"Retning {area}", f"Direction {area}"), *facts)
        for goal in range(1, self.dice.randint(2, 12)):
            self.write_goal(area, goal, self.dice.choice(groups), self.dice.choice(tools))

    def write_goal(self, area: int, goal: int, group: str, tool: str) -> None:
        key, inside = f"{area}-{goal}", f"pg:inFocusArea <{self.me}/focus-area/{area}>"
        evidence = self.passage(f"goal-{key}")
        facts = (f'pg:number "{area}.{goal}"', inside, f"pg:supports <{self.me}/objective/{area}>")
        facts += (f"pg:targetGroup tg:{group}", evidence, *self.maybe(0.8, f"pg:usesInstrument ins:{tool}"))
        if self.maybe(0.7, key):
            facts += self.link(f"goal-{key}", evidence)
        if self.maybe(0.7, key):
            facts += (f"pg:targetValue <{self.me}/target-value/{key}>",)
            self.write_figure(key, evidence)
        self.say(f"goal/{key}", "pg:Goal", (f"Mål {key}", f"Goal {key}"), *facts)
        for step in range(self.dice.randint(0, 3)):
            facts = (inside, f"pg:targetGroup tg:{group}", f"pg:usesInstrument ins:{tool}", evidence)
            facts += self.maybe(0.85, f"pg:supports <{self.me}/goal/{key}>")
            self.say(f"measure/{key}-{step}", "pg:Measure", (f"Indsats {key}", f"Measure {key}"), *facts)

    def write_figure(self, key: str, evidence: str) -> None:
        value = self.dice.randint(20, 80)
        counted = (
            f"pg:indicator <indicator/{self.dice.choice(_INDICATORS)}>",
            "pg:unit unit:percent",
            evidence,
        )
        figure = ("pg:comparator pg:AtLeast", "pg:direction pg:Increase", "pg:valueKind pg:Level")
        figure += (f"pg:value {value}.0", f"pg:dueYear {self.year}", *counted)
        if self.maybe(0.6, key):
            figure += (f"pg:baseline <{self.me}/observation/{key}>",)
            seen = (f"pg:value {value - self.dice.randint(1, 15)}.0", f'pg:period "{self.year - 1}"')
            seen += ("pg:area <municipality/0101>", "pg:figureKind pg:Measured", *counted)
            self.say(f"observation/{key}", "pg:Observation, qb:Observation", ("Før", "Before"), *seen)
        label = (f"Mindst {value} pct.", f"At least {value} per cent")
        self.say(f"target-value/{key}", "pg:TargetValue", label, *figure)
