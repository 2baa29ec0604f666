"""Looks over a query before it runs: what would leave the store is refused, and why is said."""

from __future__ import annotations

import re
from typing import Final

from plangraph.errors import QueryError
from plangraph.names import PREFIXES

# Words in strings, IRIs, comments, variables and names mean nothing; what is left are keywords.
# Of a prefixed name only the local part goes: "SERVICE:b" without a space still calls a service.
_TOKEN: Final = re.compile(
    r'''"""(?:"{0,2}(?:[^"\\]|\\.))*"""'''
    r"""|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"""
    r'''|"(?:[^"\\\r\n]|\\.)*"'''
    r"""|'(?:[^'\\\r\n]|\\.)*'"""
    r"""|<(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]{4,8})*>"""
    r"|\#[^\r\n]*"
    r"|[?$]\w+"
    r"|@[A-Za-z]+(?:-[A-Za-z0-9]+)*"
    r"|(?P<local>:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)"
    r"|\\.",
    re.DOTALL,
)
_UPDATE: Final = re.compile(
    r"(?<![\w-])(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)(?![\w-]*:)(?![\w-])", re.IGNORECASE
)
_ASKING: Final = re.compile(r"(?<![\w-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w-]*:)(?![\w-])", re.IGNORECASE)
# A prefix may be called so; then a colon follows.
_FROM: Final = re.compile(r"from(?![\w.-]*:)", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE: Final = re.compile(r"error at (\d+):(\d+):")
#: The keywords that the engine expected instead; signs are quoted, and sets of letters stand in brackets.
_EXPECTED: Final = re.compile(r"(?<![\w'\"{])(?:is|has)?[A-Z][A-Z0-9_]+(?=,|\Z)")
_NAME_BEFORE: Final = re.compile(r"(?:[\w.-]*:)?[\w.:%-]*\Z")
_PADDING: Final = "\n" + " " * 40


def _keywords(sparql: str) -> str:
    return _TOKEN.sub(lambda m: ": " if m["local"] is not None else " ", sparql)


def _unescape(sparql: str) -> str:
    def letter(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else match[0]

    return _ESCAPE.sub(letter, sparql)


def check(sparql: str, *, dataset: bool = False) -> None:
    """Refuse a query that is an update or would reach outside the store.

    :param dataset: whether the query may choose among the store's graphs with FROM and FROM NAMED
    :raises QueryError: for SERVICE, updates and (unless allowed) FROM and FROM NAMED, with the reason
    """
    # The standard lets \u0053ERVICE stand for SERVICE; look at the text in both readings.
    for text in {sparql, _unescape(sparql)}:
        words = _keywords(text)
        if re.search("service", words, re.IGNORECASE):
            raise QueryError(
                "SERVICE is refused: a query is answered from this store alone and calls no other server "
                "(and no prefix may be called so)"
            )
        # No word boundary: Oxigraph reads ASKFROM<…> as ASK FROM <…>.
        if not dataset and re.search("from", words, re.IGNORECASE):
            raise QueryError(
                "FROM and FROM NAMED are refused: every query sees all graphs of the store; "
                "write GRAPH <…> { … } to ask one of them (and no prefix may be called so)"
            )
        update = _UPDATE.search(words)
        if update and not _ASKING.search(words):
            raise QueryError(
                f"{update[1].upper()} is refused: a query reads and never changes the store; "
                "plans are changed by loading their file again"
            )


def names_dataset(sparql: str) -> bool:
    """Say whether a query chooses its graphs itself, with FROM or FROM NAMED."""
    return any(_FROM.search(_keywords(text)) for text in {sparql, _unescape(sparql)})


def undeclared(sparql: str) -> tuple[str, ...]:
    """Return the prefixes that a query uses, neither it nor the project declares, in order."""
    kept = _TOKEN.sub(lambda m: ":" if m["local"] is not None else (" " * len(m[0])), sparql)
    declared = set(PREFIXES) | set(re.findall(r"(?i)\bprefix\s+([\w.-]*):", kept))
    used = dict.fromkeys(re.findall(r"([\w.-]*):", re.sub(r"_:", " ", kept)))
    return tuple(prefix for prefix in used if prefix not in declared)


def pad(sparql: str) -> str:
    """Return a query as the engine is given it, so that :func:`explain` can tell the place of a fault.

    The engine gives a word up only where the longest keyword that it might have been would end, and names
    that place; spaces behind the query let it come so far.
    """
    return sparql + _PADDING


def explain(sparql: str, reason: str) -> QueryError:
    """Turn the engine's complaint about the syntax of a query into one sentence with a place.

    :param sparql: the query, of which the engine was given :func:`pad`
    :param reason: what the engine says
    """
    if not sparql.strip():
        return QueryError("the query is empty")
    offset = _offset(sparql, reason)
    if offset is None:
        return QueryError(f"not SPARQL: {' '.join(reason.split())}")
    line = sparql.count("\n", 0, offset) + 1
    column = offset - sparql.rfind("\n", 0, offset)
    where, at = f"line {line}, column {column}: ", {"line": line, "column": column}
    if "Prefix not found" in reason and (unknown := undeclared(sparql)):
        names = ", ".join(f"{prefix}:" for prefix in unknown)
        return QueryError(
            f"{where}no PREFIX declares {names}; known without declaring: {', '.join(PREFIXES)}", **at
        )
    words = _keywords(sparql)
    if not _ASKING.search(words):
        return QueryError(f"{where}a query has SELECT, ASK, CONSTRUCT or DESCRIBE, and this has none", **at)
    if (missing := words.count("{") - words.count("}")) > 0:
        return QueryError(f"{where}the query ends too early, {missing} closing }} missing", **at)
    rest = sparql[offset:].partition("\n")[0].strip()
    before = sparql[:offset].rpartition("\n")[2].strip()
    return QueryError(f"{where}not SPARQL at {rest[:40] or before[-40:]!r}", **at)


def _offset(sparql: str, reason: str) -> int | None:
    """Return how many characters of a query stand before its fault."""
    found = _PLACE.search(reason)
    if not found:
        return None
    lines, expected = pad(sparql).split("\n"), reason[found.end() :]
    offset = sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
    if "Prefix not found" in expected:
        offset -= len(_NAME_BEFORE.search(sparql[:offset])[0])  # type: ignore[index]  # it always matches
    elif "IRI parsing failed" in expected:
        offset = sparql.rfind("<", 0, offset)
    elif (keywords := _EXPECTED.findall(expected)) and '"' not in expected:
        offset -= min(map(len, keywords))
    return min(max(offset, 0), len(sparql.rstrip()))
