"""Writes the reference: a page a rule, the questions and the command line, out of what they describe.

``.venv/bin/python docs/build.py`` writes ``docs/reference/``; with ``--check`` it writes nothing and says
what is out of date. What is not written by it has no place in that folder.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from commands import command_page
from marks import MADE, block, plain, table
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SH

from plangraph import catalogue, queries
from plangraph.check.engine import Data, examined, gather
from plangraph.check.plans import check
from plangraph.check.rules import TARGETS, RuleSet, load_rules
from plangraph.check.subjects import Subjects
from plangraph.model import LANGS, Finding, Report, Rule, Text
from plangraph.names import PG, shorten
from plangraph.report.words import DIMENSION, SEVERITY, THEME

ROOT: Final = Path(__file__).parent.parent
REFERENCE: Final = ROOT / "docs" / "reference"
EXAMPLES: Final = ROOT / "docs" / "examples" / "rules"
#: A plan that has one of everything, and the plan before it.
COMPLETE: Final = (
    ROOT / "tests" / "data" / "check" / "testby-2023.ttl",
    ROOT / "tests" / "data" / "check" / "testby-2022.ttl",
)
#: A class of the standards that our vocabulary has no label for.
_POSITION: Final = Text("tegnposition i dokumentet", "position in the document")
_TEXTS: Final = (
    ("Why", "why"),
    ("Says", "message"),
    ("Asks for", "fix"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule with the graphs that show it.

    :param rule: the rule
    :param fires: what the check says of the plan in which it fires
    :param silent: what it says of the plan in which it passes
    """

    rule: Rule
    fires: Report
    silent: Report


@cache
def reference() -> Graph:
    """Return the ontology and reference data, read once."""
    return catalogue.reference()


def example(rule: Rule, part: str) -> Path:
    """Return where the graph of a rule is kept: ``fires``, ``silent`` or ``earlier``."""
    return EXAMPLES / f"{rule.id}-{part}.ttl"


def show(rules: RuleSet, rule: Rule) -> Shown:
    """Check the two graphs of a rule against it alone.

    :raises FileNotFoundError: when it has none; ``docs/minimise.py`` makes them
    """
    past = _read(example(rule, "earlier")) if example(rule, "earlier").exists() else None
    alone = replace(rules, rules=(rule,))
    fires, silent = (check(_read(example(rule, p)), reference(), alone, past) for p in ("fires", "silent"))
    return Shown(rule, fires, silent)


def pages(shown: Sequence[Shown], rules: RuleSet) -> dict[Path, str]:
    """Return every page of the reference, by its path."""
    texts = {REFERENCE / "rules" / "README.md": _rule_index(rules)}
    for one in shown:
        texts[REFERENCE / "rules" / f"{one.rule.id}.md"] = _rule_page(one, rules)
    texts[REFERENCE / "questions.md"] = _question_page()
    texts[REFERENCE / "cli.md"] = command_page()
    return texts


def stale(texts: dict[Path, str]) -> list[Path]:
    """Return the pages that differ from what is on disk, and those on disk that are none."""
    written = {path for path in REFERENCE.rglob("*") if path.is_file()}
    different = {p for p, text in texts.items() if p not in written or p.read_text("utf-8") != text}
    return sorted(different | (written - texts.keys()))


# --- rules -----------------------------------------------------------------------------------------


def _rule_index(rules: RuleSet) -> str:
    lines = [
        "# Rules · Regler\n",
        "What a plan is held against. Each rule has a page with a small graph in which it fires and one in "
        "which it does not; both are run by the tests. A message or fix may hold `{label}` (the thing at "
        "fault), `{number}` (its number), `{plan}`, `{year}` (the plan year), `{value}` (what is wrong or "
        "concerned), and what the rule's own query fills. `plangraph check` runs the rules; "
        "[how to add one](../../../CONTRIBUTING.md#how-to-add-a-rule).\n",
    ]
    for dimension in dict.fromkeys(rule.dimension for rule in rules.rules):
        title, about = _dimension(dimension), _about(rules, dimension)
        lines += [f"## {title.en}\n", f"*{title.da}.* {about.en}\n", f"*{about.da}*\n"]
        lines += table(
            ("Rule", "Demands", "Kræver", "Severity", "Plan years"),
            (
                (f"[{r.id}]({r.id}.md)", r.name.en, r.name.da, SEVERITY[r.severity].en, _years(r).en)
                for r in rules.rules
                if r.dimension == dimension
            ),
        )
    return MADE.format(source="shapes/") + "\n".join(lines)


