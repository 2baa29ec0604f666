"""Pages for people: an overview, a report per plan, the coverage; plain HTML that needs no script."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from plangraph import __version__
from plangraph.model import LANGS, Finding, Lang, Outcome, Report, Severity, State
from plangraph.report.terminal import most_important, where
from plangraph.report.words import DIMENSION, SEVERITIES, SIGN, STATE, dimension, word

if TYPE_CHECKING:
    from jinja2 import Environment
    from rdflib import Graph

    from plangraph.network import Network

#: The sign of each level of coverage; the level is also a CSS class.
LEVEL_SIGN: Final = {"goal": "✔", "area": "▲", "none": "✖", "off": ""}
_STATE_LOOK: Final = {
    State.PASSED: ("✔", "good"),
    State.FAILED: ("✖", "violation"),
    State.NOT_APPLICABLE: ("–", "soft"),
    State.ERRORED: ("!", "violation"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a page or its navigation."""

    href: str
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What every page shows around its content."""

    lang: Lang
    navigation: tuple[Link, ...]
    other_language: str
    content: dict[str, Any] = field(default_factory=dict)
    version: str = __version__

    def __getattr__(self, name: str) -> Any:
        try:
            return self.content[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal in the table of a plan's page."""

    anchor: str
    number: str
    label: str
    area: str
    targets: tuple[str, ...]
    groups: tuple[str, ...]
    instruments: tuple[str, ...]
    figures: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a matrix: how far it is covered, in a sign, a word and the goals behind it."""

    level: str
    sign: str
    text: str
    links: tuple[Link, ...] = ()


def environment(lang: str) -> Environment:
    """Return the template environment: everything escaped, nothing undefined let through."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("plangraph", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["w"] = lambda key, **values: word(key, lang, **values)
    return templates


def file_name(page: str, lang: Lang) -> str:
    """Name a page's file: Danish at the root, English beside it."""
    return f"{page}.html" if lang == "da" else f"{page}.en.html"


def frame(current: str, plans: dict[str, str], lang: Lang, content: dict[str, Any]) -> Page:
    """Put content inside what all pages share; ``current`` is the page's own name, ``plans`` slug → name."""
    names = [
        ("index", word("overview", lang)),
        ("coverage", word("coverage", lang)),
        ("graph", word("graph", lang)),
    ]
    names += plans.items()
    navigation = tuple(
        Link("graph.html" if name == "graph" else file_name(name, lang), label, name == current)
        for name, label in names
    )
    other = next(other for other in LANGS if other != lang)
    return Page(lang, navigation, file_name(current, other), content)


def short_names(network: Network, reference: Graph, lang: str) -> dict[str, str]:
    """Name each plan by its municipalities and year, for navigation and column heads: slug → name."""
    from rdflib import RDFS, URIRef

    def name(iri: str) -> str:
        labels = {getattr(o, "language", None): str(o) for o in reference.objects(URIRef(iri), RDFS.label)}
        return labels.get(lang) or labels.get("da") or iri.rsplit("/", 1)[-1]

    plans = network.graph["plans"].items()
    return {
        slug: f"{'-'.join(name(m) for m in plan['municipalities'])} {plan['year']}" for slug, plan in plans
    }


def index_content(reports: tuple[Report, ...], lang: Lang) -> dict[str, Any]:
    """Return what the overview shows: one row a plan."""
    rows = []
    for report in reports:
        passed, examined = report.checks()
        counts = report.severities()
        rows.append(
            {
                "href": file_name(report.slug, lang),
                "label": report.label.get(lang),
                "year": report.year,
                "passed": passed,
                "examined": examined,
                "counts": [counts[s] for s in Severity],
                "gap": most_important(report, lang) or word("no_gap", lang),
            }
        )
    return {
        "graph": "graph.html",
        "rows": rows,
        "severities": [{"sign": SIGN[s], "label": SEVERITIES[s].get(lang)} for s in Severity],
    }


def plan_content(report: Report, network: Network, lang: Lang) -> dict[str, Any]:
    """Return what a plan's page shows: findings, national targets, goals, rules."""
    passed, examined = report.checks()
    states = report.states()
    rules = {o.rule.id: o.rule for o in report.outcomes}
    names = [*DIMENSION, *sorted({o.rule.dimension for o in report.outcomes} - set(DIMENSION))]
    return {
        "title": report.label.get(lang),
        "year": report.year,
        "passed": passed,
        "examined": examined,
        "ruleset": report.ruleset,
        "states": ", ".join(f"{states[s]} {STATE[s].get(lang)}" for s in State if states[s]),
        "any_finding": bool(report.findings),
        "sections": [
            {
                "name": s.value,
                "sign": SIGN[s],
                "label": SEVERITIES[s].get(lang),
                "findings": [_finding(f, rules[f.rule].why.get(lang), rules[f.rule].name.get(lang), lang)
                             for f in report.findings if f.severity is s],
            }
            for s in Severity
        ],
        "targets": _targets(report, network, lang),
        "goals": [goal_row(network, goal, lang) for goal in goals_of(network, report.slug)],
        "dimensions": [
            _dimension(name, [o for o in report.outcomes if o.rule.dimension == name], lang)
            for name in names
            if any(o.rule.dimension == name for o in report.outcomes)
        ],
    }  # fmt: skip


