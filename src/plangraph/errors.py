"""What can go wrong, as types that carry the facts a message needs."""

from __future__ import annotations

from pathlib import Path


class PlangraphError(Exception):
    """Base of every error that plangraph raises on purpose; its text is one clear sentence."""

    def __reduce__(self) -> tuple[object, ...]:
        # Pickle would call the class with the sentence alone, and an error has to survive the way between
        # processes whole.
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[PlangraphError], args: tuple[object, ...], facts: dict[str, object]) -> PlangraphError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(facts)
    return error


class LoadError(PlangraphError):
    """A file that cannot be read as what it should be.

    :param source: the file (or other name of the input) at fault
    :param reason: what is wrong, and what to do
    :param danish: the same in Danish; nothing where Danish says only of what kind the fault is
    :param line: 1-based line, where the reader knows it
    :param column: 1-based column, where the reader knows it
    """

    def __init__(
        self,
        source: Path | str,
        reason: str,
        *,
        danish: str = "",
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.source, self.reason, self.danish = str(source), reason, danish
        self.line, self.column = line, column
        place = self.source if line is None else f"{self.source}:{line}"
        if line is not None and column is not None:
            place += f":{column}"
        super().__init__(f"{place}: {reason}")


class QueryError(PlangraphError):
    """A query that does not exist, is not SPARQL, asks for what is refused, or has wrong parameters.

    :param line: 1-based line of the fault, where the engine knows it
    :param column: 1-based column of the fault, where the engine knows it
    """

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        self.line, self.column = line, column
        super().__init__(message)


class ShapeError(PlangraphError):
    """A rule file that is not a well-formed set of rules."""


class CheckError(PlangraphError):
    """A plan whose check broke off; the fault is in plangraph or a library, not in the plan."""


class StoreError(PlangraphError):
    """A store that cannot be opened, read or written."""


class OutputError(PlangraphError):
    """A file or folder that cannot be written."""

    def __init__(self, target: Path | str, reason: str) -> None:
        self.target, self.reason = str(target), reason
        super().__init__(f"{self.target}: {reason}")


class FormatError(PlangraphError):
    """A file whose extension asks for no format that is known.

    :param name: the file
    :param known: the extensions that are known
    """

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        super().__init__(
            f"{name}: its extension names no format that can be written; known are {', '.join(known)}"
        )


class WaiverError(PlangraphError):
    """A waiver that names what does not exist, or lacks a name, a reason or a date."""


class ProfileError(PlangraphError):
    """A profile that is not TOML, or names rules, dimensions or severities that do not exist."""


class ReviewError(PlangraphError):
    """A decision about a suggestion that is not there, or a change that makes no sense."""
