"""The question library: reads the questions in ``queries/`` and answers them as tables.

A question is one ``.rq`` file: SPARQL under a header of ``#+`` lines, which say in Danish and English
what it asks, what it takes and what its columns mean::

    #+ title@da: Mål uden indikator
    #+ title@en: Goals without an indicator
    #+ summary@da: …                     (repeated lines are joined)
    #+ summary@en: …
    #+ param: plan plan optional "Plan" "Plan"
    #+ column: goal "Mål" "Goal"
    #+ value: none "ingen" "none"
    #+ gap: 1                            (its rows are things that a plan lacks; 1 weighs most)
    #+ chart: bars plan "Mål" "Goals"    (what a picture of the answer shows; see Chart)

A parameter is a variable that the query selects and binds outside any OPTIONAL; its kind is one of
:data:`KINDS`. A column is a selected
variable that is shown; where ``?textEn`` is selected too, it is the English of the column ``text``. A value
is a word that may stand in a cell, with what a person reads instead.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

from plangraph.errors import QueryError
from plangraph.files import query_files
from plangraph.model import Text
from plangraph.names import ID, INS, PG, TG, expand, shorten, slug
from plangraph.store import Solutions, Store, TooLargeError
from plangraph.tables import Cell, Column, Table

#: Kinds of parameter, and for each the class of what it names and how its IRIs begin; a year is a number.
KINDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "plan": (PG + "Plan", ID + "plan/"),
        "national-target": (PG + "NationalTarget", ID + "national-target/"),
        "target-group": (PG + "TargetGroup", TG),
        "instrument": (PG + "Instrument", INS),
        "municipality": (PG + "Municipality", ID + "municipality/"),
        "year": ("", ""),
    }
)

_WHERE: Final = re.compile(r"\bWHERE\s*\{")
_FIELD: Final = re.compile(r"(title|summary)@(da|en):\s+(\S.*)\Z")
_PARAM: Final = re.compile(r'param:\s+(\w+)\s+([\w-]+)\s+(optional|required)\s+"([^"]+)"\s+"([^"]+)"\Z')
_WORD: Final = re.compile(r'(column|value):\s+([\w-]+)\s+"([^"]+)"\s+"([^"]+)"\Z')
_GAP: Final = re.compile(r"gap:\s+([1-9]\d?)\Z")
_CHART: Final = re.compile(
    r"chart:\s+(?P<form>bars|heat)(?P<by>(?:\s+\w+)+?)(?:\s+(?P<how>of|distinct)(?P<of>(?:\s+\w+)+))?"
    r'\s+"(?P<da>[^"]+)"\s+"(?P<en>[^"]+)"\Z'
)
_INTEGERS: Final = frozenset(
    str(XSD[name])
    for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
)
_NUMBERS: Final = frozenset(str(XSD[name]) for name in ("decimal", "double", "float"))


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a question.

    :param name: the variable it binds, without ``?``
    :param kind: one of :data:`KINDS`
    :param optional: whether the question can be asked without it
    :param label: what it is called
    """

    name: str
    kind: str
    optional: bool
    label: Text


@dataclass(frozen=True, slots=True)
class Chart:
    """What a picture of an answer shows.

    ``bars municipality year of goals measures "Antal" "Number"`` has a row for each municipality and year and
    in it two bars, ``heat group instrument "Steder" "Places"`` a square for each group and instrument. What
    is counted: ``of`` sums columns, ``distinct`` counts the different values of one; without either, rows
    are counted. The words say what that is.

    :param form: ``bars`` or ``heat``
    :param by: the columns that make its rows; of a heat table the last makes its columns
    :param what: what is counted
    :param of: the columns that are summed; none where rows are counted
    :param distinct: the column whose different values are counted, or nothing
    """

    form: str
    by: tuple[str, ...]
    what: Text
    of: tuple[str, ...] = ()
    distinct: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question of the library.

    :param name: its name, that of its file (``goals-without-indicator``)
    :param theme: its folder (``coverage``)
    :param title: the question in a few words
    :param summary: what it tells and how to read it
    :param params: what it takes
    :param columns: what its table shows, in order
    :param values: words that may stand in a cell, as a person reads them
    :param text: the SPARQL
    :param gap: how much it weighs that a plan lacks what the rows say (1 most), or None for another question
    :param chart: what a picture of the answer shows, or None where none helps
    """

    name: str
    theme: str
    title: Text
    summary: Text
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    values: Mapping[str, Text]
    text: str
    gap: int | None = None
    chart: Chart | None = None


def questions() -> tuple[Query, ...]:
    """Return all questions, sorted by theme and name.

    :raises QueryError: when a file of the library is damaged
    """
    return tuple(parse(path) for path in query_files())


def parse(path: Path) -> Query:
    """Read one question.

    :raises QueryError: when its header is not as it should be, with file and line
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: the question cannot be read: {error}") from None
    fields: dict[str, list[str]] = {}
    params: list[Param] = []
    words: dict[str, dict[str, Text]] = {"column": {}, "value": {}}
    gap: int | None = None
    chart: Chart | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            continue
        entry = line[2:].strip()
        if match := _FIELD.match(entry):
            fields.setdefault(match[1] + match[2], []).append(match[3])
        elif (match := _PARAM.match(entry)) and match[2] in KINDS:
            params.append(Param(match[1], match[2], match[3] == "optional", Text(match[4], match[5])))
        elif (match := _WORD.match(entry)) and match[2] not in words[match[1]]:
            words[match[1]][match[2]] = Text(match[3], match[4])
        elif (match := _GAP.match(entry)) and gap is None:
            gap = int(match[1])
        elif (match := _CHART.match(entry)) and chart is None:
            chart = _chart(match)
        else:
            raise QueryError(f"{path}:{number}: not a header line of a question, or said twice: {line!r}")
    missing = [field for field in ("titleda", "titleen", "summaryda", "summaryen") if field not in fields]
    if missing or not words["column"]:
        lacks = ", ".join([f"{field[:-2]}@{field[-2:]}" for field in missing] or ["column"])
        raise QueryError(f"{path}: the question's header lacks {lacks}")
    said = {field: " ".join(lines) for field, lines in fields.items()}
    return Query(
        name=path.stem,
        theme=path.parent.name,
        title=Text(said["titleda"], said["titleen"]),
        summary=Text(said["summaryda"], said["summaryen"]),
        params=tuple(params),
        columns=tuple(Column(key, label) for key, label in words["column"].items()),
        values=MappingProxyType(words["value"]),
        text=text,
        gap=gap,
        chart=chart,
    )


