"""What became of the findings between two drafts of one plan, whatever their numbers are now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from plangraph.assess.keys import kind_of
from plangraph.model import Assessment, Finding, Severity, State, Text
from plangraph.passages import normalise


@dataclass(frozen=True, slots=True)
class Pair:
    """A finding of the first draft and the same one in the second.

    :param before: in the first draft
    :param after: in the second
    """

    before: Finding
    after: Finding


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two drafts of a plan, finding by finding.

    :param first: label of the first draft
    :param second: label of the second
    :param fixed: findings that are gone
    :param new: findings that were not there before
    :param regressed: findings that are more serious than before, or whose waiver has expired since
    :param waived: findings of the second draft that somebody accepts
    :param unchanged: findings that are still there, no more serious than before
    :param undecided: findings of the first draft whose rule is switched off or could not be run on the second
    """

    first: Text
    second: Text
    fixed: tuple[Finding, ...]
    new: tuple[Finding, ...]
    regressed: tuple[Pair, ...]
    waived: tuple[Finding, ...]
    unchanged: tuple[Pair, ...]
    undecided: tuple[Finding, ...]

    def worse(self, threshold: Severity) -> bool:
        """Say whether something is new or has regressed that is this serious or worse."""
        found = (*self.new, *(pair.after for pair in self.regressed))
        return any(finding.severity.rank >= threshold.rank for finding in found)


#: Properties of a finding by which two are the same, the surest first.
_SAME: Final = (
    lambda f: f.key,
    lambda f: (f.rule, f.path, f.focus, _label(f)),
    lambda f: (f.rule, f.path, kind_of(f.focus), _label(f), f.value),
    lambda f: (f.rule, f.path, kind_of(f.focus), _label(f)),
)


def compare(first: Assessment, second: Assessment) -> Comparison:
    """Compare two drafts of one plan.

    Findings are paired by key. Those that are left over, because their passage was written anew, are paired
    by title. A thing with a new passage and a new title is another thing: what it lacks is new.

    :param first: the earlier draft
    :param second: the later one
    """
    pairs, gone, new = _pair(first.report.findings, second.report.findings)
    silent = {o.rule.id for o in second.report.outcomes if o.off or o.state is State.ERRORED}
    regressed = [p for p in pairs if p.after.waiver is None and _worse(p)]
    return Comparison(
        first=first.report.label,
        second=second.report.label,
        fixed=tuple(f for f in gone if f.rule not in silent),
        new=tuple(f for f in new if f.waiver is None),
        regressed=tuple(regressed),
        waived=tuple(f for f in second.report.findings if f.waiver is not None),
        unchanged=tuple(p for p in pairs if p.after.waiver is None and p not in regressed),
        undecided=tuple(f for f in gone if f.rule in silent),
    )


def _worse(pair: Pair) -> bool:
    return pair.after.severity.rank > pair.before.severity.rank or pair.before.waiver is not None


def _pair(
    before: tuple[Finding, ...], after: tuple[Finding, ...]
) -> tuple[list[Pair], list[Finding], list[Finding]]:
    """Pair findings; return the pairs in the order of the second draft, and what is left of either."""
    left, right = list(before), list(after)
    found: dict[int, Pair] = {}
    for same in _SAME:
        waiting: dict[object, list[Finding]] = defaultdict(list)
        for finding in left:
            waiting[same(finding)].append(finding)
        rest = []
        for finding in right:
            mates = waiting.get(same(finding))
            if mates:
                mate = mates.pop(0)
                left = [f for f in left if f is not mate]
                found[id(finding)] = Pair(mate, finding)
            else:
                rest.append(finding)
        right = rest
    return [found[id(f)] for f in after if id(f) in found], left, right


def _label(finding: Finding) -> str:
    return normalise(finding.label.get("da")).casefold()