def _rule_page(shown: Shown, rules: RuleSet) -> str:
    rule, findings = shown.rule, shown.fires.findings
    source = f"shapes/{rule.dimension}.ttl"
    looked = _looks_at(rule, rules)
    facts = [
        ("IRI", f"<{rule.iri}>", ""),
        ("Dimension", f"[{_dimension(rule.dimension).en}]({_anchor(rule)})", _dimension(rule.dimension).da),
        ("Severity", SEVERITY[rule.severity].en, SEVERITY[rule.severity].da),
        ("Plan years", _years(rule).en, _years(rule).da),
        ("Looks at", looked.en, looked.da),
        *(
            (what, *(plain(getattr(rule, field).get(lang)) for lang in ("en", "da")))
            for what, field in _TEXTS
        ),
        *(("Law, guidance", *_link(address)) for address in rule.see_also),
        ("Defined in", f"[{source}](../../../{source})", ""),
    ]
    lines = [f"# {rule.id}\n", f"**{rule.name.en}** · *{rule.name.da}*\n"]
    lines += table(("", "English", "Dansk"), facts)
    if population := rules.population_of(rule):
        lines += ["What it looks at is what this selects:\n", block("sparql", population)]
    lines += ["## Where it fires · Her slår den ud\n", *_graph(rule, "fires"), *map(_said, findings)]
    looked_at = shown.silent.outcomes[0].examined
    lines += ["\n## Where it is silent · Her tier den\n", *_graph(rule, "silent")]
    things = "1 thing" if looked_at == 1 else f"{looked_at} things"
    lines += [f"It looks at {things} here and passes. · Den ser på {looked_at} ting her og består.\n"]
    if example(rule, "earlier").exists():
        lines += ["## The plan before, of both · Planen før, for begge\n", *_graph(rule, "earlier")]
    return MADE.format(source=f"{source} and docs/examples/rules/") + "\n".join(lines).rstrip("\n") + "\n"


def _said(finding: Finding) -> str:
    said = ((SEVERITY[finding.severity].get(lang), lang) for lang in ("en", "da"))
    return "\n".join(
        f"- {severity}: {plain(finding.message.get(lang))}  \n  *{plain(finding.fix.get(lang))}*"
        for severity, lang in said
    )


def _graph(rule: Rule, part: str) -> Iterator[str]:
    path = example(rule, part)
    text = path.read_text("utf-8")
    shown = "\n".join(line for line in text.splitlines() if not line.startswith("@")).strip()
    yield block("turtle", shown)
    yield f"([with its prefixes](../../examples/rules/{path.name}))\n"


def _looks_at(rule: Rule, rules: RuleSet) -> Text:
    """Name the classes or properties that a rule targets; of a population, the kinds it finds in a plan."""
    shape, subjects = URIRef(rule.iri), Subjects(Graph(), reference())
    told: list[tuple[Text, str]] = []
    if rules.population_of(rule) is None:
        for target in TARGETS:
            for node in sorted(rules.graph.objects(shape, target), key=str):
                known = (node, None, None) in reference()
                label = subjects.label(node) if known else _POSITION
                if target != SH.targetClass:
                    label = Text(f"det, der har »{label.da}«", f"what has “{label.en}”")
                told.append((label, shorten(str(node))))
    else:
        past = [example(rule, "earlier")] if example(rule, "earlier").exists() else []
        plans = [COMPLETE, *((example(rule, part), *past) for part in ("fires", "silent"))]
        kinds = {kind for paths in plans for kind in _kinds(rule, rules, _data(*paths))}
        told = [(subjects.label(kind), shorten(str(kind))) for kind in sorted(kinds, key=str)]
    return Text(*(", ".join(f"{label.get(lang)} (`{name}`)" for label, name in told) for lang in LANGS))