def _finding(finding: Finding, why: str, name: str, lang: str) -> dict[str, Any]:
    return {
        "message": finding.message.get(lang),
        "fix": finding.fix.get(lang),
        "why": why,
        "rule": name,
        "rule_id": finding.rule,
        "places": [where(p, lang) for p in finding.evidence],
    }


def _dimension(name: str, outcomes: list[Outcome], lang: str) -> dict[str, Any]:
    examined = sum(o.examined for o in outcomes)
    rules = []
    for outcome in outcomes:
        sign, css = _STATE_LOOK[outcome.state]
        state = STATE[outcome.state].get(lang)
        if outcome.state is State.FAILED and outcome.rule.severity is Severity.INFO:
            sign, css, state = SIGN[Severity.INFO], "info", word("remarked", lang)
        rules.append(
            {
                "name": outcome.rule.name.get(lang),
                "sign": sign,
                "css": css,
                "state": state,
                "note": outcome.note.get(lang) if outcome.note else "",
                "passed": outcome.examined - outcome.failed,
                "examined": outcome.examined,
            }
        )
    return {
        "name": dimension(name, lang),
        "passed": examined - sum(o.failed for o in outcomes),
        "examined": examined,
        "rules": rules,
    }


def _targets(report: Report, network: Network, lang: str) -> list[dict[str, Any]]:
    rows = []
    for node, data in network.nodes(data=True):
        if data["kind"] == "national-target" and report.slug in data["plans"] and data["year"] == report.year:
            level = data["status"][report.slug].value
            rows.append(
                {
                    "number": data["number"] or "",
                    "label": data["label"].get(lang),
                    "level": level,
                    "sign": LEVEL_SIGN[level],
                    "status": word(f"level_{level}", lang),
                    "goals": [_anchor(network, g) for g in sources(network, node, report.slug, "addresses")],
                }
            )
    return sorted(rows, key=lambda row: natural(str(row["number"])))


def _anchor(network: Network, goal: str) -> dict[str, str]:
    number = str(network.nodes[goal]["number"] or "")
    return {"anchor": f"goal-{goal.rsplit('/', 1)[-1]}", "number": number}


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key in which 3c comes after 3b and 10 after 9."""
    import re

    return tuple((int(p), "") if p.isdecimal() else (0, p) for p in re.split(r"(\d+)", text) if p)


def goals_of(network: Network, slug: str) -> list[str]:
    """Return a plan's goals in the order of their numbers."""
    goals = [n for n, d in network.nodes(data=True) if d["kind"] == "goal" and slug in d["plans"]]
    return sorted(goals, key=lambda n: natural(n.rsplit("/", 1)[-1]))


def sources(network: Network, node: str, slug: str, kind: str, *, via: bool = False) -> list[str]:
    """Return the goals of a plan with an edge of a kind to a node; with ``via`` also through a measure."""
    found = {
        s
        for s, _, e in network.in_edges(node, data=True)
        if e["kind"] == kind
        and e["plan"] == slug
        and (via or not e["via"])
        and network.nodes[s]["kind"] == "goal"
    }
    return sorted(found, key=lambda n: natural(n.rsplit("/", 1)[-1]))


def goal_row(network: Network, goal: str, lang: Lang) -> GoalRow:
    """Return one goal as the table of its plan's page shows it."""
    data = network.nodes[goal]
    area = ""
    cells: dict[str, list[str]] = {"addresses": [], "targets": [], "uses": []}
    for _, target, edge in network.out_edges(goal, data=True):
        other = network.nodes[target]
        if edge["kind"] == "in-area":
            area = f"{other['number'] or ''} {other['label'].get(lang)}".strip()
        elif edge["kind"] == "addresses" and not edge["via"]:
            basis = word(edge["basis"].lower(), lang) if edge["basis"] else "?"
            cells["addresses"].append(f"{other['number'] or ''} {other['label'].get(lang)} ({basis})".strip())
        elif edge["kind"] in cells and not edge["via"]:
            note = f" ({word('inherited', lang)})" if edge["inherited"] else ""
            cells[edge["kind"]].append(other["label"].get(lang) + note)
    return GoalRow(
        anchor=_anchor(network, goal)["anchor"],
        number=str(data["number"] or ""),
        label=data["label"].get(lang),
        area=area,
        targets=tuple(sorted(cells["addresses"])),
        groups=tuple(sorted(cells["targets"])),
        instruments=tuple(sorted(cells["uses"])),
        figures=tuple(figure.get(lang) for figure in data["figures"]),
        places=tuple(where(p, lang) for p in data["evidence"]),
    )
