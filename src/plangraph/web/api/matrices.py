"""Coverage as matrices: who serves what, what an empty cell means, and what stands behind each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.assess import axes, coverage
from plangraph.assess.coverage import Kind, State
from plangraph.assess.entries import Entry
from plangraph.report.matrices import ENDS, REASONS, STATES, TITLES, as_table
from plangraph.web.api import answers
from plangraph.web.api.answers import address, link, page_address, read
from plangraph.web.api.choosing import Chosen, chosen
from plangraph.web.api.models.common import say
from plangraph.web.api.models.elements import TargetRef
from plangraph.web.api.models.matrices import (
    Behind,
    Cell,
    EmptyCell,
    Head,
    Matrix,
    MatrixList,
    MatrixSummary,
    OpenedCell,
    Verdict,
)
from plangraph.web.api.paging import Paging, paging
from plangraph.web.api.questions import TABLE_SCHEMAS, TABLES, TableFormParameter, send_table
from plangraph.web.api.reports import LangParameter
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.matrices import LIMIT, matrix_of, opened
from plangraph.web.problems import ProblemError

router: APIRouter = answers.make_router("matrices")

Name = Annotated[Kind, Path(description="Which matrix.", examples=["targets"])]


@dataclass(frozen=True, slots=True)
class Plans:
    """Which plans a matrix is to speak of.

    :param slugs: their slugs, in the order of the columns where they are columns
    """

    slugs: tuple[str, ...]


def some_plans(
    holdings: Annotated[Holdings, Depends(holdings_of)],
    chosen: Annotated[Chosen, Depends(chosen)],
    plan: Annotated[list[str] | None, Query(description="Only these plans: their slugs.")] = None,
) -> Plans:
    """Return which plans a request asks for; for ``Depends``.

    :raises ProblemError: for one that is not there, and when there are too many
    """
    named = {holdings.plan(slug).slug for slug in plan or ()}
    slugs = tuple(p.slug for p in chosen.plans(holdings) if not named or p.slug in named)
    if len(slugs) > LIMIT:
        raise ProblemError(
            "answer-too-large",
            f"that would be {len(slugs)} plans, and a matrix takes {LIMIT}; choose a year, a region, "
            "a municipality or single plans",
        )
    return Plans(slugs)


@read(router, "/matrices", MatrixList)
def list_matrices(request: Request, paging: Annotated[Paging, Depends(paging)]) -> Response:
    """List the matrices.

    National targets and plans, target groups and instruments, national targets and target groups.
    """
    found = [
        MatrixSummary(
            name=kind,
            title=say(TITLES[kind]),
            row=say(ENDS[kind][0]),
            column=say(ENDS[kind][1]),
            links=(
                link("self", address(request, "matrices", kind.value), "coverage"),
                link("alternate", page_address(request, "/coverage"), "api_page"),
            ),
        )
        for kind in Kind
    ]
    listing = MatrixList(items=tuple(paging.part(found)), **paging.told(len(found)))
    return answers.answer(request, listing, paging.links(request, len(found)))


@read(
    router,
    "/matrices/{name}",
    Matrix,
    "not-found",
    "answer-too-large",
    media=TABLE_SCHEMAS,
    described="The matrix; as a table every cell is a row.",
)
def show_matrix(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    plans: Annotated[Plans, Depends(some_plans)],
    name: Name,
    state: Annotated[
        list[State] | None, Query(description="Only cells in these states; tables hold all of them.")
    ] = None,
    form: TableFormParameter = None,
    lang: LangParameter = None,  # noqa: ARG001 - read with Accept-Language
) -> Response:
    """Show a matrix of coverage over the plans that are chosen.

    Every cell says how far it is covered and, where it is empty, why: missing, unknown or not relevant.
    Where nothing is chosen it speaks of all plans, up to 120.
    """
    chosen_form = answers.choose_form(request, TABLES, form)
    matrix = matrix_of(holdings, name, plans.slugs)
    if chosen_form != "json":
        return send_table(request, as_table(matrix), chosen_form, f"coverage-{name.value}")
    told = Matrix(
        name=name,
        title=say(TITLES[name]),
        plans=matrix.plans,
        rows=tuple(map(_head, matrix.rows)),
        columns=tuple(map(_head, matrix.columns)),
        counts=matrix.count(),
        cells=tuple(
            _cell(row.key, column.key, cell)
            for row in matrix.rows
            for column in matrix.columns
            if (cell := matrix.cell(row.key, column.key)) and (not state or cell.state in state)
        ),
        states={known: say(text) for known, text in STATES.items()},
        reasons={known: say(text) for known, text in REASONS.items()},
    )
    return answers.answer(request, told)


@read(router, "/matrices/{name}/cells/{row}/{column}", OpenedCell, "not-found", "answer-too-large")
def show_cell(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    plans: Annotated[Plans, Depends(some_plans)],
    name: Name,
    row: Annotated[str, Path(description="Key of its row.", examples=["flygtninge"])],
    column: Annotated[str, Path(description="Key of its column.", examples=["hvidovre-2023"])],
) -> Response:
    """Show a cell of a matrix, and what stands behind it.

    The elements behind it in the plans chosen, and in other plans, which show how it can be done.
    """
    try:
        found = opened(holdings, name, row, column, plans.slugs)
    except KeyError:
        raise ProblemError(
            "not-found", f"the matrix {name.value} has no cell {row[:60]!r}, {column[:60]!r}"
        ) from None
    told = OpenedCell(
        name=name,
        plans=plans.slugs,
        row=_head(found.row),
        column=_head(found.column),
        cell=_cell(found.row.key, found.column.key, found.cell),
        verdicts=tuple(Verdict.model_validate(verdict) for verdict in found.verdicts),
        elements=_behind(request, found.entries),
        astray=_behind(request, found.astray),
        elsewhere=_behind(request, found.others),
    )
    return answers.answer(request, told)


def _head(head: axes.Head) -> Head:
    return Head(
        key=head.key,
        iri=head.iri,
        label=say(head.label),
        depth=head.depth,
        parent=head.parent or None,
        targets=tuple(
            TargetRef(iri=one.iri, year=one.year, number=one.number, label=say(one.label))
            for one in head.targets
        ),
    )


def _cell(row: str, column: str, cell: coverage.Cell) -> Cell | EmptyCell:
    if not cell.plans:
        return EmptyCell(row=row, column=column, state=cell.state, reason=cell.reason)
    return Cell(
        row=row,
        column=column,
        state=cell.state,
        reason=cell.reason,
        goals=cell.goals,
        objectives=cell.objectives,
        measures=cell.measures,
        focus_areas=cell.areas,
        plans=cell.plans,
        confirmed=cell.confirmed,
    )


def _behind(request: Request, entries: Iterable[Entry]) -> tuple[Behind, ...]:
    return tuple(
        Behind(
            plan=entry.plan,
            iri=entry.element.iri,
            kind=entry.element.kind,
            label=say(entry.element.label),
            number=entry.element.number or None,
            full=entry.full,
            confirmed=entry.confirmed,
            href=address(request, "plans", entry.plan, "elements", entry.element.kind, entry.element.key),
        )
        for entry in entries
    )
