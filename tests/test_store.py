"""The store: what is read and refused, what a replacement leaves behind, what a query may do."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef, namespace
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, RDFS

from plangraph.errors import LoadError, QueryError, StoreError
from plangraph.files import plan_files
from plangraph.names import ID, PG, mint
from plangraph.store import (
    PROVENANCE,
    EmbeddedStore,
    Solutions,
    Source,
    Store,
    load,
    load_reference,
    parse_graph,
    plan_in,
    read_graph,
    view_graph,
)

PLAN = (
    "@prefix pg: <https://w3id.org/plangraph/ontology#> .\n"
    "<https://w3id.org/plangraph/id/plan/x-2023> a pg:Plan .\n"
)
RDF_XML = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'

TRIPLE = (URIRef("http://a.example/s"), URIRef("http://a.example/p"), Literal("o"))
SOURCE = Source("x.ttl", "0" * 64)
X = mint("graph", "x-2023")


def one(text: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    graph.add((TRIPLE[0], TRIPLE[1], Literal(text)))
    return graph


@pytest.fixture
def store() -> EmbeddedStore:
    return EmbeddedStore()


#: May write 100 kB a file, and then meets an error as on a full disk.
FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from rdflib import Graph, Literal, URIRef
from plangraph.errors import StoreError
from plangraph.store import EmbeddedStore, Source

graph = Graph()
graph.add((URIRef("http://a.example/s"), URIRef("http://a.example/p"), Literal("n" * 1_000_000)))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = EmbeddedStore(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    store.replace(sys.argv[2], graph, source=Source("x", "y"))
except StoreError:
    print("StoreError")
"""


