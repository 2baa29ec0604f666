"""Search: words as they are compared, what is found and in which order, and what is marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plangraph.names import INS, PREFIXES, TG, mint
from plangraph.search import Entry, Field, Index, marked, snippet
from plangraph.search.things import place_of
from plangraph.search.words import fold, form, stem

LABEL = PREFIXES["rdfs"] + "label"
PREF = PREFIXES["skos"] + "prefLabel"
ALT = PREFIXES["skos"] + "altLabel"
ABOUT = PREFIXES["dcterms"] + "description"


class Told:
    """What a store says, by property."""

    def __init__(self, *said: tuple[str, str, str, str]) -> None:
        self._said = said

    def texts(self, predicate: str) -> Iterator[tuple[str, str, str]]:
        for iri, known, text, lang in self._said:
            if known == predicate:
                yield iri, text, lang


def goal(number: int, plan: str = "hvidovre-2023") -> str:
    return mint("goal", plan, str(number))


STORE = Told(
    (INS + "igu", PREF, "Integrationsgrunduddannelse (IGU)", "da"),
    (INS + "igu", PREF, "Basic integration education (IGU)", "en"),
    (INS + "igu", ALT, "IGU-forløb", "da"),
    (TG + "flygtninge", PREF, "Flygtninge", "da"),
    (TG + "flygtninge", PREF, "Refugees", "en"),
    (TG + "unge", PREF, "Unge", "da"),
    (TG + "unge", ALT, "unge mennesker", "da"),
    (goal(1), LABEL, "Flere flygtninge i job", "da"),
    (goal(1), LABEL, "More refugees in jobs", "en"),
    (goal(2), LABEL, "Flygtningefamilier skal have en kontaktperson", "da"),
    (goal(3), LABEL, "Bedre samarbejde", "da"),
    (goal(3), ABOUT, "Samarbejdet om unge flygtninge skal blive bedre.", "da"),
    (goal(4), LABEL, "Virksomhedspraktik", "da"),
    (goal(5, "testby-2020"), LABEL, "Unge i uddannelse", "da"),
    (goal(6, "testby-2022"), LABEL, "Unge i uddannelse", "da"),
    (mint("municipality", "0167"), LABEL, "Hvidovre", "da"),
    (mint("evidence", "hvidovre-2023", "goal-1"), LABEL, "Flygtninge", "da"),
    ("https://example.org/flygtninge", LABEL, "Flygtninge", "da"),
)
MORE = (
    Entry("question:hvem", "question", ((Field.LABEL, "Hvem tilbyder IGU til flygtninge?"),)),
    Entry("rule:x", "rule", ((Field.LABEL, "Hvert mål har et tal"), (Field.DESCRIPTION, "Uden tal kan …"))),
)

ASKED = Index.read(STORE, MORE)


@pytest.fixture
def index() -> Index:
    return ASKED


def names(index: Index, question: str, **chosen: str) -> list[str]:
    found = index.ask(question, **chosen)
    return [
        hit.iri.rpartition("plangraph/")[2].removeprefix("id/plan/").removeprefix("vocab/")
        for kind in found.groups
        for hit in found.hits(kind)
    ]


class TestWords:
    @pytest.mark.parametrize(
        "forms",
        [
            "flygtning flygtninge flygtningen flygtningene flygtningenes",
            "ung unge unges",
            "mål målet målene målenes",
            "virksomhed virksomheder virksomhedens virksomhederne",
            "målgruppe målgrupper målgruppen målgruppernes",
            "kontanthjælpsmodtager kontanthjælpsmodtagere kontanthjælpsmodtageren",
            "indsats indsatsen indsatser indsatserne",
        ],
    )
    def test_inflections_have_one_stem(self, forms: str) -> None:
        assert len({stem(word) for word in forms.split()}) == 1

    @pytest.mark.parametrize(("one", "other"), [("ledig", "ledelse"), ("job", "jobcenter"), ("unge", "ud")])
    def test_other_words_have_others(self, one: str, other: str) -> None:
        assert stem(one) != stem(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("målgruppe", "maalgruppe"),
            ("Ærø", "aeroe"),
            ("SMÅJOB", "smaajob"),
            ("cafe\u0301", "cafe"),
            ("a\u030a", "aa"),
            ("Straße", "strasse"),
        ],
    )
    def test_letters_that_mean_the_same_are_folded(self, one: str, other: str) -> None:
        assert fold(one) == other

    @pytest.mark.parametrize(
        ("asked", "word", "fit"),
        [
            ("flygtninge", "Flygtninge", 0),
            ("flygtning", "flygtningenes", 1),
            ("companies", "company", 1),
            ("refugee", "refugees", 1),
            ("flygtninge", "flygtningefamilier", 2),
            ("ledige", "ledighedsydelse", 2),
            ("familier", "flygtningefamilie", 3),
            ("praktik", "virksomhedspraktikken", 3),
            ("praktik", "virksomhedspraktikplads", 3),
            ("IGU", "igu", 0),
            ("IGU", "igulv", None),
            ("vest", "investering", None),
            ("ung", "bekæmpung", None),
            ("job", "fleksjob", None),
            ("et", "etnisk", None),
        ],
    )
    def test_a_word_fits_by_degrees(self, asked: str, word: str, fit: int | None) -> None:
        assert form(asked).fits(form(word.lower())) == fit

    @given(st.text(max_size=40))
    @example("𝘈")  # a capital that only shows when it is taken apart
    @example("ǽ")
    def test_any_text_can_be_compared(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)
        for word in text.split():
            assert form(word).fits(form(word)) == 0
            assert len(stem(word.lower())) <= len(word.lower())


class TestFinding:
    def test_a_name_comes_before_what_begins_so_and_what_only_speaks_of_it(self, index: Index) -> None:
        assert names(index, "flygtninge") == [
            "target-group/flygtninge",
            "hvidovre-2023/goal/1",
            "hvidovre-2023/goal/2",
            "hvidovre-2023/goal/3",
            "question:hvem",
        ]

    @pytest.mark.parametrize("question", ["IGU", "igu", "integrationsgrunduddannelse", "IGU-forløb"])
    def test_an_abbreviation_in_brackets_is_a_name(self, index: Index, question: str) -> None:
        found = index.ask(question)
        first = next(iter(found.groups))
        hit = found.hits(first)[0]
        assert (hit.kind, hit.iri) == ("instrument", INS + "igu")
        assert hit.exact is (question != "IGU-forløb")

    @pytest.mark.parametrize(
        ("question", "expected"),
        [
            ("refugees", "target-group/flygtninge"),
            ("FLYGTNINGENES", "target-group/flygtninge"),
            ("familier", "hvidovre-2023/goal/2"),
            ("praktik", "hvidovre-2023/goal/4"),
            ("unge mennesker", "target-group/unge"),
            ("hvidovre", "municipality/0167"),
            ("tal", "rule:x"),
            ("hvem tilbyder igu", "question:hvem"),
        ],
    )
    def test_it_is_found_by_what_people_say(self, index: Index, question: str, expected: str) -> None:
        assert names(index, question)[0].removeprefix("id/") == expected

    def test_all_words_are_wanted_in_any_order(self, index: Index) -> None:
        assert names(index, "flygtninge unge") == ["hvidovre-2023/goal/3"]
        assert names(index, "unge og flygtninge") == ["hvidovre-2023/goal/3"]
        assert not index.ask("unge flygtninge").partial

    def test_where_nothing_has_all_words_those_with_most_are_given(self, index: Index) -> None:
        found = index.ask("flygtninge raketter virksomhedspraktik")
        assert found.partial
        assert found.total == 6

    def test_the_newest_plan_comes_first_among_equals(self, index: Index) -> None:
        assert names(index, "uddannelse", kind="goal")[:2] == ["testby-2022/goal/6", "testby-2020/goal/5"]

    @pytest.mark.parametrize(
        ("question", "instead"),
        [("flygtnnige", "flygtninge"), ("Hvidovr", ""), ("flygninge job", "flygtninge job")],
    )
    def test_what_is_spelt_almost_so_is_tried(self, index: Index, question: str, instead: str) -> None:
        found = index.ask(question)
        assert found.instead == instead
        assert found.total

    @pytest.mark.parametrize("question", ["", "   ", "…!?", "xqzw", "\x00", "(" * 200, "æ"])
    def test_nothing_is_found_for_nothing(self, index: Index, question: str) -> None:
        found = index.ask(question)
        assert (found.total, dict(found.groups), dict(found.plans)) == (0, {}, {})
        assert found.hits("goal") == ()

    def test_a_question_of_words_that_say_nothing_is_asked_all_the_same(self, index: Index) -> None:
        assert "question:hvem" in names(index, "hvem")

    def test_kinds_and_plans_are_counted_and_chosen(self, index: Index) -> None:
        every = index.ask("unge")
        assert dict(every.groups) == {"target-group": 1, "goal": 3}
        assert dict(every.plans) == {"hvidovre-2023": 1, "testby-2020": 1, "testby-2022": 1}
        goals = index.ask("unge", kind="goal")
        assert goals.total == 3
        assert goals.groups["target-group"] == 1, "what else there is stays in sight"
        mine = index.ask("unge", kind="goal", plan="testby-2022")
        assert mine.total == 1
        assert mine.plans["testby-2020"] == 1
        assert mine.hits("goal")[0].plan == "testby-2022"
        assert index.ask("unge", plan="testby-1999").total == 0

    def test_hits_come_in_parts(self, index: Index) -> None:
        found = index.ask("unge", kind="goal")
        parts = [found.hits("goal", start, start + 1)[0] for start in range(3)]
        assert tuple(parts) == found.hits("goal")
        assert found.hits("goal", 3) == ()

    @given(st.text(max_size=60))
    def test_any_question_is_answered(self, text: str) -> None:
        found = ASKED.ask(text)
        assert found.total == sum(found.groups.values()) == sum(len(found.hits(k)) for k in found.groups)

    @pytest.mark.parametrize(
        ("iri", "place"),
        [
            (goal(1), ("goal", "hvidovre-2023")),
            (mint("plan", "hvidovre-2023"), ("plan", "hvidovre-2023")),
            (TG + "unge", ("target-group", "")),
            (mint("national-target", "2023", "3"), ("national-target", "")),
            (mint("evidence", "hvidovre-2023", "x"), None),
            (mint("graph", "hvidovre-2023"), None),
            ("https://w3id.org/plangraph/vocab/target-group", None),
            ("https://w3id.org/plangraph/id/plan/a/b", None),
            ("urn:x", None),
        ],
    )
    def test_what_is_searched_is_known_by_its_iri(self, iri: str, place: tuple[str, str] | None) -> None:
        assert place_of(iri) == place


class TestMarking:
    def test_the_words_are_marked_as_they_stand(self, index: Index) -> None:
        terms = index.ask("flygtninge job").terms
        pieces = marked("Flere flygtningefamilier i JOB, også fleksjob", terms)
        assert "".join(piece.text for piece in pieces) == "Flere flygtningefamilier i JOB, også fleksjob"
        assert [piece.text for piece in pieces if piece.found] == ["flygtningefamilier", "JOB"]

    def test_a_long_text_is_shown_where_the_word_stands(self, index: Index) -> None:
        terms = index.ask("flygtninge").terms
        text = "ord " * 100 + "flygtninge " + "ord " * 100
        cut = snippet(text, terms, 200)
        assert cut.startswith("… ")
        assert cut.endswith(" …")
        assert "flygtninge" in cut
        assert len(cut) < 220
        assert snippet("kort  tekst", terms, 200) == "kort tekst"

    @given(st.text(max_size=400), st.text(max_size=20))
    def test_nothing_is_lost_by_marking(self, text: str, question: str) -> None:
        terms = ASKED.ask(question).terms
        assert "".join(p.text for p in marked(text, terms)) == unicodedata.normalize("NFC", text)
        assert len(snippet(text, terms, 50)) <= 50 + len(max(text.split(), key=len, default="")) + 8
