"""Coverage, ``/coverage``: three matrices of which every cell can be opened, and their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.assess.axes import Head, visible
from plangraph.assess.coverage import Kind, Matrix, State
from plangraph.model import Lang
from plangraph.report import matrices as words
from plangraph.report.tabular import MEDIA_TYPES, as_csv, as_xlsx
from plangraph.web.holdings import Holdings
from plangraph.web.matrices import LIMIT, Selection, matrix_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import send_page
from plangraph.web.problems import ProblemError
from plangraph.web.sending import send
from plangraph.web.site.coverage.asking import Asked, Asking, Served
from plangraph.web.site.coverage.parts import CoveragePage, Field, Row, Sign, Tab, Top
from plangraph.web.site.coverage.saying import named, short, target_notes
from plangraph.web.site.listing import Choice, choose, paginate
from plangraph.web.site.places import path_of
from plangraph.web.words import word

router = APIRouter()

#: So many plans stand beside each other.
PLANS: Final = 20
#: Bytes that the cells of a page may take, and that each takes beside what its address says of the choice.
_ROOM: Final = 930_000
_CELL: Final = 200
#: Names of plans that a sentence can bear.
_NAMES: Final = 6


@router.api_route("/coverage", methods=["GET", "HEAD"], include_in_schema=False)
def show_coverage(
    request: Request,
    holdings: Served,
    wanted: Asking,
    empty: str = "",
    open_: Annotated[list[str], Query(alias="open", max_length=400)] = [],  # noqa: B006 - FastAPI copies it
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Show a matrix.

    :param empty: ``show`` shows empty rows and columns too
    :param open_: columns that are unfolded; ``all`` unfolds all
    :param page: which part of the plans stands beside each other
    """
    made = _Making(holdings, wanted, choose_lang(request), empty == "show", tuple(open_), page)
    return send_page(request, "coverage.html.jinja", made.page())


@router.api_route("/coverage{extension}", methods=["GET", "HEAD"], include_in_schema=False)
def send_table(
    request: Request, holdings: Served, wanted: Asking, extension: str, empty: str = ""
) -> Response:
    """Send a matrix: as CSV every cell a row, as Excel the same behind the table as the page has it."""
    if extension not in MEDIA_TYPES:
        raise ProblemError("unknown-format", f"a matrix can be had as {', '.join(MEDIA_TYPES)}")
    lang = choose_lang(request)
    matrix = matrix_of(holdings, wanted.kind, [p.slug for p in wanted.plans], whole=empty == "show")
    table = words.as_table(matrix)
    body = (
        as_csv(table, lang, bom=True) if extension == ".csv" else as_xlsx(words.as_grid(matrix), lang, table)
    )
    headers = {
        "Content-Disposition": f'attachment; filename="coverage-{wanted.kind.value}{extension}"',
        "Vary": "Accept-Language",
        "Content-Language": lang,
    }
    return send(request, body, MEDIA_TYPES[extension], headers)


