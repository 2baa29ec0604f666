"""A draft that is being checked: how far it is, and what came of it."""

from __future__ import annotations

from typing import Literal

from plangraph.web.api.models.common import Link, Model, Text
from plangraph.web.api.models.plans import Checks, Severities


class Refusal(Model):
    """Why a file could not be checked.

    :param reason: the kind of reason (`year`, `scanned`, `locked`, `broken` …)
    :param detail: what is wrong, and what to do
    """

    reason: str
    detail: Text


class JobOutcome(Model):
    """What came of a check, in short; the result has the rest.

    :param label: title of the plan
    :param level: the highest level of completeness that it reaches, `none` where it reaches none
    :param checks: checks passed of those made
    :param severities: findings by severity
    :param waiting: how many suggestions of the intake nobody has reviewed
    """

    label: Text
    level: str
    checks: Checks
    severities: Severities
    waiting: int


class Job(Model):
    """A check that was begun. Its id is a secret: whoever knows it can read and delete what was handed in.

    :param id: its id
    :param status: how far it is
    :param done: how many pages of the document are read
    :param total: how many pages it has, or null while that is not known
    :param made: when it was handed in (ISO 8601)
    :param expires: when it goes, with all that was handed in, unless somebody looks at it before (ISO 8601)
    :param notes: what could not be read or understood of the document
    :param outcome: what came of it, or null while it is not done
    :param refusal: why there is no result, or null where nothing is wrong
    :param links: its result, and its page for people
    """

    id: str
    status: Literal["waiting", "reading", "checking", "done", "failed"]
    done: int
    total: int | None
    made: str
    expires: str
    notes: tuple[Text, ...]
    outcome: JobOutcome | None
    refusal: Refusal | None
    links: tuple[Link, ...]
