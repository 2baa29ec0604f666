"""The question library: its header format, each question on an invented plan, and all on the shipped ones."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph
from rdflib.plugins.sparql import prepareQuery

from plangraph import files, queries
from plangraph.errors import QueryError
from plangraph.model import Text
from plangraph.names import INS, PG, PREFIXES, mint, shorten
from plangraph.queries import Query
from plangraph.store import EmbeddedStore, Solutions, Source, load, read_graph
from plangraph.tables import Cell, Table

NAMES = [f"{path.parent.name}/{path.stem}" for path in files.query_files()]
#: Asked without an instrument this one lists everything; the three that the users named first say enough.
GOLDEN_PARAMS = {"coverage/who-offers-what": [{"instrument": slug} for slug in ("igu", "smaajob", "ips")]}
PLAN = "testby-2023"
Rows = list[tuple[Cell, ...]]


@pytest.fixture(scope="module")
def testby(data: Path) -> EmbeddedStore:
    """Two invented plans of one invented municipality."""
    store = EmbeddedStore()
    reference = data / "store" / "testby-reference.ttl"
    store.replace(mint("graph", "reference"), read_graph(reference), source=Source(reference.name, ""))
    for year in ("2021", "2023"):
        load(store, data / "store" / f"testby-{year}.ttl")
    return store


@pytest.fixture(scope="module")
def ask(testby: EmbeddedStore) -> Callable[..., Rows]:
    """Ask a question of the invented plans; the answer is short: no plan, IRIs by their last part."""

    def short(cell: Cell) -> Cell:
        if not isinstance(cell, str):
            return cell
        return re.sub(
            r"^id:(?:plan/testby-(\d+)/)?", lambda m: f"{m[1]}/" if m[1] == "2021" else "", shorten(cell)
        )

    def answer(name: str, **params: str) -> Rows:
        table = queries.run(testby, queries.get(name), params)
        kept = [place for place, column in enumerate(table.columns) if column.key != "plan"]
        return [tuple(short(row[place]) for place in kept) for row in table.rows]

    return answer


class TestLibrary:
    def test_there_are_questions_on_every_theme(self) -> None:
        assert {query.theme for query in queries.questions()} == {
            "comparison", "continuity", "coverage", "quality",
        }  # fmt: skip

    def test_names_are_unique(self) -> None:
        names = [query.name for query in queries.questions()]
        assert len(names) == len(set(names)) == len(NAMES)

    @pytest.mark.parametrize("name", NAMES)
    def test_both_engines_read_the_question(self, name: str) -> None:
        text = queries.get(name).text
        prepareQuery(text)
        pyoxigraph.Store().query(text)

    @pytest.mark.parametrize("name", NAMES)
    def test_prefixes_are_written_out_as_the_project_has_them(self, name: str) -> None:
        text = re.sub(r"(?m)^#.*$", "", queries.get(name).text)
        declared = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", text))
        assert declared.items() <= PREFIXES.items()
        body = re.sub(r'"[^"]*"|<[^>]*>|PREFIX \w+:', "", text)
        assert set(re.findall(r"\b(\w+):\w", body)) == set(declared)

    @pytest.mark.parametrize("name", NAMES)
    def test_the_header_fits_the_question(self, name: str) -> None:
        query = queries.get(name)
        store = EmbeddedStore()
        answer = store.query(query.text)
        assert isinstance(answer, Solutions)
        selected = answer.variables
        assert {param.name for param in query.params} <= set(selected)
        assert {column.key for column in query.columns} <= set(selected)
        assert all(param.kind in queries.KINDS for param in query.params)
        for text in (query.title, query.summary, *(c.label for c in query.columns), *query.values.values()):
            assert text.da
            assert text.en
        assert query.title.da != query.title.en
        said = set(re.findall(r'"([a-z-]+)"', query.text.partition("SELECT")[2]))
        assert said - {"en", "da"} == set(query.values), "every word in a cell is explained"

    def test_a_question_is_found_with_and_without_its_theme(self) -> None:
        assert queries.get("ambition") == queries.get("comparison/ambition")

    def test_an_unknown_question_is_refused_with_what_it_may_have_been(self) -> None:
        with pytest.raises(QueryError, match="did you mean goals-without-indicator"):
            queries.get("goals-without-indicators")
        with pytest.raises(QueryError, match="'plangraph queries' lists them"):
            queries.get("xyz")

    @pytest.mark.parametrize(
        ("header", "reason"),
        [
            ("#+ title@de: Frage", ":1: not a header line"),
            ("# fine\n#+ param: plan thing optional \"P\" \"P\"", ":2: not a header line"),
            ("#+ param: plan plan maybe \"P\" \"P\"", ":1: not a header line"),
            ("#+ column: a \"A\"", ":1: not a header line"),
            ("#+ column: a \"A\" \"A\"\n#+ column: a \"B\" \"B\"", ":2: not a header line of a question, or"),
            ("#+ title@da: Spørgsmål", "lacks title@en, summary@da, summary@en"),
            ("#+ title@da: a\n#+ title@en: a\n#+ summary@da: a\n#+ summary@en: a", "lacks column"),
        ],
    )  # fmt: skip
    def test_a_damaged_header_is_refused_with_its_place(
        self, tmp_path: Path, header: str, reason: str
    ) -> None:
        path = tmp_path / "q.rq"
        path.write_text(header + "\nSELECT ?a WHERE { ?a ?b ?c }")
        with pytest.raises(QueryError) as caught:
            queries.parse(path)
        assert reason in str(caught.value)
        assert str(path) in str(caught.value)

    def test_a_file_that_is_no_text_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "q.rq").write_bytes(b"\xff")
        with pytest.raises(QueryError, match="cannot be read"):
            queries.parse(tmp_path / "q.rq")


class TestParameters:
    QUERY = "who-offers-what"

    @pytest.mark.parametrize("value", ["mentor", "Mentor", "ins:mentor", " ins:mentor ", INS + "mentor"])
    def test_a_value_is_a_slug_a_name_a_label_or_an_iri(self, ask: Callable[..., Rows], value: str) -> None:
        assert ask(self.QUERY, instrument=value) == [
            (
                "ins:mentor",
                "ins:virksomhedsmentor",
                "focus-area/1",
                "pg:Goal",
                "goal/1",
                "tg:udsatte-unge",
                True,
            )
        ]

    @pytest.mark.parametrize(
        "value", ["testby-2023", "id:plan/testby-2023", "Testbys plan 2023", "Testby's Plan 2023"]
    )
    def test_a_plan_is_known_by_its_slug_iri_and_label(self, ask: Callable[..., Rows], value: str) -> None:
        assert len(ask("goals-without-figure", plan=value)) == 2

    def test_a_national_target_is_known_by_year_and_number(self, ask: Callable[..., Rows]) -> None:
        rows = ask("national-target-by-target-group", target="2023/2")
        assert rows == ask("national-target-by-target-group", target="id:national-target/2023/2")
        assert [row[1] for row in rows] == ["national-target/2023/2"]

    def test_a_municipality_is_known_by_code_and_name(self, ask: Callable[..., Rows]) -> None:
        assert ask("plans-at-a-glance", municipality="0999") == ask(
            "plans-at-a-glance", municipality="testby"
        )
        assert ask("plans-at-a-glance", municipality="0998") == []

    def test_a_year_is_a_number(self, ask: Callable[..., Rows], testby: EmbeddedStore) -> None:
        assert len(ask("plans-at-a-glance", year="2021")) == 1
        assert len(queries.run(testby, queries.get("plans-at-a-glance"), {"year": 2023}).rows) == 1
        for bad in ("21", "tyve", "2021-01", "２０２１"):
            with pytest.raises(QueryError, match="no year"):
                ask("plans-at-a-glance", year=bad)

    def test_an_unknown_parameter_is_refused_and_the_known_are_named(self, ask: Callable[..., Rows]) -> None:
        with pytest.raises(QueryError) as caught:
            ask("goals-without-figure", plna="testby-2023")
        assert str(caught.value) == (
            "the question goals-without-figure has no parameter 'plna'; "
            "it takes plan (optional plan, e.g. testby-2021, testby-2023)"
        )

    def test_a_missing_parameter_is_asked_for(self, testby: EmbeddedStore) -> None:
        query = queries.get(self.QUERY)
        needed = queries.Param("instrument", "instrument", False, Text("Redskab", "Instrument"))
        query = Query(
            query.name, query.theme, query.title, query.summary, (needed,), query.columns, {}, query.text
        )
        with pytest.raises(
            QueryError, match=r"needs instrument; it takes instrument \(instrument, e\.g\. ins:igu"
        ):
            queries.run(testby, query)

    @pytest.mark.parametrize(
        ("name", "params", "reason"),
        [
            ("goals-without-figure", {"plan": "testby-2022"}, "did you mean testby-202"),
            ("goals-without-figure", {"plan": "tg:unge"}, "no such plan; e.g. testby-2021, testby-2023"),
            ("who-offers-what", {"instrument": "tg:unge"}, "no such instrument"),
            ("who-offers-what", {"instrument": "foo:igu"}, "no such instrument; did you mean igu"),
            ("who-offers-what", {"instrument": ""}, "no such instrument"),
            ("who-offers-what", {"instrument": '"> } ; DROP ALL'}, "no such instrument"),
        ],
    )
    def test_a_value_that_names_nothing_is_refused_with_examples(
        self, ask: Callable[..., Rows], name: str, params: dict[str, str], reason: str
    ) -> None:
        with pytest.raises(QueryError) as caught:
            ask(name, **params)
        assert reason in str(caught.value)

    def test_an_empty_store_says_so(self) -> None:
        with pytest.raises(QueryError, match="it holds no plan at all"):
            queries.run(EmbeddedStore(), queries.get("goals-without-figure"), {"plan": "x"})

    @pytest.mark.parametrize("name", NAMES)
    def test_a_parameter_picks_the_rows_that_have_its_value(
        self, shipped_store: EmbeddedStore, name: str
    ) -> None:
        """A variable bound in an OPTIONAL would let other rows through."""
        query = queries.get(name)
        table = queries.run(shipped_store, query)
        for param in query.params:
            place = [column.key for column in table.columns].index(param.name)
            values = sorted({row[place] for row in table.rows if row[place] is not None}, key=str)
            for value in values[:: max(1, len(values) // 4)]:
                assert isinstance(value, str | int)
                picked = queries.run(shipped_store, query, {param.name: value})
                assert picked.rows == tuple(row for row in table.rows if row[place] == value), (param, value)


class TestTables:
    def test_labels_come_in_both_languages(self, testby: EmbeddedStore) -> None:
        table = queries.run(testby, queries.get("national-targets-by-level"), {"plan": PLAN})
        assert [table.show(cell, "da") for cell in table.rows[0][:4]] == [
            "Testbys plan 2023", "1", "Flere unge i uddannelse", "af et mål",
        ]  # fmt: skip
        assert [table.show(cell, "en") for cell in table.rows[0][:4]] == [
            "Testby's plan 2023", "1", "More young people in education", "by a goal",
        ]  # fmt: skip
        assert table.columns[2].label == Text("Nationalt mål", "National target")

    def test_a_text_has_its_english(self, testby: EmbeddedStore) -> None:
        table = queries.run(testby, queries.get("focus-areas-without-national-target"), {"plan": PLAN})
        assert table.show(table.rows[0][-1], "da") == "Byrådet ville det."
        assert table.show(table.rows[0][-1], "en") == "The council wanted it."

    def test_cells_have_the_types_of_their_literals(self, testby: EmbeddedStore) -> None:
        table = queries.run_text(
            testby,
            'SELECT (85.5 AS ?a) (40.0 AS ?b) (7 AS ?c) (true AS ?d) ("x" AS ?e) ("y"@da AS ?f) (1/0 AS ?g) '
            '("x"^^xsd:integer AS ?h) ("INF"^^xsd:double AS ?i) (pg:Goal AS ?j) '
            '("2023-01-01"^^xsd:date AS ?k) (1.5e0 AS ?l) WHERE {}',
        )
        assert isinstance(table, Table)
        (row,) = table.rows
        assert row == (
            85.5,
            40,
            7,
            True,
            "x",
            "y",
            None,
            "x",
            "INF",
            PG + "Goal",
            "2023-01-01",
            1.5,
        )
        assert [type(cell) for cell in row[:4]] == [float, int, int, bool]
        assert table.show(row[9], "da") == "mål"
        assert [column.key for column in table.columns] == list("abcdefghijkl")

    def test_a_question_of_ones_own(self, testby: EmbeddedStore) -> None:
        table = queries.run_text(testby, "ASK { ?plan a pg:Plan }")
        assert isinstance(table, Table)
        assert (table.rows, table.show(table.rows[0][0], "da")) == (((True,),), "ja")
        graph = queries.run_text(testby, "CONSTRUCT WHERE { ?plan a pg:Plan }")
        assert isinstance(graph, Graph)
        assert len(graph) == 2
        assert isinstance(queries.run_text(testby, "DESCRIBE tg:unge"), Graph)
        blank = queries.run_text(testby, "SELECT (BNODE() AS ?b) WHERE {}")
        assert isinstance(blank, Table)
        assert str(blank.rows[0][0]).startswith("_:")
        with pytest.raises(QueryError):
            queries.run_text(testby, "SELECT")


class TestInvented:
    """Each question finds what was put into the invented plan for it, and leaves the rest."""

    def test_national_targets_unaddressed(self, ask: Callable[..., Rows]) -> None:
        assert ask("national-targets-unaddressed", plan=PLAN) == [
            ("2", "national-target/2023/2", "objective"),
            ("3", "national-target/2023/3", "measure"),
            ("4", "national-target/2023/4", "none"),
            ("5", "national-target/2023/5", "focus-area"),
        ]
        assert ask("national-targets-unaddressed", plan="testby-2021") == []

    def test_national_targets_by_level(self, ask: Callable[..., Rows]) -> None:
        assert ask("national-targets-by-level") == [
            ("1", "national-target/2023/1", "goal", 1, 0, 1, 0, 1, 1),
            ("2", "national-target/2023/2", "objective", 0, 1, 0, 0, 0, 0),
            ("3", "national-target/2023/3", "measure", 0, 0, 0, 1, 0, 0),
            ("4", "national-target/2023/4", "none", 0, 0, 0, 0, 0, 0),
            ("5", "national-target/2023/5", "focus-area", 1, 0, 0, 0, 1, 0),
        ]

    @pytest.mark.parametrize("lacking", ["indicator", "baseline", "due-year"])
    def test_goals_without(self, ask: Callable[..., Rows], lacking: str) -> None:
        assert ask(f"goals-without-{lacking}") == [
            ("2021/focus-area/1", "1", "2021/goal/1"),
            ("focus-area/2", "2", "goal/2"),
            (None, "10", "goal/10"),
        ]

    def test_goals_without_figure(self, ask: Callable[..., Rows]) -> None:
        assert ask("goals-without-figure", plan=PLAN) == [
            ("focus-area/2", "2", "goal/2", "pg:Increase"),
            (None, "10", "goal/10", None),
        ]

    def test_target_group_by_instrument(self, ask: Callable[..., Rows]) -> None:
        assert ask("target-group-by-instrument") == [
            ("tg:flygtninge", "ins:igu", 1, 0, 0),
            ("tg:udsatte-unge", "ins:virksomhedsmentor", 0, 1, 0),
        ]
        assert ask("target-group-by-instrument", group="flygtninge", instrument="mentor") == []

    def test_national_target_by_target_group(self, ask: Callable[..., Rows]) -> None:
        assert ask("national-target-by-target-group") == [
            ("1", "national-target/2023/1", "tg:udsatte-unge", 0, 1, 0),
            ("2", "national-target/2023/2", "tg:flygtninge", 1, 0, 0),
        ]

    def test_mentioned_not_served(self, ask: Callable[..., Rows]) -> None:
        assert ask("mentioned-not-served") == [
            ("focus-area/1", "pg:Instrument", "ins:igu", "objective"),
            ("focus-area/1", "pg:Instrument", "ins:ips", "measure"),
            ("focus-area/1", "pg:TargetGroup", "tg:flygtninge", "objective"),
        ]

    def test_focus_areas_without_national_target(self, ask: Callable[..., Rows]) -> None:
        assert ask("focus-areas-without-national-target") == [
            ("1", "2021/focus-area/1", 0, None),
            ("2", "2021/focus-area/2", 0, None),
            ("2", "focus-area/2", 1, "Byrådet ville det."),
        ]

    def test_who_offers_what(self, ask: Callable[..., Rows]) -> None:
        igu = ("ins:igu", "ins:igu", "focus-area/2", "pg:Objective", "objective/1", "tg:flygtninge", False)
        assert ask("who-offers-what", instrument="igu") == [igu]
        assert ask("who-offers-what", instrument="ips")[0][5] is None
        assert len(ask("who-offers-what")) == 4

    def test_carried_dropped_added(self, ask: Callable[..., Rows]) -> None:
        earlier = "plan/testby-2021"
        assert ask("carried-dropped-added") == [
            (earlier, "pg:FocusArea", "carried", "focus-area/1", "2021/focus-area/1", "pg:Stated"),
            (earlier, "pg:FocusArea", "dropped", None, "2021/focus-area/2", None),
            (earlier, "pg:FocusArea", "added", "focus-area/2", None, None),
            (earlier, "pg:Objective", "added", "objective/1", None, None),
            (earlier, "pg:Goal", "carried", "goal/10", "2021/goal/1", None),
            (earlier, "pg:Goal", "added", "goal/1", None, None),
            (earlier, "pg:Goal", "added", "goal/2", None, None),
        ]

    def test_focus_areas_over_time(self, ask: Callable[..., Rows]) -> None:
        here = "municipality/0999"
        assert ask("focus-areas-over-time") == [
            (here, "2021/focus-area/1", 2021, "1", "2021/focus-area/1", None),
            (here, "2021/focus-area/1", 2023, "1", "focus-area/1", "pg:Stated"),
            (here, "2021/focus-area/2", 2021, "2", "2021/focus-area/2", None),
            (here, "focus-area/2", 2023, "2", "focus-area/2", None),
        ]

    def test_a_focus_area_whose_earlier_plan_is_not_there_is_not_lost(self, data: Path) -> None:
        store = EmbeddedStore()
        load(store, data / "store" / "testby-2023.ttl")
        assert len(queries.run(store, queries.get("focus-areas-over-time")).rows) == 2
        assert queries.run(store, queries.get("carried-dropped-added")).rows == ()

    def test_national_target_by_municipality_instrument(self, ask: Callable[..., Rows]) -> None:
        here = "municipality/0999"
        unge, to = "theme:unge-uddannelse", "theme:opkvalificering"
        assert ask("national-target-by-municipality-instrument") == [
            (None, "national-target/2023/3", here, "ins:ips", 1, 1),
            (None, "national-target/2023/5", here, "ins:ips", 1, 0),
            (None, "national-target/2023/5", here, "ins:virksomhedsmentor", 1, 0),
            (to, "national-target/2023/2", here, "ins:igu", 1, 1),
            (unge, "national-target/2023/1", here, "ins:ips", 1, 0),
            (unge, "national-target/2023/1", here, "ins:virksomhedsmentor", 1, 1),
        ]

    def test_ambition(self, ask: Callable[..., Rows]) -> None:
        assert ask("ambition") == [
            ("indicator/i-uddannelse", "1", "goal/1", None, "pg:AtLeast", 85.5, None, None, "unit:percent",
             "pg:Level", 80, 2023),
        ]  # fmt: skip

    def test_plans_at_a_glance(self, ask: Callable[..., Rows]) -> None:
        assert ask("plans-at-a-glance") == [
            ("municipality/0999", 2021, 2, 0, 1, 0, 0, 0),
            ("municipality/0999", 2023, 2, 1, 3, 1, 1, 5),
        ]

    def test_links_by_basis(self, ask: Callable[..., Rows]) -> None:
        assert ask("links-by-basis") == [
            ("pg:Continuation", "pg:Stated", 1),
            ("pg:Linkage", "pg:Interpreted", 1),
            ("pg:Linkage", "pg:Stated", 2),
        ]

    def test_statutory_statements(self, ask: Callable[..., Rows]) -> None:
        assert ask("statutory-statements", plan=PLAN) == [
            ("req:national-targets", "met", 2, "pg:Confirmed"),
            ("req:results-review", "cited", 1, None),
            ("req:sent-to-council", "silent", 0, None),
        ]
        assert [row[0] for row in ask("statutory-statements", plan="testby-2021")] == [
            "req:national-targets", "req:repatriation", "req:sent-to-council",
        ]  # fmt: skip

    def test_conflicting_figures(self, ask: Callable[..., Rows]) -> None:
        same = ("indicator/i-uddannelse", "municipality/0999", "2022")
        assert ask("conflicting-figures") == [
            (*same, "observation/a", 80, "unit:percent"),
            (*same, "observation/b", 81, "unit:percent"),
        ]

    def test_elements_without_evidence(self, ask: Callable[..., Rows]) -> None:
        assert ask("elements-without-evidence") == [("pg:Goal", "goal/10")]


class TestShipped:
    @pytest.mark.parametrize("name", NAMES)
    def test_the_answer_is_the_expected_one(
        self, shipped_store: EmbeddedStore, data: Path, name: str, update_goldens: bool
    ) -> None:
        query = queries.get(name)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column.key for column in query.columns])
        for params in GOLDEN_PARAMS.get(name, [{}]):
            table = queries.run(shipped_store, query, params)
            assert len(set(table.rows)) == len(table.rows), "a row stands twice"
            for row in table.rows:
                writer.writerow([shorten(cell) if isinstance(cell, str) else cell for cell in row])
        golden = data / "queries" / f"{query.name}.csv"
        if update_goldens:
            golden.write_text(out.getvalue(), encoding="utf-8")
        assert out.getvalue() == golden.read_text(encoding="utf-8"), "pytest --update-goldens rewrites it"

    def test_every_golden_file_has_its_question(self, data: Path) -> None:
        assert {path.stem for path in (data / "queries").iterdir()} == {Path(name).name for name in NAMES}

    def test_the_order_does_not_depend_on_the_order_of_loading(self, shipped_store: EmbeddedStore) -> None:
        turned = EmbeddedStore()
        for iri in reversed(shipped_store.graphs()[:-1]):
            if iri != mint("graph", "provenance"):
                turned.replace(iri, shipped_store.graph(iri), source=Source("", ""))
        for graph in shipped_store.graphs():
            if graph not in turned.graphs():
                turned.replace(graph, shipped_store.graph(graph), source=Source("", ""))
        for query in queries.questions():
            assert queries.run(turned, query).rows == queries.run(shipped_store, query).rows, query.name

    def test_no_iri_is_shown_without_its_name(self, shipped_store: EmbeddedStore) -> None:
        for query in queries.questions():
            table = queries.run(shipped_store, query)
            cells = {cell for row in table.rows for cell in row if isinstance(cell, str)}
            bare = {cell for cell in cells if cell.startswith("http") and cell not in table.labels}
            assert not bare, f"{query.name}: {sorted(bare)[:5]}"

    @pytest.mark.parametrize(
        ("plan", "unaddressed"),
        [
            ("hvidovre-2020", {}),
            ("hvidovre-2022", {"1": {"none"}, "2": {"objective", "measure", "focus-area", "none"}}),
            ("hvidovre-2023", {"2": {"none"}, "3": {"none"}}),
        ],
    )
    def test_the_gaps_of_hvidovre_come_out(
        self, shipped_store: EmbeddedStore, plan: str, unaddressed: dict[str, set[str]]
    ) -> None:
        table = queries.run(shipped_store, queries.get("national-targets-unaddressed"), {"plan": plan})
        found = {str(number): reached for _, number, _, reached in table.rows}
        assert found.keys() == unaddressed.keys()
        assert all(found[number] in unaddressed[number] for number in found)

    def test_hvidovre_ties_targets_to_areas_by_its_boxes(self, shipped_store: EmbeddedStore) -> None:
        """Every target in 2020; three of five in 2022 and in 2023."""
        for plan, tied in (
            ("hvidovre-2020", {"1", "2", "3"}),
            ("hvidovre-2022", {"3", "4", "5"}),
            ("hvidovre-2023", {"1", "4", "5"}),
        ):
            table = queries.run(shipped_store, queries.get("national-targets-by-level"), {"plan": plan})
            keys = [column.key for column in table.columns]
            rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
            assert {row["number"] for row in rows if row["focusAreas"] and row["stated"]} == tied, plan

    @pytest.mark.parametrize(
        ("plan", "goals", "with_figure"),
        [
            ("hvidovre-2020", None, 2),
            ("hvidovre-2023", None, 0),
            ("frederikssund-2023", 20, None),
            ("vallensbaek-ishoej-2017", 10, None),
        ],
    )
    def test_goals_and_figures_are_counted_right(
        self, shipped_store: EmbeddedStore, plan: str, goals: int | None, with_figure: int | None
    ) -> None:
        table = queries.run(shipped_store, queries.get("plans-at-a-glance"), {"plan": plan})
        row = dict(zip((column.key for column in table.columns), table.rows[0], strict=True))
        lacking = queries.run(shipped_store, queries.get("goals-without-figure"), {"plan": plan})
        assert isinstance(row["goals"], int)
        assert isinstance(row["goalsWithFigure"], int)
        assert row["goals"] == (goals or row["goals"])
        assert len({cells[3] for cells in lacking.rows}) == row["goals"] - row["goalsWithFigure"]
        if with_figure is None:
            assert row["goalsWithFigure"] >= row["goals"] - 1, "nearly every goal has a figure"
        else:
            assert row["goalsWithFigure"] == with_figure

    def test_nothing_said_is_without_evidence(self, shipped_store: EmbeddedStore) -> None:
        assert queries.run(shipped_store, queries.get("elements-without-evidence")).rows == ()

    def test_what_comes_from_2020_comes_from_2022(self, shipped_store: EmbeddedStore) -> None:
        """Each plan is held against the one before it in the data."""
        table = queries.run(shipped_store, queries.get("carried-dropped-added"))
        assert {(row[0], row[1]) for row in table.rows} == {
            (mint("plan", "hvidovre-2022"), mint("plan", "hvidovre-2020")),
            (mint("plan", "hvidovre-2023"), mint("plan", "hvidovre-2022")),
        }
        assert {row[3] for row in table.rows} == {"carried", "dropped", "added"}