class _Making:
    """A page in the making."""

    def __init__(
        self,
        holdings: Holdings,
        wanted: Asked,
        lang: Lang,
        whole: bool,
        opened: tuple[str, ...],
        number: int,
    ) -> None:
        self._holdings, self._wanted, self._lang, self._whole = holdings, wanted, lang, whole
        self._part = paginate(len(wanted.plans), number, PLANS if wanted.kind is Kind.TARGETS else LIMIT)
        self._matrix = matrix_of(holdings, wanted.kind, [p.slug for p in wanted.plans], whole=whole)
        self._notes: list[str] = []
        self._rows, self._columns = self._full()
        self._opened = self._unfolded(opened)

    def page(self) -> CoveragePage:
        """Return the page."""
        kind, lang, wanted = self._wanted.kind, self._lang, self._wanted
        shown = visible(self._columns, self._opened) if kind is Kind.OFFERS else self._columns
        shown = shown[self._part.start : self._part.end] if kind is Kind.TARGETS else shown
        if wanted.many > len(wanted.plans):
            self._say("coverage_limit", count=wanted.many, limit=LIMIT)
        if self._part.parts > 1:
            self._say(
                "coverage_part", first=self._part.start + 1, last=self._part.end, total=self._part.total
            )
        folding = any(head.below for head in self._columns) and kind is Kind.OFFERS
        show = {"matrix": kind.value, **wanted.kept}
        opened = "all" if folding and self._all_open() else self._opened
        query = {**show, "empty": "show" if self._whole else "", "open": opened}
        return CoveragePage(
            kind=kind.value,
            tabs=tuple(Tab(k.value, word(f"coverage_tab_{k.value}", lang)) for k in Kind),
            title=words.TITLES[kind].get(lang),
            caption=word(f"coverage_caption_{kind.value}", lang),
            about=self._about(),
            notes=tuple(self._notes),
            **_choices(self._holdings, wanted.selected, lang),
            filtered=bool(wanted.kept),
            kept=wanted.kept,
            query=query,
            signs=self._signs(),
            corner=words.ENDS[kind][0].get(lang),
            columns=tuple(self._top(head) for head in shown),
            rows=tuple(self._row(head, shown) for head in self._rows),
            narrow=kind is not Kind.TARGETS,
            summed=kind is Kind.TARGETS and len(self._columns) > 1,
            part=self._part,
            whole=self._whole,
            unfolded=self._all_open() if folding else None,
            download=urlencode([*_pairs(show), *_pairs({"empty": query["empty"], "lang": lang})]),
        )

    def _say(self, key: str, **values: object) -> None:
        self._notes.append(word(key, self._lang, **values))

    def _full(self) -> tuple[tuple[Head, ...], tuple[Head, ...]]:
        """Return the rows and columns in which something stands or is missing, or all of them."""
        matrix, telling = self._matrix, (State.GOAL, State.PART, State.MISSING, State.UNKNOWN)
        if self._whole:
            return matrix.rows, matrix.columns
        told = [pair for pair, cell in matrix.cells.items() if cell.state in telling]
        rows, columns = {row for row, _ in told}, {column for _, column in told}
        # A national target of the plans' years is worth a row also where nothing is linked to it.
        years = {plan.year for plan in self._wanted.plans}
        asked = {head.key for head in matrix.rows if any(target.year in years for target in head.targets)}
        return (
            tuple(head for head in matrix.rows if head.key in rows | asked),
            tuple(head for head in matrix.columns if head.key in columns or matrix.kind is Kind.TARGETS),
        )

    def _unfolded(self, opened: tuple[str, ...]) -> tuple[str, ...]:
        """Return the columns that are unfolded, as long as the page can bear them."""
        known = [head.key for head in self._columns if head.below]
        wanted = tuple(known) if "all" in opened else tuple(key for key in known if key in opened)
        cells = len(self._rows) * len(visible(self._columns, wanted))
        if (
            self._matrix.kind is Kind.OFFERS
            and cells * (_CELL + len(urlencode(_pairs(self._wanted.kept)))) > _ROOM
        ):
            self._say("coverage_too_wide", count=cells)
            return ()
        return wanted

    def _all_open(self) -> bool:
        return all(head.key in self._opened for head in self._columns if head.below)

    def _about(self) -> str:
        plans = self._wanted.plans
        if len(plans) > _NAMES:
            return word("coverage_about_many", self._lang, count=len(plans))
        key = "coverage_about_one" if len(plans) == 1 else "coverage_about"
        return word(key, self._lang, plans=", ".join(plan.name.get(self._lang) for plan in plans))

    def _signs(self) -> tuple[Sign, ...]:
        there = {head.key for head in self._rows}, {head.key for head in self._columns}
        counts = dict.fromkeys(State, 0)
        for (row, column), cell in self._matrix.cells.items():
            if row in there[0] and column in there[1]:
                counts[cell.state] += 1
        return tuple(
            Sign(
                state.value,
                words.SIGNS[state],
                words.STATES[state].get(self._lang),
                word(f"coverage_meaning_{state.value}", self._lang),
                word("coverage_counted_one" if count == 1 else "coverage_counted", self._lang, count=count),
            )
            for state, count in counts.items()
        )

    def _top(self, head: Head) -> Top:
        name = named(head.label, self._lang, path_of(head.iri))
        under = self._under(head, self._matrix.columns)
        if not head.below or self._matrix.kind is not Kind.OFFERS:
            return Top(head.key, name, under)
        folded = head.key not in self._opened
        key = "coverage_unfold" if folded else "coverage_fold"
        others = tuple(k for k in self._opened if k != head.key)
        opened = (*self._opened, head.key) if folded else others
        fold = word(key, self._lang, count=head.below, what=name.text)
        return Top(head.key, name, under, fold, head.below, folded, opened)

    def _under(self, head: Head, heads: Sequence[Head]) -> str:
        above = next((other for other in heads if head.parent and other.key == head.parent), None)
        lang = self._lang
        return "" if above is None else word("coverage_under", lang, what=above.label.get(lang))

    def _row(self, head: Head, columns: Sequence[Head]) -> Row:
        lang, matrix = self._lang, self._matrix
        cells = [matrix.cell(head.key, column.key) for column in matrix.columns]
        relevant = [cell for cell in cells if cell.state is not State.NOT_RELEVANT]
        covered = sum(cell.state is State.GOAL for cell in relevant)
        return Row(
            key=head.key,
            name=named(head.label, lang, path_of(head.iri)),
            depth=min(head.depth, 5),
            notes=(*target_notes(head, lang), *self._unaddressed(head)),
            under=self._under(head, matrix.rows),
            cells=tuple(self._field(matrix, head, column) for column in columns),
            covered=word("coverage_n_of_m", lang, covered=covered, asked=len(relevant)) if relevant else "–",
        )

    def _unaddressed(self, head: Head) -> list[str]:
        """Say in how many plans nothing is linked to a national target: its row of groups would not tell."""
        if self._matrix.kind is not Kind.AIMS:
            return []
        slugs = [plan.slug for plan in self._wanted.plans]
        targets = matrix_of(self._holdings, Kind.TARGETS, slugs, whole=self._whole)
        states = [targets.cell(head.key, slug).state for slug in slugs]
        missing = states.count(State.MISSING)
        asked = len(states) - states.count(State.NOT_RELEVANT)
        values = {"sign": words.SIGNS[State.MISSING], "missing": missing, "asked": asked}
        return [word("coverage_unaddressed_in", self._lang, **values)] if missing else []

    def _field(self, matrix: Matrix, row: Head, column: Head) -> Field:
        cell, lang = matrix.cell(row.key, column.key), self._lang
        many = cell.goals if cell.state is State.GOAL else words.behind(cell)
        said = short(cell, lang)
        if matrix.kind is Kind.TARGETS:
            text, hidden = (f"{many} {said}", "") if cell.state is State.GOAL else (said, "")
        elif cell.state in (State.GOAL, State.PART):
            text, hidden = str(many), said
        elif cell.state is State.NOT_RELEVANT:
            text, hidden = "", said
        else:
            text, hidden = word(f"coverage_word_{cell.state.value}", lang), ""
        mark = "" if cell.confirmed else word("coverage_unconfirmed", lang)
        return Field(column.key, cell.state.value, words.SIGNS[cell.state], text, hidden, mark)