class TestReading:
    def test_every_format_gives_the_same_graph(self, tmp_path: Path) -> None:
        graph = Graph()
        graph.parse(
            data=PLAN + '<https://w3id.org/plangraph/id/plan/x-2023> pg:year 2023; pg:number "æ"@da .'
        )
        for ending, form in (
            (".ttl", "turtle"), (".nt", "nt"), (".n3", "n3"), (".rdf", "xml"), (".xml", "xml"),
            (".jsonld", "json-ld"), (".nq", "nquads"), (".trig", "trig"),
        ):  # fmt: skip
            path = tmp_path / f"plan{ending}"
            if form in ("nquads", "trig"):
                path.write_bytes(graph.serialize(format="nt", encoding="utf-8"))
            elif form == "nt":
                graph.serialize(path, format=form, encoding="utf-8")
            else:
                graph.serialize(path, format=form)
            assert isomorphic(read_graph(path), graph), ending

    def test_lexical_forms_stay_and_plain_text_is_one_term(self) -> None:
        text = (
            b"@prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
            b"<a:s> <a:p> '01'^^xsd:integer, 'x'^^xsd:string ."
        )
        found = set(parse_graph(text, "x", ending=".ttl").objects())
        assert found == {Literal("01", datatype=namespace.XSD.integer, normalize=False), Literal("x")}
        assert {str(o) for o in found} == {"01", "x"}

    def test_a_single_named_graph_is_taken_for_the_plan(self) -> None:
        assert len(parse_graph(b"<g:g> { <a:s> <a:p> 1 }", "x", ending=".trig")) == 1

    def test_blank_nodes_of_two_files_stay_apart(self) -> None:
        data = b"_:b <a:p> 1 ."
        first, second = (set(parse_graph(data, "x", ending=".ttl").subjects()) for _ in range(2))
        assert not first & second

    def test_a_byte_order_mark_is_no_part_of_the_text(self) -> None:
        assert len(parse_graph(b"\xef\xbb\xbf<a:s> <a:p> 1 .", "x", ending=".ttl")) == 1

    @pytest.mark.parametrize(
        ("name", "data", "reason"),
        [
            ("a.ttl", b"", "empty"),
            ("a.ttl", b" \n", "empty"),
            ("a.ttl", b"# nothing\n@prefix a: <a:> .\n", "no statement"),
            ("a.ttl", b"%PDF-1.7\n...", "this is a PDF"),
            ("a.pdf", b"%PDF-1.7\n...", "this is a PDF"),
            ("a.docx", b"PK\x03\x04....word/document.xml", "a Word document"),
            ("a.xlsx", b"PK\x03\x04....xl/workbook.xml", "an Excel workbook"),
            ("a.ttl", b"PK\x03\x04....other", "a zip archive"),
            ("a.doc", b"\xd0\xcf\x11\xe0....", "an old Office document"),
            ("a.csv", b"a;b", "'.csv' is not known"),
            ("a", b"a;b", "has no ending"),
            ("a.ttl", "<a:s> <a:p> 'æ' .".encode("utf-16"), "UTF-16"),
            ("a.rdf", b"<html><body>no</body></html>", "a web page"),
            ("a.trig", b"<g:1> { <a:s> <a:p> 1 } <g:2> { <a:s> <a:p> 2 }", "2 graphs (<g:1>, <g:2>)"),
            ("a.nq", b"<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o> <g:1> .", "the default graph"),
            ("a.n3", b"{ <a:s> <a:p> <a:o> } => { <a:s> <a:p> <a:x> } .", "rules or formulas"),
            ("a.ttl", b"<a:s> <a:p> <<( <a:s> <a:p> 1 )>> .", "RDF 1.2"),
            ("a.jsonld", b'{"@id": "plan", "http://a.example/p": "x"}', "relative IRI ('plan')"),
            ("a.rdf", RDF_XML + b'<rdf:Seq rdf:about="plan"/></rdf:RDF>', "relative IRI ('plan')"),
            ("a.rdf", b'<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><r/>', "entities"),
        ],
    )  # fmt: skip
    def test_what_is_no_plan_is_refused_with_a_reason(
        self, tmp_path: Path, name: str, data: bytes, reason: str
    ) -> None:
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(LoadError) as caught:
            read_graph(path)
        assert reason in str(caught.value)
        assert str(path) in str(caught.value)

    @pytest.mark.parametrize(
        ("name", "data", "line", "column"),
        [
            ("a.ttl", b"@prefix a: <a:> .\na:s a:p a:o\na:s a:p a:o .\n", 3, 1),
            ("a.ttl", b"<a:s> <a:p> 1 .\n<plan> <a:p> 1 .", 2, 1),
            ("a.ttl", "<a:s> <a:p> 1 .\n<a:s> <a:p> 'ø' .".encode("latin-1"), 2, 14),
            ("a.jsonld", b'{\n"http://a.example/p": "x",\n]', 3, 1),
            ("a.rdf", b"<r>\n</q>", 2, 3),
        ],
    )
    def test_broken_text_is_refused_with_its_place(
        self, tmp_path: Path, name: str, data: bytes, line: int, column: int
    ) -> None:
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(LoadError) as caught:
            read_graph(path)
        assert (caught.value.line, caught.value.column) == (line, column)
        assert str(caught.value).startswith(f"{path}:{line}:{column}: ")

    @pytest.mark.parametrize(
        ("data", "danish"),
        [
            (b"a:b a:c 1 .", "(Turtle): præfikset a: er ikke erklæret"),
            (b"<a:s> <a:p> ", "(Turtle): den slutter, før et udsagn er færdigt"),
            (b"<a:s> <a:p> <a:o>\n<a:s> <a:p> <a:o> .", "(Turtle): der mangler et punktum"),
            (b"<a:s> 'p' <a:o> .", "(Turtle): 'p' kan ikke være et prædikat"),
            (b"<a:s> <a:p> 'x'^^1 .\n", "(Turtle): fejlen er ved »1 .«"),
            (b"<a:s> <a:p> 'x'^^" + b"1" * 99, "(Turtle): fejlen er ved »" + "1" * 40 + " …«"),
            (b"<a:s> <plan> 1 .", "en relativ IRI ('plan') har intet at stå på"),
            (b"<a:s> <a:p> <<( <a:s> <a:p> 1 )>> .", "RDF 1.2"),
            (b"%PDF-1.7\n...", "det er en PDF, ikke RDF; her skal bruges en RDF-fil"),
            (b"PK\x03\x04....word/document.xml", "det er et Word-dokument, ikke RDF"),
        ],
    )
    def test_what_is_wrong_is_said_in_danish_too(self, data: bytes, danish: str) -> None:
        with pytest.raises(LoadError) as caught:
            parse_graph(data, "x", ending=".ttl")
        assert danish in caught.value.danish
        assert str(caught.value).endswith(f": {caught.value.reason}")

    def test_a_missing_file_and_a_folder_are_told_apart(self, tmp_path: Path) -> None:
        with pytest.raises(LoadError, match="no such file"):
            read_graph(tmp_path / "no.ttl")
        with pytest.raises(LoadError, match="this is a folder"):
            read_graph(tmp_path)
        with pytest.raises(LoadError, match="cannot be read"):
            read_graph(tmp_path / ("x" * 300 + ".ttl"))

    @pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
    def test_an_unreadable_file_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.ttl"
        path.touch(mode=0)
        with pytest.raises(LoadError, match="cannot be read"):
            read_graph(path)

    def test_a_file_over_the_limit_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.ttl"
        path.write_text(PLAN)
        with pytest.raises(LoadError, match=r"over 0\.0 MB"):
            read_graph(path, limit=10)
        assert len(read_graph(path, limit=len(PLAN))) == 1

    def test_a_context_on_the_network_is_refused_without_going_there(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(0.2)
            address = f"http://127.0.0.1:{server.getsockname()[1]}/context.jsonld"
            for context in (f'"{address}"', f'["{address}"]', f'{{"@import": "{address}"}}'):
                data = f'{{\n"@context": {context}, "@id": "a:s", "name": "x"}}'.encode()
                with pytest.raises(LoadError, match=r"without the network") as caught:
                    parse_graph(data, "x.jsonld", ending=".jsonld")
                assert (caught.value.line, address in str(caught.value)) == (2, True)
            with pytest.raises(TimeoutError):
                server.accept()

    def test_the_plan_of_a_graph_is_found(self) -> None:
        assert plan_in(parse_graph(PLAN.encode(), "x", ending=".ttl"), "x") == mint("plan", "x-2023")

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("<a:s> a <http://xmlns.com/foaf/0.1/Person> .", "1 of http://xmlns.com/foaf/0.1/Person"),
            ("<a:s> <a:p> 1 .", "none says what kind"),
            ("<a:s> a <https://w3id.org/plangraph#Plan> .", "no employment plan"),
            (PLAN + "<a:b> a pg:Plan .", "2 plans are described here"),
            (PLAN.replace("<https://w3id.org/plangraph/id/plan/x-2023>", "[]"), "no IRI"),
        ],
    )
    def test_a_graph_without_one_plan_is_refused(self, text: str, reason: str) -> None:
        with pytest.raises(LoadError) as caught:
            plan_in(parse_graph(text.encode(), "x.ttl", ending=".ttl"), "x.ttl")
        assert reason in str(caught.value)


