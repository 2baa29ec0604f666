"""The pieces of work on drafts that :mod:`plangraph.web.workshop` does in other processes: plain functions.

What somebody handed in is parsed nowhere else. A graph travels as Turtle, a document as JSON.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from plangraph.model import LANGS, Text
from plangraph.web.drafts.findings import Carried, Examined, Suggestions, Taking

if TYPE_CHECKING:
    from rdflib import Graph

    from plangraph.assess.mending import Form
    from plangraph.intake.review import Decision
    from plangraph.model import Assessment, Finding, Lang, Report
    from plangraph.web.drafts.state import Filled
    from plangraph.web.workshop import Tell

#: A draft whose plan has no name that a plan of ours could have is called so.
NAMELESS: Final = "udkast"


def take_in(
    path: Path,
    name: str,
    municipalities: Sequence[str],
    year: int | None,
    earlier: bytes | None = None,
    tell: Tell | None = None,
) -> Taking:
    """Read a file that was handed in: a document, a spreadsheet, or RDF.

    :param path: the file; its ending says what it is
    :param name: what it was called
    :param municipalities: names or codes, where the file does not say or says it wrong
    :param year: plan year, where the file does not say or says it wrong
    :param earlier: the draft before it, as Turtle; what was decided on the same words is carried over
    :param tell: told how many pages of how many are read
    :raises LoadError: when it cannot be read, holds no plan, or no year can be found
    """
    from plangraph import catalogue, intake
    from plangraph.intake.carrying import carry
    from plangraph.store import parse_graph, plan_in, read_bytes
    from plangraph.web.drafts import papers
    from plangraph.web.words import both

    if not intake.is_document(path):
        graph = parse_graph(read_bytes(path), name, ending=path.suffix)
        plan_in(graph, name)
        return Taking(_written(graph), is_graph=True)
    taken = intake.take_in(path, municipalities=municipalities, year=year, name=name, progress=tell)
    document = None if taken.document is None else papers.write(taken.document)
    text = None if taken.document is None else taken.document.text
    carried: tuple[Text, ...] = ()
    if earlier is not None and (count := carry(_read(earlier), taken.graph, catalogue.reference())):
        carried = (both("drafts_carried" if count > 1 else "drafts_carried_one", count=count),)
    return Taking(_written(taken.graph), document, text, taken.notes, carried=carried)


def repeat(
    graph: bytes,
    folder: Path,
    earlier: bytes,
    filled: Sequence[Filled],
    document: bytes | None,
    text: str | None,
) -> Carried:
    """Fill in again for a draft what was filled in for the one before it.

    :param graph: the draft as Turtle
    :param folder: the copy of the data with the other plans
    :param earlier: the draft before it
    :param filled: the forms of that one
    :param document: what the draft was read from, where it is a document
    :param text: the text of that
    """
    from plangraph import catalogue
    from plangraph.check.rules import load_rules
    from plangraph.web.drafts import papers, repeating
    from plangraph.web.words import both, word

    repeated = repeating.repeat(
        filled,
        _read(earlier),
        _read(graph),
        lambda draft: _assess(_written(draft), folder, text).report,
        load_rules(),
        catalogue.reference(),
        None if document is None else papers.read(document),
    )
    notes = []
    if count := len(repeated.done):
        notes.append(both("drafts_forms_carried" if count > 1 else "drafts_forms_carried_one", count=count))
    for one, why in repeated.left:
        said = (
            word("drafts_form_left", lang, about=one.about.get(lang), why=why.get(lang)) for lang in LANGS
        )
        notes.append(Text(*said))
    return Carried(_written(repeated.graph) if repeated.done else graph, repeated.done, tuple(notes))


def examine(graph: bytes, folder: Path, text: str | None) -> Examined:
    """Check a draft and gather what its page tells.

    :param graph: the plan as Turtle
    :param folder: the copy of the data with the other plans
    :param text: the text of its document, where it has one
    :raises PlangraphError: when it cannot be checked
    """
    from plangraph import catalogue
    from plangraph.web.drafts import findings

    return findings.examine(_read(graph), _assess(graph, folder, text), catalogue.reference())


def find_suggestions(graph: bytes) -> Suggestions:
    """Return what of a draft waits for a person's word."""
    from plangraph import catalogue
    from plangraph.web.drafts import findings

    return findings.suggestions(_read(graph), catalogue.reference())


def judge(
    graph: bytes,
    iri: str,
    decision: Decision,
    *,
    by: str,
    on: datetime.date,
    change: Mapping[str, str] | None = None,
    stated: bool = False,
) -> bytes:
    """Judge one suggestion; see :func:`plangraph.intake.review.judge`.

    :raises ReviewError: when it does not wait any more, or the change makes no sense
    """
    from plangraph.intake import review

    plan = _read(graph)
    review.judge(plan, iri, decision, by=by, on=on, change=change, stated=stated)
    return _written(plan)