def _kinds(rule: Rule, rules: RuleSet, data: Data) -> set[URIRef]:
    """Return the classes of ours of what a rule looks at in a plan."""
    kinds = {k for node in examined(rule, rules, data) for k in data.objects(URIRef(node), RDF.type)}
    return {k for k in kinds if isinstance(k, URIRef) and k.startswith(PG)}


@cache
def _read(path: Path) -> Graph:
    return Graph().parse(path)


@cache
def _data(plan: Path, earlier: Path | None = None) -> Data:
    return gather(_read(plan), reference(), None if earlier is None else _read(earlier))


def _link(address: str) -> tuple[str, str]:
    """Link to a law or guidance in both languages, by its label where the reference data has one."""
    node = URIRef(address)
    if (node, None, None) not in reference():
        return f"<{address}>", ""
    label = Subjects(Graph(), reference()).label(node)
    return f"[{label.en}]({address})", f"[{label.da}]({address})"


def _dimension(name: str) -> Text:
    return DIMENSION.get(name, Text(name, name))


def _about(rules: RuleSet, dimension: str) -> Text:
    node = URIRef(f"https://w3id.org/plangraph/rule/{dimension}")
    described = URIRef("http://purl.org/dc/terms/description")
    found = {getattr(v, "language", None): str(v) for v in rules.graph.objects(node, described)}
    return Text(found.get("da", ""), found.get("en", ""))


def _anchor(rule: Rule) -> str:
    return "README.md#" + _dimension(rule.dimension).en.lower().replace(" ", "-")


def _years(rule: Rule) -> Text:
    first, last = rule.valid_from, rule.valid_until
    if first and last:
        return Text(f"{first}-{last}", f"{first} to {last}")
    if first:
        return Text(f"fra {first}", f"from {first}")
    return Text(f"til og med {last}", f"up to {last}") if last else Text("alle", "all")


# --- questions -------------------------------------------------------------------------------------


def _question_page() -> str:
    lines = [
        "# Questions · Spørgsmål\n",
        "The library of questions: `plangraph query NAME --param KEY=VALUE` asks one, `plangraph queries` "
        "lists them. [How to add one](../../CONTRIBUTING.md#how-to-add-a-question).\n",
    ]
    theme = ""
    for query in queries.questions():
        if query.theme != theme:
            theme = query.theme
            name = THEME.get(theme, Text(theme, theme))
            lines += [f"## {name.en} · {name.da}\n"]
        path = f"queries/{query.theme}/{query.name}.rq"
        lines += [f"### {query.name}\n", f"**{query.title.en}** · *{query.title.da}*\n"]
        lines += [query.summary.en + "\n", f"*{query.summary.da}*\n"]
        rows = [
            (
                f"parameter `{p.name}`",
                f"{p.label.en} ({p.kind}{', optional' if p.optional else ''})",
                f"{p.label.da} ({p.kind}{', kan udelades' if p.optional else ''})",
            )
            for p in query.params
        ]
        rows += [(f"column `{c.key}`", c.label.en, c.label.da) for c in query.columns]
        lines += table(("", "English", "Dansk"), rows)
        lines += [f"[{path}](../../{path})\n"]
    return MADE.format(source="queries/") + "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Write the reference, or with ``--check`` say what is stale and return 1."""
    rules = load_rules()
    texts = pages([show(rules, rule) for rule in rules.rules], rules)
    changed = stale(texts)
    for path in changed:
        print(path.relative_to(ROOT))
        if "--check" in arguments:
            continue
        if path in texts:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(texts[path], "utf-8")
        else:
            path.unlink()
    return 1 if changed and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