class TestGraphs:
    def test_it_is_a_store(self, store: EmbeddedStore) -> None:
        as_protocol: Store = store
        assert as_protocol.graphs() == ()

    def test_what_is_put_in_comes_out(self, store: EmbeddedStore) -> None:
        graph = one("x")
        node = BNode("odd name!")
        graph.add((node, RDF.type, node))
        graph.add((node, TRIPLE[1], Literal('"\\\n\r\t\x01\u2028\U0001f600}', lang="da")))
        graph.add((node, TRIPLE[1], Literal("no number", datatype=namespace.XSD.integer)))
        store.replace(X, graph, source=SOURCE)
        assert isomorphic(store.graph(X), graph)
        assert store.graphs() == (PROVENANCE, X)

    def test_numbers_keep_their_value(self, store: EmbeddedStore) -> None:
        graph = Graph()
        graph.add((*TRIPLE[:2], Literal("40.0", datatype=namespace.XSD.decimal)))
        store.replace(X, graph, source=SOURCE)
        (found,) = store.graph(X).objects()
        assert isinstance(found, Literal)
        assert (found.toPython(), found.datatype) == (40, namespace.XSD.decimal)

    @given(st.text(st.characters(exclude_categories=["Cs"])))
    def test_any_text_comes_out_as_it_went_in(self, text: str) -> None:
        store = EmbeddedStore()
        store.replace(X, one(text), source=Source(text, text))
        assert [str(o) for o in store.graph(X).objects()] == [text]
        assert store.loads()[0].source == Source(text, text)

    def test_a_graph_is_replaced_whole(self, store: EmbeddedStore) -> None:
        store.replace(X, one("old"), source=SOURCE)
        store.replace(mint("graph", "y-2023"), one("other"), source=SOURCE)
        store.replace(X, one("new"), source=SOURCE)
        assert [str(o) for o in store.graph(X).objects()] == ["new"]
        assert [str(o) for o in store.graph(mint("graph", "y-2023")).objects()] == ["other"]

    @pytest.mark.parametrize(
        "triple",
        [
            (URIRef("http://a.example/a b> . }"), TRIPLE[1], TRIPLE[2]),
            (Literal("x"), TRIPLE[1], TRIPLE[2]),
            (TRIPLE[0], BNode(), TRIPLE[2]),
            (TRIPLE[0], TRIPLE[1], Literal("\ud800")),
            (TRIPLE[0], TRIPLE[1], Literal("x", datatype=URIRef("no iri"))),
        ],
    )
    def test_a_graph_that_is_no_rdf_leaves_the_old_one(
        self, store: EmbeddedStore, triple: tuple[URIRef, URIRef, Literal]
    ) -> None:
        store.replace(X, one("old"), source=SOURCE)
        graph = one("new")
        graph.add(triple)
        with pytest.raises(StoreError, match=r"id:graph/x-2023 cannot be stored"):
            store.replace(X, graph, source=SOURCE)
        assert [str(o) for o in store.graph(X).objects()] == ["old"]
        assert len(store.loads()) == 1

    def test_a_failure_half_way_leaves_the_old_one(self, store: EmbeddedStore) -> None:
        store.replace(X, one("old"), source=SOURCE)
        with pytest.raises(StoreError, match="nothing was changed"):
            store._update(f"DROP GRAPH <{X}> ; LOAD <file:///nowhere.ttl>", doing="failing")
        assert [str(o) for o in store.graph(X).objects()] == ["old"]

    def test_a_graph_is_dropped(self, store: EmbeddedStore) -> None:
        store.replace(X, one("old"), source=SOURCE)
        store.drop(X)
        assert store.graphs() == (PROVENANCE,)
        for call in (store.graph, store.drop):
            with pytest.raises(StoreError, match="no graph id:graph/x-2023"):
                call(X)

    @pytest.mark.parametrize(
        "iri", ["http://a.example/g", mint("plan", "x-2023"), PROVENANCE, "> } ; DROP ALL"]
    )
    def test_only_graphs_of_ours_are_written(self, store: EmbeddedStore, iri: str) -> None:
        with pytest.raises(StoreError):
            store.replace(iri, one("x"), source=SOURCE)
        with pytest.raises(StoreError):
            store.drop(iri)

    def test_every_load_is_on_record(self, store: EmbeddedStore) -> None:
        for name in ("a.ttl", "b.ttl"):
            store.replace(X, one(name), source=Source(name, hashlib.sha256(name.encode()).hexdigest()))
        loads = store.loads()
        assert [(load.iri, load.graph, load.source.name) for load in loads] == [
            (mint("load", "x-2023.1"), X, "a.ttl"),
            (mint("load", "x-2023.2"), X, "b.ttl"),
        ]
        assert loads[0].ended <= loads[1].ended
        answer = store.query(
            "ASK { ?load a prov:Activity ; prov:used ?file ; prov:generated ?graph ; prov:endedAtTime ?end . "
            "?file a prov:Entity ; pg:sha256 ?sum . GRAPH ?graph { ?s ?p 'b.ttl' } }"
        )
        assert answer is True

    def test_labels_come_in_both_languages(self, store: EmbeddedStore) -> None:
        graph = Graph()
        graph.parse(
            data="@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
            "<a:1> rdfs:label 'en'@da, 'one'@en-GB . <a:2> skos:prefLabel 'to'@da . <a:3> rdfs:label 'x' ."
        )
        store.replace(X, graph, source=SOURCE)
        labels = store.labels(["a:1", "a:2", "a:3", "a:4", "no iri"])
        assert {iri: label.as_dict() for iri, label in labels.items()} == {
            "a:1": {"da": "en", "en": "one"},
            "a:2": {"da": "to", "en": "to"},
            "a:3": {"da": "x", "en": "x"},
        }


