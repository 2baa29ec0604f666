"""What reports say: their parts as ``plangraph check`` writes them, and lists and comparisons of those.

The shapes of the parts are in the schema of the report and nowhere else; a type here only names one of them.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeAlias

from pydantic import WithJsonSchema

from plangraph.web.api.models.common import Listing, Model, Text

#: What the schema of a report is called; the OpenAPI holds what it defines.
SCHEMA: Final = "https://w3id.org/plangraph/schema/report/v1"


def _defined(name: str) -> WithJsonSchema:
    return WithJsonSchema({"$ref": f"{SCHEMA}#/$defs/{name}"})


#: One thing that one rule found in one plan.
Finding: TypeAlias = Annotated[dict[str, Any], _defined("finding")]
#: A finding, and how serious it was before.
ChangedFinding: TypeAlias = Annotated[dict[str, Any], _defined("changedFinding")]
#: The completeness of one plan.
Report: TypeAlias = Annotated[dict[str, Any], _defined("report")]
Score: TypeAlias = Annotated[dict[str, Any], _defined("score")]
Tier: TypeAlias = Annotated[dict[str, Any], _defined("tier")]
Reach: TypeAlias = Annotated[dict[str, Any], _defined("reach")]
#: What ``plangraph check --format json`` writes: one report a plan.
Reports: TypeAlias = tuple[Report, ...]


class Gap(Model):
    """Something that a plan lacks or has wrong.

    :param plan: slug of the plan
    :param dimension: the dimension of completeness that its rule belongs to
    :param finding: the finding, as a report has it
    """

    plan: str
    dimension: str
    finding: Finding


class GapList(Listing):
    """Gaps, the worst first within each plan.

    :param unchecked: slugs of the plans chosen whose gaps are not known yet, as they are still being checked;
        the list is whole when there are none
    :param items: the gaps of this part
    """

    unchecked: tuple[str, ...]
    items: tuple[Gap, ...]


class Counts(Model):
    """How many findings there are of each fate.

    :param fixed: gone
    :param new: not there before
    :param regressed: more serious than before, or no longer waived
    :param waived: accepted by somebody
    :param unchanged: still there
    :param undecided: of a rule that was not run on the second plan
    """

    fixed: int
    new: int
    regressed: int
    waived: int
    unchanged: int
    undecided: int


class Comparison(Model):
    """Two plans, or two drafts of one, finding by finding.

    :param first: title of the first plan
    :param second: title of the second
    :param counts: how many findings there are of each fate
    :param fixed: findings of the first plan that are gone
    :param new: findings that were not there before
    :param regressed: findings that are more serious than before, or whose waiver has expired since
    :param waived: findings of the second plan that somebody accepts
    :param unchanged: findings that are still there, no more serious than before
    :param undecided: findings of the first plan whose rule is switched off or could not be run on the second
    """

    first: Text
    second: Text
    counts: Counts
    fixed: tuple[Finding, ...]
    new: tuple[Finding, ...]
    regressed: tuple[ChangedFinding, ...]
    waived: tuple[Finding, ...]
    unchanged: tuple[ChangedFinding, ...]
    undecided: tuple[Finding, ...]
