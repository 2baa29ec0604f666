"""Pages for people: an overview, a report per plan, the coverage; plain HTML that needs no script."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from plangraph import __version__
from plangraph.model import LANGS, Assessment, Lang, Severity
from plangraph.numbers import natural
from plangraph.report.content import build, next_tier, severities
from plangraph.report.html import asset, security
from plangraph.report.terminal import most_important, where
from plangraph.report.words import SEVERITIES, SIGN, count, word

if TYPE_CHECKING:
    from markupsafe import Markup
    from rdflib import Graph

    from plangraph.network import Network

#: The sign of each level of coverage; the level is also a CSS class.
LEVEL_SIGN: Final = {"goal": "✔", "area": "▲", "none": "✖", "off": ""}


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
    style: Markup
    script: Markup
    security: str
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


def file_name(page: str, lang: Lang) -> str:
    """Name a page's file: Danish at the root, English beside it."""
    return f"{page}.html" if lang == "da" else f"{page}.en.html"


def frame(current: str, plans: dict[str, str], lang: Lang, content: dict[str, Any]) -> Page:
    """Put content inside what all pages share.

    :param current: the page's own name
    :param plans: what the navigation calls each plan, by slug
    :param lang: language of the page
    :param content: what the page's template shows
    """
    from markupsafe import Markup

    style = asset("page.css", "report.css")
    script = asset("report.js") if current in plans else ""
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
    return Page(
        lang=lang,
        navigation=navigation,
        other_language=file_name(current, other),
        style=Markup(style),  # noqa: S704 - ours, and nothing of the plan's is in it
        script=Markup(script),  # noqa: S704 - ours as well
        security=security(style, script),
        content=content,
    )


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


def index_content(assessments: tuple[Assessment, ...], lang: Lang) -> dict[str, Any]:
    """Return what the overview shows: one row a plan."""
    rows = []
    for assessment in assessments:
        report, above = assessment.report, next_tier(assessment)
        reached = [tier.name.get(lang) for tier in assessment.tiers if tier.reached]
        rows.append(
            {
                "href": file_name(report.slug, lang),
                "summary": file_name(summary_name(report.slug), lang),
                "label": report.label.get(lang),
                "year": report.year,
                "passed": assessment.overall.passed,
                "examined": assessment.overall.examined,
                "tier": reached[-1] if reached else word("none", lang),
                "next": above.name.get(lang) if above else "",
                "steps": count("fix", len(assessment.steps), lang) if above else "",
                "counts": [number for _, _, _, number in severities(report.findings, lang)],
                "gap": most_important(report, lang) or word("no_gap", lang),
            }
        )
    return {
        "graph": "graph.html",
        "coverage": file_name("coverage", lang),
        "rows": rows,
        "severities": [{"sign": SIGN[s], "label": SEVERITIES[s].get(lang)} for s in Severity],
    }


def summary_name(slug: str) -> str:
    """Name the page with a plan's one-page summary."""
    return f"{slug}-summary"


def plan_content(assessment: Assessment, network: Network, lang: Lang) -> dict[str, Any]:
    """Return what a plan's page shows: its report, and its goals as the network has them."""
    slug = assessment.report.slug
    targets = [t.target for t in assessment.targets if t.target in network]
    return {
        "plan": build([assessment], lang).plans[0],
        "summary": file_name(summary_name(slug), lang),
        "goal_links": {
            t: [_anchor(network, g) for g in sources(network, t, slug, "addresses")] for t in targets
        },
        "extra": [Link("goals", word("goals", lang))],
        "goals": [goal_row(network, goal, lang) for goal in goals_of(network, slug)],
    }


def _anchor(network: Network, goal: str) -> Link:
    key = goal.rsplit("/", 1)[-1]
    return Link(f"goal-{key}", str(network.nodes[goal]["number"] or key))


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
        anchor=_anchor(network, goal).href,
        number=str(data["number"] or ""),
        label=data["label"].get(lang),
        area=area,
        targets=tuple(sorted(cells["addresses"])),
        groups=tuple(sorted(cells["targets"])),
        instruments=tuple(sorted(cells["uses"])),
        figures=tuple(figure.get(lang) for figure in data["figures"]),
        places=tuple(where(p, lang) for p in data["evidence"]),
    )