class TestQueries:
    @pytest.fixture
    def store(self) -> EmbeddedStore:
        store = EmbeddedStore()
        store.replace(X, one("x"), source=SOURCE)
        store.replace(mint("graph", "y-2023"), one("y"), source=SOURCE)
        return store

    def test_a_query_sees_all_graphs(self, store: EmbeddedStore) -> None:
        answer = store.query("SELECT ?o WHERE { <http://a.example/s> ?p ?o } ORDER BY ?o")
        assert answer == Solutions(("o",), ((Literal("x"),), (Literal("y"),)))
        assert store.query("ASK { ?s ?p 'x', 'y' }") is True
        graph = store.query("CONSTRUCT WHERE { ?s <http://a.example/p> ?o }")
        assert isinstance(graph, Graph)
        assert len(graph) == 2
        answer = store.query(f"SELECT ?o ?no WHERE {{ GRAPH <{X}> {{ ?s ?p ?o }} }}")
        assert answer == Solutions(("o", "no"), ((Literal("x"), None),))

    @pytest.mark.parametrize(
        "text",
        [
            "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "SELECT * WHERE { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "SELECT * WHERE { service ?x { ?s ?p ?o } }",
            "PREFIX : <http://127.0.0.1:1/> SELECT * WHERE { SERVICE:x { ?s ?p ?o } }",
            "SELECT * WHERE { FILTER(1<2)SERVICE<http://127.0.0.1:1/>{?s ?p ?o} }",
            "SELECT * WHERE { ?s ?p 1e5SERVICE<http://127.0.0.1:1/>{?s ?p ?o} }",
            "SELECT * WHERE { ?s ?p pg:a\\#b SERVICE<http://127.0.0.1:1/>{?s ?p ?o} }",
            "SELECT * WHERE { ?s ?p <http://a\\u0041#b> SERVICE<http://127.0.0.1:1/>{?s ?p ?o} }",
            "SELECT * WHERE { S\\u0045RVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            "SELECT * WHERE { ?s ?p 'a', \"b'\", '''c'\"''' . SERVICE <a:b> { ?s ?p 'd' } }",
            "SELECT * WHERE { { SELECT * WHERE { SERVICE <a:b> { ?s ?p ?o } } } }",
        ],
    )
    def test_no_other_server_is_called(self, store: EmbeddedStore, text: str) -> None:
        with pytest.raises(QueryError, match="SERVICE is refused"):
            store.query(text)

    @pytest.mark.parametrize(
        "text",
        [
            "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
            "SELECT * FROM NAMED <http://a.example/g> WHERE { GRAPH ?g { ?s ?p ?o } }",
            "ASKFROM<http://a.example/g>{ ?s ?p ?o }",
            "PREFIX : <a:> select * from:x { ?s ?p ?o }",
        ],
    )
    def test_no_other_data_is_named(self, store: EmbeddedStore, text: str) -> None:
        with pytest.raises(QueryError, match="FROM and FROM NAMED are refused"):
            store.query(text)

    @pytest.mark.parametrize(
        "text",
        [
            "INSERT DATA { <a:s> <a:p> 1 }", "delete where { ?s ?p ?o }", "DROP ALL", "CLEAR ALL",
            "LOAD <file:///etc/passwd>", "PREFIX a: <a:> # SELECT\nWITH <a:g> DELETE WHERE { ?s ?p ?o }",
        ],
    )  # fmt: skip
    def test_nothing_is_changed_by_a_query(self, store: EmbeddedStore, text: str) -> None:
        with pytest.raises(QueryError, match="is refused: a query reads"):
            store.query(text)
        assert len(store.graphs()) == 3

    @pytest.mark.parametrize(
        "text",
        [
            "SELECT ?service ?from WHERE { ?service <http://service.example/from> ?from } # FROM SERVICE",
            'SELECT ?o WHERE { ?s ?p ?o FILTER(?o = \'SERVICE\' || ?o = """FROM <x> " """) }',
            "PREFIX insert: <a:> SELECT * WHERE { ?s insert:drop ?o }",
            "SELECT * WHERE { ?s pg:service ?o ; pg:from 'x'@from }",
        ],
    )
    def test_words_that_only_look_dangerous_are_let_through(self, store: EmbeddedStore, text: str) -> None:
        assert isinstance(store.query(text), Solutions)

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "the query is empty"),
            ("SELECT ?s\nWHERE { ?s ?p }", "line 2, column 9: not SPARQL at '?s ?p }'"),
            ("SELECT ?s WHERE { ?s ?p ?o", "ends too early, 1 closing } missing"),
            ("hvad er planen?", "a query has SELECT"),
            ("SELECT ?s WHERE { ?s a foo:Bar }", "no PREFIX declares foo:"),
            ("SELECT ?s WHERE { ?s <relative> ?o }", "line 1, column 22: not SPARQL at '<relative> ?o }'"),
            ("SELECT ?s\n{ ?s ?p ?o\n FILTR(?o) }\nLIMIT 3", "line 3, column 2: not SPARQL at 'FILTR(?o) }'"),
            ("SELECT ?s { ?s ?p ?o } LIMITS 3", "line 1, column 24: not SPARQL at 'LIMITS 3'"),
            ("SELECT ?s { ?s ?p ?o }}\n\n", "line 1, column 22: not SPARQL at '}}'"),
            ("SELECT ?s {\n?s ?p ?o .\n", "line 2, column 11: the query ends too early"),
            ("SELECT ?s WHERE { ?s ?p '\ud800' }", "not text"),
        ],
    )
    def test_what_is_no_sparql_is_explained(self, store: EmbeddedStore, text: str, reason: str) -> None:
        with pytest.raises(QueryError) as caught:
            store.query(text)
        assert reason in str(caught.value)

    def test_a_bound_variable_restricts(self, store: EmbeddedStore) -> None:
        answer = store.query("SELECT ?o WHERE { ?s ?p ?o }", {"o": Literal("y")})
        assert answer == Solutions(("o",), ((Literal("y"),),))
        grouped = "SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s <http://a.example/p> ?o } GROUP BY ?s"
        assert store.query(grouped, {"s": TRIPLE[0]}) == Solutions(("s", "n"), ((TRIPLE[0], Literal(2)),))
        assert store.query("ASK { ?s ?p ?o }", {"o": Literal("z")}) is False

    def test_a_bound_variable_that_is_not_selected_is_refused(self, store: EmbeddedStore) -> None:
        with pytest.raises(QueryError, match=r"\?s in its SELECT"):
            store.query("SELECT ?o WHERE { ?s ?p ?o }", {"s": TRIPLE[0]})
        with pytest.raises(QueryError, match=r"\?mistyped in its SELECT"):
            store.query("SELECT ?o WHERE { ?s ?p ?o }", {"mistyped": TRIPLE[0]})

    @pytest.mark.parametrize(
        "value",
        [
            Literal('x" } ; DROP ALL #'),
            Literal("' || true || '"),
            Literal("x\n} SERVICE <http://127.0.0.1:1/> { ?s ?p ?o"),
            Literal("?s"),
            URIRef("http://a.example/x#'"),
        ],
    )
    def test_a_hostile_value_is_just_a_value(self, store: EmbeddedStore, value: URIRef | Literal) -> None:
        assert store.query("SELECT ?o WHERE { ?s ?p ?o }", {"o": value}) == Solutions(("o",), ())
        assert len(store.graphs()) == 3

    @pytest.mark.parametrize("value", [URIRef("http://a> } ; DROP ALL"), URIRef("x y"), Literal("\ud800")])
    def test_a_value_that_is_no_term_is_refused(self, store: EmbeddedStore, value: URIRef | Literal) -> None:
        with pytest.raises(QueryError, match="cannot be used in a query"):
            store.query("SELECT ?o WHERE { ?s ?p ?o }", {"o": value})


