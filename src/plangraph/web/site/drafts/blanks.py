"""A form that mends a finding as its page shows it: fields with what was filled in and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plangraph.model import Lang

if TYPE_CHECKING:
    from plangraph.assess.mending import Field, Form, Option, Part


@dataclass(frozen=True, slots=True)
class Choosable:
    """Something that may be chosen.

    :param value: what is sent for it
    :param label: what it is called
    :param depth: how far below the head of its group it stands
    :param note: what it means
    :param chosen: whether it is chosen
    :param suggested: whether the finding itself points at it
    """

    value: str
    label: str
    depth: int
    note: str
    chosen: bool
    suggested: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """Options under one heading.

    :param label: the heading; empty for none
    :param options: below it
    """

    label: str
    options: tuple[Choosable, ...]

    @property
    def open(self) -> bool:
        """Whether something of it is chosen or suggested."""
        return any(option.chosen or option.suggested for option in self.options)

    @property
    def count(self) -> int:
        """How many are chosen."""
        return sum(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Blank:
    """A field to fill in.

    :param name: what is sent for it
    :param id: of its element
    :param label: what it is called
    :param help: what is meant by it
    :param kind: how it is filled in
    :param required: whether it has to be, always
    :param wanted: whether it has to be as soon as its part is filled in
    :param with_other: label of the field with which it has to be filled in, or empty
    :param instead: label of the field that it may be filled in instead of, or empty
    :param lang: language that it has to be in, or empty
    :param longest: the most characters, or None
    :param example: how it may be filled in, or empty
    :param value: what is filled in
    :param headings: what may be chosen
    :param fault: what is wrong with it, or empty
    """

    name: str
    id: str
    label: str
    help: str
    kind: str
    required: bool
    wanted: bool
    with_other: str
    instead: str
    lang: str
    longest: int | None
    example: str
    value: str
    headings: tuple[Heading, ...]
    fault: str


@dataclass(frozen=True, slots=True)
class Section:
    """Fields about one thing.

    :param title: what the thing is
    :param help: what is meant by it
    :param optional: whether all of it may be left empty
    :param any_of: labels of fields of which at least one has to be filled in
    :param blanks: its fields
    """

    title: str
    help: str
    optional: bool
    any_of: tuple[str, ...]
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One of several ways of mending a finding.

    :param value: what is sent for it; empty for what belongs to all
    :param label: what it is called
    :param note: what it means
    :param chosen: whether it is chosen
    :param sections: what is to be filled in for it
    """

    value: str
    label: str
    note: str
    chosen: bool
    sections: tuple[Section, ...]


def id_of(name: str) -> str:
    """Return the id of the element of a field; a dot would have to be escaped in a style sheet."""
    return f"m-{name.replace('.', '-')}" if name else ""


class Writer:
    """Writes a form in one language, with what was filled in.

    :param form: the form
    :param values: what was filled in; None where nothing was yet
    :param faults: what is wrong, by id of the field's element
    :param lang: the language
    """

    def __init__(
        self, form: Form, values: Mapping[str, tuple[str, ...]] | None, faults: Mapping[str, str], lang: Lang
    ) -> None:
        self._form, self._values, self._faults, self._lang = form, values, faults, lang
        self._labels = {field.name: field.label.get(lang) for field in form.fields()}

    def ways(self) -> tuple[Way, ...]:
        """Write the ways of mending, where there are several."""
        from plangraph.assess.mending import WAY

        given = None if self._values is None else next(iter(self._values.get(WAY, ())), "")
        return tuple(
            Way(
                way.value,
                way.label.get(self._lang),
                "" if way.note is None else way.note.get(self._lang),
                way.value == given if given is not None else way.suggested,
                self.sections(way.value),
            )
            for way in self._form.ways
        )

    def sections(self, way: str) -> tuple[Section, ...]:
        """Write the parts that belong to one way alone, or (empty) to each."""
        return tuple(
            Section(
                part.title.get(self._lang),
                part.help.get(self._lang),
                part.optional,
                tuple(self._labels[name] for name in part.any_of if name in self._labels),
                tuple(self._blank(field, part) for field in part.fields),
            )
            for part in self._form.parts
            if part.way == way
        )

    def _blank(self, field: Field, part: Part) -> Blank:
        given = field.preset(self._lang) if self._values is None else self._values.get(field.name, ())
        free = bool(field.needed_with or field.instead_of)
        return Blank(
            name=field.name,
            id=id_of(field.name),
            label=field.label.get(self._lang),
            help=field.help.get(self._lang),
            kind=field.kind,
            required=field.required and not part.optional and not part.way and not free,
            wanted=field.required and (part.optional or bool(part.way)),
            with_other=self._labels.get(field.needed_with, ""),
            instead=self._labels.get(field.instead_of, ""),
            lang=field.lang,
            longest=field.longest,
            example="" if field.example is None else field.example.get(self._lang),
            value=next(iter(given), ""),
            headings=self._headings(field, given),
            fault=self._faults.get(id_of(field.name), ""),
        )

    def _headings(self, field: Field, given: tuple[str, ...]) -> tuple[Heading, ...]:
        groups: dict[str, list[Choosable]] = {}
        for option in field.options:
            label = "" if option.group is None else option.group.get(self._lang)
            groups.setdefault(label, []).append(self._option(option, given))
        return tuple(Heading(label, tuple(options)) for label, options in groups.items())

    def _option(self, option: Option, given: tuple[str, ...]) -> Choosable:
        return Choosable(
            option.value,
            option.label.get(self._lang),
            option.depth,
            "" if option.note is None else option.note.get(self._lang),
            option.value in given,
            option.suggested,
        )
