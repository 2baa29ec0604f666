"""Makes the smallest graphs that show a rule firing and silent, out of the test data of ``tests/data/check``.

``.venv/bin/python docs/minimise.py`` writes the examples of each rule that has none; with ids of rules it
makes those anew. The complete test plan is damaged by a mutation that makes the rule fire; then whatever can
be left out is left out, as long as the rule says the same. The silent graph keeps what the two have in
common and adds the least that mends it. Examples may be edited by hand: the tests hold them to the rules.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from plangraph import catalogue, turtle
from plangraph.check.plans import check
from plangraph.check.rules import RuleSet, load_rules
from plangraph.model import LANGS, Report, Rule, State
from plangraph.names import ID, PG, PREFIXES

ROOT: Final = Path(__file__).parent.parent
EXAMPLES: Final = ROOT / "docs" / "examples" / "rules"
DATA: Final = ROOT / "tests" / "data" / "check"
#: From here on the graph is not easily read; the rule then need not say *only* what it said.
_MOST: Final = 25
#: What makes a graph readable, put back where it changes nothing.
_TITLES: Final = (RDFS.label, URIRef(PG + "number"))
_YEAR: Final = URIRef(PG + "year")
#: Left out before anything else.
_REMOTE: Final = ("evidence", "fingerprint", "sha256", "page", "start", "end", "hasSelector", "hasSource")

Triple = tuple[Node, Node, Node]
Triples = frozenset[Triple]
Holds = Callable[[Triples], bool]


@dataclass(frozen=True, slots=True)
class Example:
    """The graphs that show one rule.

    :param fires: the plan in which it fires
    :param silent: the plan in which it passes
    :param earlier: the plan before, where the rule needs one
    """

    fires: Triples
    silent: Triples
    earlier: Triples | None


@cache
def reference() -> Graph:
    """Return the ontology and reference data, read once."""
    return catalogue.reference()


def look(rules: RuleSet, rule: Rule, plan: Collection[Triple], earlier: Collection[Triple] | None) -> Report:
    """Check a plan against one rule alone."""
    before = None if earlier is None else _graph(earlier)
    return check(_graph(plan), reference(), replace(rules, rules=(rule,)), before)


def make(rules: RuleSet, rule: Rule) -> Example:
    """Make the example of a rule.

    :raises ValueError: when no mutation makes it fire, or it does not pass on the complete plan
    """
    complete, before = _read("testby-2023"), _read("testby-2022")
    damaged = _damaged(rules, rule, before)
    said = _said(look(rules, rule, damaged, before))
    earlier = before if _said(look(rules, rule, damaged, None)) != said else None

    def same(plan: Triples, past: Triples | None) -> bool:
        return _exists(plan) and _said(look(rules, rule, plan, past)) == said

    def names_it(plan: Triples, past: Triples | None) -> bool:
        return _exists(plan) and bool(_said(look(rules, rule, plan, past)) & said)

    fires = frozenset[Triple]()
    for holds in (same, names_it):
        fires = _reduce(damaged, frozenset(), lambda p, holds=holds: holds(p, earlier))  # type: ignore[misc]
        if len(fires) <= _MOST:
            break
    (whole,) = look(rules, rule, complete, earlier).outcomes
    focus = {one[0] for one in _said(look(rules, rule, fires, earlier))} & set(whole.looked_at)

    def passes(plan: Triples, past: Triples | None) -> bool:
        if not _exists(plan):
            return False
        (outcome,) = look(rules, rule, plan, past).outcomes
        return outcome.state is State.PASSED and focus <= set(outcome.looked_at)

    if not passes(complete, earlier):
        raise ValueError(f"{rule.id} does not pass on the complete plan; write {rule.id}-silent.ttl by hand")
    if earlier is not None:
        itself = frozenset(t for t in earlier if str(t[0]).endswith("/plan/testby-2022") and _readable(t))
        earlier = _reduce(earlier, itself, lambda past: holds(fires, past) and passes(complete, past))
    damaged_values = {(s, p) for s, p, _ in fires - complete}
    keep = {t for t in complete if t in fires or t[:2] in damaged_values}
    return Example(fires, _reduce(complete, frozenset(keep), lambda plan: passes(plan, earlier)), earlier)


def _damaged(rules: RuleSet, rule: Rule, before: Triples) -> Triples:
    """Damage the complete plan by the first of the mutations after which the rule says least."""
    fitting = [
        (sum(row[0] == rule.id for row in mutation["expect"]), place, mutation["update"])
        for place, mutation in enumerate(_mutations())
        if any(row[0] == rule.id for row in mutation["expect"])
    ]
    if not fitting:
        raise ValueError(f"no mutation in {DATA / 'mutations'} makes {rule.id} fire")
    graph = _graph(_read("testby-2023"))
    graph.update(f"BASE <{ID}>\n{min(fitting)[2]}", initNs=dict(PREFIXES))
    if not _said(look(rules, rule, frozenset(graph), before)):
        raise ValueError(f"{rule.id} does not fire after the mutation that should make it")
    return frozenset(graph)


def _reduce(start: Triples, keep: Triples, holds: Holds) -> Triples:
    """Leave out what can be left out, whole subjects first; then put back what makes it readable."""
    subjects = sorted({s for s, _, _ in start - keep}, key=_remoteness)
    left = set(start)
    parts = [{t for t in start - keep if t[0] == subject} for subject in subjects]
    _drop(parts, left, holds)
    singles = sorted(left - keep, key=lambda t: (*_rank(t), str(t)))
    for _ in range(2):  # what was needed beside something else may not be needed any more
        _drop([{t} for t in singles if t in left], left, holds)
    for subject in sorted({s for s, _, _ in left}, key=str):
        wanted = {t for t in start if t[0] == subject and _readable(t)} - left
        for more in (wanted, *({t} for t in sorted(wanted, key=str))):
            if more and holds(frozenset(left | more)):
                left |= more
    return frozenset(left)


def _drop(parts: Sequence[set[Triple]], left: set[Triple], holds: Holds) -> None:
    """Take parts away, many at once while that goes well, then fewer."""
    todo, size = list(parts), max(1, len(parts) // 2)
    while todo:
        kept = []
        for start in range(0, len(todo), size):
            chunk = todo[start : start + size]
            without = left - set().union(*chunk)
            if holds(frozenset(without)):
                left &= without
            else:
                kept += chunk
        if size == 1:
            return
        todo, size = kept, size // 2


def _readable(triple: Triple) -> bool:
    _, predicate, value = triple
    return predicate in (*_TITLES, _YEAR) or (predicate == RDF.type and str(value).startswith(PG))


def _rank(triple: Triple) -> tuple[bool, bool]:
    remote = str(triple[1]).rpartition("#")[2] in _REMOTE
    return _readable(triple), not remote


def _remoteness(subject: Node) -> tuple[bool, str]:
    return not any(f"/{kind}/" in str(subject) for kind in ("evidence", "selector")), str(subject)


def _exists(plan: Triples) -> bool:
    return any(p == RDF.type and o == URIRef(PG + "Plan") for _, p, o in plan)


def _said(report: Report) -> set[tuple[str, ...]]:
    if any(outcome.state is State.ERRORED for outcome in report.outcomes):
        return set()
    return {
        (f.focus, f.path or "", *(text.get(lang) for text in (f.message, f.fix) for lang in LANGS))
        for f in report.findings
    }


def _graph(triples: Collection[Triple]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add(triple)
    return graph


@cache
def _read(name: str) -> Triples:
    return frozenset(Graph().parse(DATA / f"{name}.ttl"))


@cache
def _mutations() -> list[dict[str, Any]]:
    files = sorted((DATA / "mutations").glob("*.toml"))
    return [m for path in files for m in tomllib.loads(path.read_text("utf-8"))["mutation"]]


def main(names: Sequence[str]) -> int:
    """Write examples; return 1 when one could not be made."""
    rules, failed = load_rules(), 0
    for rule in rules.rules:
        there = (EXAMPLES / f"{rule.id}-fires.ttl").exists() and (EXAMPLES / f"{rule.id}-silent.ttl").exists()
        if rule.id not in names and (names or there):
            continue
        try:
            example = make(rules, rule)
        except ValueError as error:
            print(error, file=sys.stderr)
            failed = 1
            continue
        for part in ("fires", "silent", "earlier"):
            if triples := getattr(example, part):
                (EXAMPLES / f"{rule.id}-{part}.ttl").write_text(turtle.write(_graph(triples)), "utf-8")
        print(f"{rule.id}: {len(example.fires)} and {len(example.silent)} triples")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