class TestFolder:
    def test_it_is_there_again_after_closing(self, tmp_path: Path) -> None:
        folder = tmp_path / "deep" / "store"
        with EmbeddedStore(folder) as store:
            store.replace(X, one("x"), source=SOURCE)
            record = store.loads()
        with pytest.raises(StoreError, match="closed"):
            store.graphs()
        with EmbeddedStore(folder) as store:
            assert [str(o) for o in store.graph(X).objects()] == ["x"]
            assert store.loads() == record
            assert store.query("ASK { ?s ?p 'x' }") is True

    def test_read_only_reads_and_never_writes(self, tmp_path: Path) -> None:
        with EmbeddedStore(tmp_path / "store") as store:
            store.replace(X, one("x"), source=SOURCE)
        with EmbeddedStore(tmp_path / "store", read_only=True) as store:
            assert store.query("ASK { ?s ?p 'x' }") is True
            with pytest.raises(StoreError, match="nothing was changed"):
                store.replace(X, one("y"), source=SOURCE)
            assert [str(o) for o in store.graph(X).objects()] == ["x"]

    def test_read_only_makes_no_folder(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match=r"does not exist; load a plan into it first"):
            EmbeddedStore(tmp_path / "no", read_only=True)
        with pytest.raises(StoreError, match=r"is no store"):
            EmbeddedStore(tmp_path, read_only=True)
        assert list(tmp_path.iterdir()) == []

    def test_a_file_is_no_store(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(StoreError, match="is a file"):
            EmbeddedStore(tmp_path / "file")
        with pytest.raises(StoreError, match="cannot be opened"):
            EmbeddedStore(tmp_path / "file" / "store")
        with pytest.raises(StoreError, match="cannot be opened"):
            EmbeddedStore(tmp_path / ("x" * 300))

    def test_a_folder_of_other_files_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "letter.txt").write_text("x")
        with pytest.raises(StoreError, match="holds other files"):
            EmbeddedStore(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]

    def test_a_damaged_store_is_named(self, tmp_path: Path) -> None:
        with EmbeddedStore(tmp_path / "store") as store:
            store.replace(X, one("x"), source=SOURCE)
        del store
        shutil.copytree(tmp_path / "store", tmp_path / "copy")
        (tmp_path / "copy" / "CURRENT").write_text("garbage")
        with pytest.raises(StoreError, match="cannot be opened as a store"):
            EmbeddedStore(tmp_path / "copy")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
    def test_a_folder_that_cannot_be_written_is_refused(self, tmp_path: Path) -> None:
        tmp_path.chmod(0o500)
        with pytest.raises(StoreError, match="no permission"):
            EmbeddedStore(tmp_path / "store")

    def test_two_processes_cannot_write_at_once(self, tmp_path: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from plangraph.store import EmbeddedStore\n"
            "store = EmbeddedStore(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
        )
        with subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "store")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as other:  # fmt: skip
            assert other.stdout is not None
            assert other.stdout.readline() == "open\n"
            with pytest.raises(StoreError, match="another process has it open"):
                EmbeddedStore(tmp_path / "store")
            other.communicate()
        with EmbeddedStore(tmp_path / "store") as store:
            assert store.graphs() == ()

    def test_a_full_disk_leaves_the_old_graph(self, tmp_path: Path) -> None:
        folder = tmp_path / "store"
        with EmbeddedStore(folder) as store:
            store.replace(X, one("old"), source=SOURCE)
        del store
        result = subprocess.run(
            [sys.executable, "-c", FULL_DISK, str(folder), X], capture_output=True, text=True, check=False
        )
        assert (result.stdout, result.returncode) == ("StoreError\n", 0), result.stderr
        with EmbeddedStore(folder) as store:
            assert [str(o) for o in store.graph(X).objects()] == ["old"]
            assert len(store.loads()) == 1


