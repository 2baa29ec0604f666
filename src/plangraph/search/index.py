"""The words of names and descriptions, and which things they stand in."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process

from plangraph.search.things import KINDS, RANK, READ, Entry, Field, Texts, place_of, year_of
from plangraph.search.words import STOP, Form, fold, folded_words, form, words

#: More words of a question are not looked at.
MOST_WORDS: Final = 8
#: How alike two words have to be to be taken for each other, in per cent.
_ALIKE: Final = 75.0
_SHORTEST_MISSPELT: Final = 4
#: So many grades has a field: how a word can fit (:meth:`Form.fits`).
_GRADES: Final = 4
_EXACT, _BEGINS, _OTHER_NAME, _WORDS = range(4)
#: What stands on either side of a name, and of another name of the same thing.
_NAME, _OTHER = "\n", "\t"


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found.

    :param iri: what it is called
    :param kind: one of :data:`KINDS`
    :param plan: slug of its plan, or nothing
    :param exact: whether it is called just what was asked for
    """

    iri: str
    kind: str
    plan: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found.

    :param terms: the words that were looked for
    :param total: how many things there are in all, of the kind and plan that were asked for
    :param groups: how many of each kind, the kind with the best hit first
    :param plans: how many of each plan, by slug
    :param instead: what was looked for instead of a word that nothing has, or nothing
    :param partial: whether no thing has all the words, and those are given that have most
    """

    terms: tuple[Form, ...]
    total: int
    groups: Mapping[str, int]
    plans: Mapping[str, int]
    instead: str = ""
    partial: bool = False
    _docs: Mapping[str, Sequence[tuple[int, bool]]] = field(default_factory=dict, repr=False)
    _index: Index | None = field(default=None, repr=False)

    def hits(self, kind: str, start: int = 0, end: int | None = None) -> tuple[Hit, ...]:
        """Return a part of the hits of a kind, the best first."""
        if self._index is None:
            return ()
        return tuple(self._index.hit(doc, exact) for doc, exact in self._docs.get(kind, ())[start:end])


class _Numbers(dict[str, int]):
    """Numbers of words as they are written; a country has millions of words, and few that are different.

    :param learn: gives a new one its number
    """

    def __init__(self, learn: Callable[[str], int]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, word: str) -> int:
        number = self[word] = self._learn(word)
        return number


class Index:
    """Which words stand in the names and descriptions of which things."""

    def __init__(self) -> None:
        self._iris: list[str] = []
        self._numbers: dict[str, int] = {}
        self._kinds = bytearray()
        self._plans = array("I")
        self._slugs: list[str] = [""]
        self._slug_numbers = {"": 0}
        #: The names of a thing, folded, each between two fences.
        self._names: list[str] = []
        self._forms: list[Form] = []
        self._spelt: list[str] = []
        self._known: dict[str, int] = {}
        self._seen = _Numbers(self._learn)
        #: For each word where it stands: number of the thing and field in one.
        self._places: list[array[int]] = []
        self._order = array("I")

    @classmethod
    def read(cls, store: Texts, more: Iterable[Entry] = ()) -> Index:
        """Read all that a store names.

        :param more: what is to be found beside
        """
        index = cls()
        for predicate, kind in READ:
            for iri, text, _ in store.texts(predicate):
                if (doc := index._find(iri)) is not None:
                    index._write(doc, kind, text)
        for entry in more:
            doc = index._add(entry.iri, entry.kind, "")
            for kind, text in entry.texts:
                index._write(doc, kind, text)
        index._put_in_order()
        return index

    def __len__(self) -> int:
        """Return how many things can be found."""
        return len(self._iris)

    def ask(self, question: str, *, kind: str = "", plan: str = "") -> Found:
        """Find what has all the words of a question.

        :param question: as somebody typed it
        :param kind: one of :data:`KINDS`, or nothing for all
        :param plan: slug of a plan that it has to belong to, or nothing
        """
        typed = _asked(question)
        if not typed:
            return Found((), 0, {}, {})
        terms = tuple(form(word) for word in typed)
        grades = [self._grades(term) for term in terms]
        instead = ""
        if not all(grades):
            spelt = [w if g else self._spelling(t) for w, t, g in zip(typed, terms, grades, strict=True)]
            if spelt != typed and all(spelt):
                instead = " ".join(spelt)
                terms = tuple(form(word) for word in spelt)
                grades = [self._grades(term) for term in terms]
        common, partial = _common(grades)
        ranked = self._rank(common, folded_words(instead or question))
        return self._sort(ranked, terms, kind, plan, instead, partial)

    def hit(self, doc: int, exact: bool) -> Hit:
        """Return a thing by its number."""
        return Hit(self._iris[doc], KINDS[self._kinds[doc]], self._slugs[self._plans[doc]], exact)

    def _sort(
        self,
        ranked: list[tuple[int, int, int]],
        terms: tuple[Form, ...],
        kind: str,
        plan: str,
        instead: str,
        partial: bool,
    ) -> Found:
        wanted, home = RANK.get(kind, -1), self._slug_numbers.get(plan, -1)
        groups: dict[str, list[tuple[int, bool]]] = {}
        plans: Counter[int] = Counter()
        for rank, _, doc in ranked:
            here = not plan or self._plans[doc] == home
            if not kind or self._kinds[doc] == wanted:
                plans[self._plans[doc]] += 1
            if here:
                groups.setdefault(KINDS[self._kinds[doc]], []).append((doc, rank <= _EXACT))
        counts = {name: len(docs) for name, docs in groups.items()}
        return Found(
            terms=terms,
            total=counts.get(kind, 0) if kind else sum(counts.values()),
            groups=counts,
            plans={self._slugs[number]: many for number, many in plans.items() if number},
            instead=instead,
            partial=partial,
            _docs=groups,
            _index=self,
        )

    def _find(self, iri: str) -> int | None:
        """Return the number of a thing of a store, or None for what is not searched."""
        doc = self._numbers.get(iri)
        if doc is None and (place := place_of(iri)) is not None:
            return self._add(iri, *place)
        return doc

    def _add(self, iri: str, kind: str, plan: str) -> int:
        doc = self._numbers[iri] = len(self._iris)
        self._iris.append(iri)
        self._kinds.append(RANK[kind])
        number = self._slug_numbers.setdefault(plan, len(self._slugs))
        if number == len(self._slugs):
            self._slugs.append(plan)
        self._plans.append(number)
        self._names.append("")
        return doc

    def _write(self, doc: int, place: Field, text: str) -> None:
        code = doc << 2 | place
        numbers = [self._seen[word] for word in words(text)]
        for number in set(numbers):
            self._places[number].append(code)
        if place is not Field.DESCRIPTION:
            fence = _NAME if place is Field.LABEL else _OTHER
            self._name(doc, " ".join([self._forms[number].word for number in numbers]), fence)
            # "Integrationsgrunduddannelse (IGU)" is three names.
            before, bracket, rest = text.partition("(")
            if bracket:
                self._name(doc, folded_words(before), fence)
                self._name(doc, folded_words(rest.partition(")")[0]), fence)

    def _name(self, doc: int, name: str, fence: str) -> None:
        line = f"{fence}{name}{fence}"
        if name and line not in self._names[doc]:
            self._names[doc] += line

    def _learn(self, word: str) -> int:
        """Return the number of a word that is met for the first time as it is written."""
        forms = form(word.lower())
        number = self._known.setdefault(forms.word, len(self._forms))
        if number == len(self._forms):
            self._forms.append(forms)
            self._spelt.append(word.lower())
            self._places.append(array("I"))
        return number

    def _put_in_order(self) -> None:
        """Give every thing its place among equals: by kind, the newest plan first, by name."""
        self._seen.clear()

        def key(doc: int) -> tuple[int, int, str, str]:
            year = year_of(self._iris[doc], self._slugs[self._plans[doc]])
            return self._kinds[doc], -year, self._names[doc], self._iris[doc]

        self._order = array("I", bytes(array("I").itemsize * len(self._iris)))
        for place, doc in enumerate(sorted(range(len(self._iris)), key=key)):
            self._order[doc] = place

    def _grades(self, term: Form) -> dict[int, int]:
        """Return the things that have a word, each with how well it fits; the least is best."""
        best: dict[int, int] = {}
        for number, known in enumerate(self._forms):
            fit = term.fits(known)
            if fit is None:
                continue
            for code in self._places[number]:
                doc, grade = code >> 2, (code & 3) * _GRADES + fit
                if grade < best.get(doc, 99):
                    best[doc] = grade
        return best

    def _rank(self, common: dict[int, tuple[int, int]], asked: str) -> list[tuple[int, int, int]]:
        """Return things with their rank, the best first: called so, called so at first, by the words."""
        ranked = []
        whole, begins, other = f"{_NAME}{asked}{_NAME}", f"{_NAME}{asked} ", f"{_OTHER}{asked}{_OTHER}"
        for doc, (worst, total) in common.items():
            rank, names = _WORDS + worst, self._names[doc]
            if worst < _GRADES * Field.DESCRIPTION:
                if whole in names:
                    rank = _EXACT
                elif begins in names:
                    rank = _BEGINS
                elif other in names:
                    rank = _OTHER_NAME
            ranked.append((rank, total * len(self._order) + self._order[doc], doc))
        ranked.sort()
        return ranked

    def _spelling(self, term: Form) -> str:
        """Return the known word that is spelt most like another, or nothing."""
        if len(term.word) < _SHORTEST_MISSPELT:
            return ""
        found = process.extractOne(
            term.word, [known.word for known in self._forms], scorer=fuzz.ratio, score_cutoff=_ALIKE
        )
        return "" if found is None else self._spelt[found[2]]


def _asked(question: str) -> list[str]:
    """Return the words of a question that say something, or all of them where none does."""
    typed = list(dict.fromkeys(words(question)))
    telling = [word for word in typed if fold(word) not in STOP]
    return (telling or typed)[:MOST_WORDS]


def _common(grades: Sequence[Mapping[int, int]]) -> tuple[dict[int, tuple[int, int]], bool]:
    """Return what has all words, with the worst and the sum of its grades; else what has most of them."""
    having: Counter[int] = Counter(doc for one in grades for doc in one)
    most = max(having.values(), default=0)
    found = {}
    for doc, many in having.items():
        if many == most:
            own = [one[doc] for one in grades if doc in one]
            found[doc] = (max(own), sum(own))
    return found, 0 < most < len(grades)