def accept_all(graph: bytes, least: float, *, by: str, on: datetime.date) -> tuple[bytes, int]:
    """Accept all suggestions that are at least so sure; see :func:`plangraph.intake.review.judge_all`.

    :returns: the plan, and how many were accepted
    """
    from plangraph import catalogue
    from plangraph.intake import review

    plan = _read(graph)
    count = review.judge_all(plan, catalogue.reference(), least, by=by, on=on)
    return (_written(plan) if count else graph), count


def form_for(graph: bytes, finding: Finding, report: Report) -> Form | None:
    """Return the form that mends a finding, or None where no form can."""
    from plangraph import catalogue
    from plangraph.assess import mending
    from plangraph.check.rules import load_rules

    return mending.form_for(finding, report, load_rules(), _read(graph), catalogue.reference())


def mend(
    graph: bytes,
    finding: Finding,
    report: Report,
    values: Mapping[str, Sequence[str]],
    *,
    by: str,
    on: datetime.date,
    document: bytes | None,
) -> tuple[bytes, dict[str, tuple[str, ...]]] | None:
    """Write what was filled in into the plan; None where the finding has no form.

    :param values: what was filled in, by the names of the form's fields
    :param document: what the plan was read from
    :returns: the plan, and what of the values was of the form
    :raises MendingError: with what is wrong, field by field
    """
    from plangraph import catalogue
    from plangraph.assess import mending
    from plangraph.check.rules import load_rules
    from plangraph.web.drafts import papers

    plan, reference = _read(graph), catalogue.reference()
    form = mending.form_for(finding, report, load_rules(), plan, reference)
    if form is None:
        return None
    known = form.names()
    given = {name: tuple(some) for name, some in values.items() if name in known and any(some)}
    paper = None if document is None else papers.read(document)
    return _written(mending.fill(form, given, plan, by=by, on=on, document=paper)), given


def write_plan(graph: bytes, form: Literal["ttl", "jsonld", "nt", "rdf", "xlsx"], lang: Lang) -> bytes:
    """Write a plan as RDF, or as the workbook that can be filled in and read again.

    :raises NotAcceptableError: for a triple that the form has no way of writing
    """
    from plangraph.intake import workbook
    from plangraph.intake.knowledge import shipped
    from plangraph.store import NotAcceptableError, write_graph

    if form == "ttl":
        return graph
    plan = _read(graph)
    try:
        return workbook.write(plan, shipped(), lang) if form == "xlsx" else write_graph(plan, form)
    except ValueError as error:
        raise NotAcceptableError(f"the plan cannot be written so: {error}") from None


def write_report(
    graph: bytes,
    folder: Path,
    text: str | None,
    name: str,
    lang: Lang,
    *,
    summary: bool = False,
) -> tuple[bytes, str]:
    """Write the report on a draft in the format that a file name asks for.

    :returns: the file's bytes, and its media type
    :raises FormatError: when there is no such format
    """
    from plangraph.web import crafts

    return crafts.write_report([_assess(graph, folder, text)], name, lang, summary=summary)


def write_marked(
    graph: bytes, folder: Path, document: bytes, data: bytes, name: str, lang: Lang
) -> tuple[bytes, str]:
    """Write the file that was handed in with each finding beside its words.

    :param document: what was read of it
    :param data: its bytes
    :param name: ``x.docx`` or ``x.pdf``
    :returns: the file's bytes, and its media type
    :raises OutputError: when the draft was handed in as something else
    """
    from plangraph import report
    from plangraph.report.remarks import Source
    from plangraph.web.drafts import papers

    paper = papers.read(document)
    assessment = _assess(graph, folder, paper.text)
    form = report.format_of(Path(name), report.MARKED)
    context: dict[str, Any] = {"drafts": {assessment.report.plan: Source(data, paper)}}
    return form.write([assessment], lang, **context), form.media_type


def write_template(municipalities: Sequence[str], year: int, ending: str, lang: Lang) -> bytes:
    """Write an empty plan to fill in.

    :param municipalities: their codes
    :param ending: ``.xlsx`` or ``.docx``
    """
    from plangraph.intake import word_template, workbook
    from plangraph.intake.knowledge import shipped

    write = workbook.template if ending == ".xlsx" else word_template.write
    return write(shipped(), municipalities=municipalities, year=year, lang=lang)


def _assess(graph: bytes, folder: Path, text: str | None) -> Assessment:
    from plangraph.names import plan_of
    from plangraph.store import plan_in
    from plangraph.web import crafts

    slug = plan_of(plan_in(_read(graph), NAMELESS)) or NAMELESS
    return crafts.assess_plan(slug, folder, None, text, plan=graph)


def _read(graph: bytes) -> Graph:
    from plangraph.store import parse_graph

    return parse_graph(graph, NAMELESS, ending=".ttl")


def _written(graph: Graph) -> bytes:
    """Write a plan as people read it, where that is the same plan; names of others may not survive it."""
    from plangraph import turtle
    from plangraph.errors import LoadError
    from plangraph.store import parse_graph, write_graph

    try:
        text = turtle.write(graph).encode()
        same = set(parse_graph(text, NAMELESS, ending=".ttl")) == set(graph)
    except (ValueError, LoadError):
        same = False
    return text if same else write_graph(graph, "ttl")