def _chart(match: re.Match[str]) -> Chart:
    counted, distinct = tuple((match["of"] or "").split()), match["how"] == "distinct"
    return Chart(
        match["form"],
        tuple(match["by"].split()),
        Text(match["da"], match["en"]),
        () if distinct else counted,
        counted[0] if distinct else "",
    )


def gaps() -> tuple[Query, ...]:
    """Return the questions whose rows are things that a plan lacks, the weightiest first."""
    return tuple(sorted((q for q in questions() if q.gap is not None), key=lambda q: (q.gap, q.name)))


def get(name: str) -> Query:
    """Return a question by its name, with or without its theme (``coverage/goals-without-indicator``).

    :raises QueryError: when there is none, naming those that are called almost so
    """
    known = questions()
    for query in known:
        if name in (query.name, f"{query.theme}/{query.name}"):
            return query
    near = difflib.get_close_matches(name.rpartition("/")[2], [query.name for query in known], n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "the command 'plangraph queries' lists them"
    raise QueryError(f"there is no question {name!r}; {hint}")


def run(
    store: Store, query: Query, params: Mapping[str, str | int] | None = None, *, most: int | None = None
) -> Table:
    """Answer a question.

    :param store: what to ask
    :param query: the question
    :param params: values by parameter name: a slug (``hvidovre-2023``), a prefixed name (``tg:unge``), an
        IRI, a label (``Hvidovre``) or a year
    :param most: how many rows the answer may have, or None for any number
    :raises QueryError: for a parameter that is unknown, missing or names nothing of its kind in the store
    :raises TooLargeError: when the answer has more rows
    """
    bindings = resolve(store, query, params or {})
    answer = store.query(query.text if most is None else f"{query.text}\nLIMIT {most + 1}", bindings)
    if not isinstance(answer, Solutions):
        raise QueryError(f"the question {query.name} is no SELECT")
    if most is not None and len(answer.rows) > most:
        raise TooLargeError(f"the answer has more than {most} rows; ask for a part of it by a parameter")
    absent = [column.key for column in query.columns if column.key not in answer.variables]
    if absent:
        raise QueryError(f"the question {query.name} does not select {', '.join(absent)}")
    return _table(store, answer, query.title, query.columns, query.values)


def resolve(store: Store, query: Query, params: Mapping[str, str | int]) -> dict[str, Node]:
    """Return the terms that the values of parameters name.

    :param params: as :func:`run` takes them
    :raises QueryError: for a parameter that is unknown, missing or names nothing of its kind in the store
    """
    known = {param.name: param for param in query.params}
    for name in params:
        if name not in known:
            raise QueryError(f"the question {query.name} has no parameter {name!r}; {_takes(store, query)}")
    for param in query.params:
        if not param.optional and param.name not in params:
            raise QueryError(f"the question {query.name} needs {param.name}; {_takes(store, query)}")
    return {name: resolve_one(store, known[name], value) for name, value in params.items()}


def write_sparql(store: Store, query: Query, params: Mapping[str, str | int], lang: str) -> str:
    """Return the SPARQL of a question with its parameters in it, as it can be run anywhere.

    :param params: as :func:`run` takes them
    :param lang: language of the comments
    :raises QueryError: as :func:`run` does
    """
    bindings = resolve(store, query, params)
    labels = store.labels([str(node) for node in bindings.values()])
    comments = [query.title.get(lang)]
    for param in query.params:
        node = bindings.get(param.name)
        if node is None:
            said = Text("alle", "all").get(lang)
        else:
            said = labels[str(node)].get(lang) if str(node) in labels else str(node)
        comments.append(f"{param.label.get(lang)} (?{param.name}): {said}")
    header = "".join(f"# {' '.join(comment.split())}\n" for comment in comments)  # of one line each
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#+")).strip()
    if bindings:
        names = " ".join(f"?{name}" for name in bindings)
        values = " ".join(node.n3() for node in bindings.values())
        # The outermost WHERE is the first; bound there, the engine looks for less than bound at the end.
        body = _WHERE.sub(lambda m: f"{m[0]}\n  VALUES ({names}) {{ ({values}) }}", body, count=1)
    return f"{header}\n{body}\n"


def run_text(store: Store, sparql: str) -> Table | Graph:
    """Answer a query that the user wrote: a table for SELECT and ASK, a graph for CONSTRUCT and DESCRIBE.

    :raises QueryError: when it is not SPARQL or is refused (SERVICE, FROM, updates)
    """
    answer = store.query(sparql)
    if isinstance(answer, Graph):
        return answer
    if isinstance(answer, bool):
        column = Column("answer", Text("Svar", "Answer"))
        return Table(Text("Svar", "Answer"), (column,), ((answer,),))
    columns = tuple(Column(name, Text(name, name)) for name in answer.variables)
    return _table(store, answer, Text("Svar", "Answer"), columns, {})


def _table(
    store: Store, answer: Solutions, title: Text, columns: tuple[Column, ...], values: Mapping[str, Text]
) -> Table:
    at = {name: place for place, name in enumerate(answer.variables)}
    labels = dict(values)
    for column in columns:
        if column.key + "En" in at:
            for row in answer.rows:
                danish, english = row[at[column.key]], row[at[column.key + "En"]]
                if isinstance(danish, Literal) and isinstance(english, Literal):
                    labels[str(danish)] = Text(str(danish), str(english))
    shown = tuple(tuple(row[at[column.key]] for column in columns) for row in answer.rows)
    iris = {str(node) for row in shown for node in row if isinstance(node, URIRef)}
    return Table(
        title,
        columns,
        tuple(tuple(_cell(node) for node in row) for row in shown),
        labels | store.labels(sorted(iris)),
    )


def _cell(node: Node | None) -> Cell:
    if isinstance(node, Literal):
        return _value(str(node), str(node.datatype))
    if node is None:
        return None
    return str(node) if isinstance(node, URIRef) else f"_:{node}"


def _value(text: str, datatype: str) -> Cell:
    """Return a literal as a number or truth value where it is one; a wrong one stays text."""
    if datatype == str(XSD.boolean) and text in ("true", "false", "1", "0"):
        return text in ("true", "1")
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _NUMBERS and math.isfinite(number := float(text)):
            return int(number) if number.is_integer() else number
    except ValueError:
        pass
    return text


def resolve_one(store: Store, param: Param, value: str | int) -> Node:
    """Return the term that a value of a parameter names.

    :raises QueryError: when it names nothing of its kind in the store
    """
    said = str(value).strip()
    if param.kind == "year":
        if not re.fullmatch(r"[12]\d{3}", said):
            raise QueryError(f"{param.name}={said!r} is no year; a year is four digits, e.g. 2023")
        return Literal(int(said))
    class_iri, start = KINDS[param.kind]
    known = store.instances(class_iri)
    for iri in _readings(said, start):
        if iri in known:
            return URIRef(iri)
    labels = store.labels(known)
    called = [
        iri for iri, label in labels.items() if said.casefold() in (label.da.casefold(), label.en.casefold())
    ]
    if len(called) == 1:
        return URIRef(called[0])
    short = {iri.removeprefix(start): iri for iri in known}
    near = difflib.get_close_matches(said.rpartition(":")[2], list(short), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else _examples(store, param)
    raise QueryError(f"{param.name}={said!r}: the store holds no such {param.kind}; {hint}")


def _readings(said: str, start: str) -> list[str]:
    readings = []
    if ":" in said:
        with suppress(ValueError):
            readings.append(expand(said))
    with suppress(ValueError):
        readings.append(start + "/".join(slug(part) for part in said.split("/")))
    return readings


def _examples(store: Store, param: Param) -> str:
    if param.kind == "year":
        return "e.g. 2023"
    class_iri, start = KINDS[param.kind]
    known = store.instances(class_iri)
    if not known:
        return f"it holds no {param.kind} at all"
    few = known[:: max(1, len(known) // 4)][:5] if param.kind != "plan" else known[:8]
    named = [shorten(iri) if start in (TG, INS) else iri.removeprefix(start) for iri in few]
    return f"e.g. {', '.join(named)}"


def _takes(store: Store, query: Query) -> str:
    if not query.params:
        return "it takes none"
    listed = (
        f"{param.name} ({'optional ' if param.optional else ''}{param.kind}, {_examples(store, param)})"
        for param in query.params
    )
    return f"it takes {'; '.join(listed)}"