class TestLoading:
    def test_a_file_goes_into_the_graph_of_its_plan(self, store: EmbeddedStore, data: Path) -> None:
        path = data / "store" / "testby-2023.ttl"
        loaded = load(store, path)
        assert (loaded.plan, loaded.slug, loaded.graph, loaded.replaced) == (
            mint("plan", "testby-2023"), "testby-2023", mint("graph", "testby-2023"), False,
        )  # fmt: skip
        assert loaded.triples == len(store.graph(loaded.graph)) == len(read_graph(path))
        assert load(store, path).replaced
        record = store.loads()[-1]
        assert record.source == Source(path.name, hashlib.sha256(path.read_bytes()).hexdigest())

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            (PLAN + "<a:s> <a:p> ", "not Turtle"),
            ("<a:s> a <a:Thing> .", "no employment plan"),
            (PLAN.replace("plan/x-2023", "plan/x-2023/goal/1"), "a plan's IRI is"),
            ("<http://a.example/plan> a <https://w3id.org/plangraph/ontology#Plan> .", "a plan's IRI is"),
            (PLAN.replace("x-2023", "provenance"), "slug is taken"),
            (PLAN.replace("x-2023", "ontology-plangraph"), "slug is taken"),
        ],
    )
    def test_a_bad_file_is_refused_whole_and_nothing_is_lost(
        self, store: EmbeddedStore, tmp_path: Path, text: str, reason: str
    ) -> None:
        path = tmp_path / "x.ttl"
        path.write_text(PLAN)
        load(store, path)
        path.write_text(text)
        with pytest.raises(LoadError) as caught:
            load(store, path)
        assert reason in str(caught.value)
        assert len(store.graph(X)) == 1
        assert len(store.loads()) == 1

    def test_what_is_shipped_is_all_there(self, shipped_store: EmbeddedStore) -> None:
        graphs = shipped_store.graphs()
        assert {mint("graph", slug) for slug in ("hvidovre-2023", "ontology-plangraph")} <= set(graphs)
        assert len(shipped_store.loads()) == len(graphs) - 1
        assert mint("municipality", "0167") in shipped_store.instances(PG + "Municipality")
        assert shipped_store.labels([PG + "Goal"])[PG + "Goal"].en

    def test_reference_data_can_be_loaded_alone(self, store: EmbeddedStore) -> None:
        load_reference(store)
        assert store.instances(PG + "Plan") == ()
        assert not any(graph.startswith(ID + "graph/hvidovre") for graph in store.graphs())
        assert store.query("ASK { pg:Goal rdfs:label ?label }", {}) is True
        assert RDFS.label in set(store.graph(mint("graph", "ontology-plangraph")).predicates())


