"""What plans are held against and asked: rules, questions, national targets, vocabularies, tables."""

from __future__ import annotations

from typing import Literal

from plangraph.model import Severity
from plangraph.web.api.models.common import Link, Listing, Model, Text, Thing
from plangraph.web.api.models.elements import ConceptRef, TargetRef


class Rule(Model):
    """A rule of completeness.

    :param id: its id, which never changes
    :param iri: its IRI
    :param dimension: the dimension of completeness that it belongs to
    :param severity: how serious its findings are
    :param name: what it demands, in a few words
    :param why: why that is demanded
    :param message: what it says when it fires, with places for names and numbers in braces
    :param fix: what to do then
    :param valid_from: first plan year that it applies to, or null
    :param valid_until: last plan year that it applies to, or null
    :param see_also: addresses of the law or guidance behind it
    """

    id: str
    iri: str
    dimension: str
    severity: Severity
    name: Text
    why: Text
    message: Text
    fix: Text
    valid_from: int | None
    valid_until: int | None
    see_also: tuple[str, ...]


class RuleList(Listing):
    """Rules, by dimension and id.

    :param items: the rules of this part
    """

    items: tuple[Rule, ...]


class Parameter(Model):
    """What a question takes.

    :param name: its name in the address
    :param kind: what it names: `plan`, `national-target`, `target-group`, `instrument`, `municipality` or
        `year`
    :param optional: whether the question can be asked without it
    :param label: what it is called
    """

    name: str
    kind: str
    optional: bool
    label: Text


class Column(Model):
    """A column of a table.

    :param key: its name, which never changes
    :param label: its heading
    """

    key: str
    label: Text


class Question(Model):
    """A question of the library.

    :param name: its name
    :param theme: what it is about: `comparison`, `continuity`, `coverage`, `quality`
    :param title: the question in a few words
    :param summary: what it tells, and how to read it
    :param parameters: what it takes
    :param columns: what its answer shows
    :param links: where it is answered
    """

    name: str
    theme: str
    title: Text
    summary: Text
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    links: tuple[Link, ...]


class QuestionList(Listing):
    """Questions, by theme and name.

    :param items: the questions of this part
    """

    items: tuple[Question, ...]


class Table(Listing):
    """A table.

    :param title: what it shows
    :param columns: its columns
    :param items: the rows of this part; each has a cell for each column: a text, a number, a truth value or
        null; an IRI stands whole
    :param labels: what the IRIs and other names in the cells are called
    """

    title: Text
    columns: tuple[Column, ...]
    items: tuple[tuple[str | int | float | bool | None, ...], ...]
    labels: dict[str, Text]


class Answer(Table):
    """The answer to a question.

    :param question: name of the question
    :param parameters: what it was asked with
    :param sparql: the query behind it, its parameters not yet bound
    """

    question: str
    parameters: dict[str, str]
    sparql: str


Confirmation = Literal["confirmed", "content-confirmed", "unconfirmed"]


class TargetSet(Model):
    """The national targets of one year.

    :param iri: its IRI
    :param year: the year, or null where none is known
    :param label: what it is called
    :param confirmation: how far its content is confirmed, or null where that is not said
    :param disputed: whether the sources disagree
    :param legal_basis: IRIs of the law behind it
    :param sources: where it was announced
    :param notes: what else is to be known
    """

    iri: str
    year: int | None
    label: Text
    confirmation: Confirmation | None
    disputed: bool
    legal_basis: tuple[str, ...]
    sources: tuple[Thing, ...]
    notes: tuple[Text, ...]


class NationalTarget(TargetRef):
    """A national target: what the minister announced for one year.

    :param set: IRI of the targets of its year, or null
    :param theme: what stays the same when it returns in another year, or null
    :param continues: the targets of earlier years that it carries on
    :param disputed: whether the sources disagree on it
    :param notes: what else is to be known
    :param plans: slugs of the plans of which some part is linked to it
    """

    set: str | None
    theme: ConceptRef | None
    continues: tuple[TargetRef, ...]
    disputed: bool
    notes: tuple[Text, ...]
    plans: tuple[str, ...]


class TargetList(Listing):
    """National targets, by year and number.

    :param sets: the years that items of this part are from
    :param items: the targets of this part
    """

    sets: tuple[TargetSet, ...]
    items: tuple[NationalTarget, ...]


class Scheme(Model):
    """A vocabulary.

    :param id: its name in addresses
    :param iri: its IRI
    :param label: what it is called
    :param definition: what stands in it, or null
    :param version: its version, or null
    :param concepts: how many concepts it has
    :param links: where they are
    """

    id: str
    iri: str
    label: Text
    definition: Text | None
    version: str | None
    concepts: int
    links: tuple[Link, ...]


class SchemeList(Listing):
    """Vocabularies, by name.

    :param items: the vocabularies of this part
    """

    items: tuple[Scheme, ...]


class Concept(ConceptRef):
    """A concept of a vocabulary.

    :param definition: what it means, or null
    :param alternatives: what else it is called, by language
    :param broader: short names of the concepts that it belongs under
    :param narrower: short names of the concepts below it
    :param related: short names of concepts beside it
    :param valid_from: first day on which it applies (ISO 8601), or null
    :param valid_until: last day on which it applies (ISO 8601), or null
    :param legal_basis: IRIs of the law behind it
    :param plans: slugs of the plans that use or name it
    """

    definition: Text | None
    alternatives: dict[Literal["da", "en"], tuple[str, ...]]
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    related: tuple[str, ...]
    valid_from: str | None
    valid_until: str | None
    legal_basis: tuple[str, ...]
    plans: tuple[str, ...]


class ConceptList(Listing):
    """The concepts of a vocabulary, by id.

    :param scheme: the vocabulary
    :param items: the concepts of this part
    """

    scheme: Scheme
    items: tuple[Concept, ...]


class Entry(Model):
    """Where a program begins.

    :param title: what this is
    :param version: version of plangraph
    :param plans: how many plans are served
    :param links: what there is
    """

    title: Text
    version: str
    plans: int
    links: tuple[Link, ...]