def _choices(holdings: Holdings, selected: Selection, lang: Lang) -> dict[str, tuple[Choice, ...]]:
    """Return what can be chosen."""
    regions = {place.region.da: place.region for plan in holdings.plans for place in plan.places}
    places = {place.code: place.name for plan in holdings.plans for place in plan.places}
    years = [("newest", word("coverage_years_newest", lang)), ("all", word("coverage_years_all", lang))]
    years += [(str(y), str(y)) for y in sorted({p.year for p in holdings.plans if p.year}, reverse=True)]
    plans = choose(((p.slug, p.name.get(lang)) for p in holdings.plans), *selected.slugs)
    return {
        "years": choose(years, selected.year),
        "regions": choose(
            ((key, name.get(lang)) for key, name in sorted(regions.items()) if key), selected.region
        ),
        "municipalities": choose(
            sorted(((code, name.get(lang)) for code, name in places.items()), key=lambda pair: pair[1]),
            selected.municipality,
        ),
        "plans": plans if len(plans) <= LIMIT else (),
    }


def _pairs(query: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return what an address asks as pairs, without what is empty."""
    found: list[tuple[str, str]] = []
    for name, value in query.items():
        values = value if isinstance(value, list | tuple) else [value]
        found += [(name, str(one)) for one in values if one]
    return found