# --- a graph to look into -------------------------------------------------------------------------


def test_a_graph_to_look_into_answers_as_one_that_was_read(store: EmbeddedStore) -> None:
    (path,) = (p for p in plan_files() if p.stem == "hvidovre-2023")
    whole, looked = read_graph(path), view_graph(path)
    load(store, path)
    plan = URIRef(plan_in(whole, path))
    for seen in (looked, store.view(mint("graph", "hvidovre-2023"))):
        assert len(seen) == len(whole)
        assert {t[:2] for t in seen} == {t[:2] for t in whole}
        for asked in (
            (plan, None, None),
            (None, RDF.type, None),
            (None, None, plan),
            (None, RDFS.label, None),
        ):
            assert set(seen.triples(asked)) == set(whole.triples(asked))
        assert (plan, RDF.type, URIRef(PG + "Plan")) in seen


def test_what_stands_nowhere_is_not_found_in_a_graph_to_look_into() -> None:
    looked = view_graph(plan_files()[0])
    odd = (Literal("x"), RDF.type, None), (None, Literal("x"), None), (URIRef("not an IRI"), None, None)
    for asked in (*odd, (BNode("b"), None, None), (None, None, BNode("b"))):
        assert not list(looked.triples(asked))


def test_a_graph_to_look_into_is_not_changed() -> None:
    looked = view_graph(plan_files()[0])
    for change in (looked.add, looked.remove):
        with pytest.raises(TypeError, match="copy it"):
            change(TRIPLE)


@pytest.mark.parametrize("text", ["", "pg:x a", "<x> <y> <z> .", "%PDF"])
def test_a_file_that_cannot_be_looked_into_is_refused_as_one_that_cannot_be_read(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(text, "utf-8")
    with pytest.raises(LoadError) as read:
        read_graph(path)
    with pytest.raises(LoadError) as looked:
        view_graph(path)
    assert str(looked.value) == str(read.value)
