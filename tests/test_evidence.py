"""The graph is held against the text: what agrees is silent, and each kind of disagreement is told."""

import json
import os
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from plangraph import evidence, files
from plangraph.errors import LoadError
from plangraph.names import PG, expand, mint
from plangraph.passages import fingerprint
from plangraph.wording import Lexicon

ROOT = Path(__file__).resolve().parent.parent
TEXTS = Path(os.environ.get("PLANGRAPH_PLAN_TEXTS") or ROOT.parent / "shared" / "plans")
DRAFT = Path(__file__).parent / "data" / "evidence" / "draft.txt"
SLUG = "testby-2023"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    graph = Graph()
    for path in files.ontology_files():
        graph.parse(path)
    return Lexicon.from_graph(graph)


def encode(text: str) -> Graph:
    """Encode the invented draft with all its passages right."""
    import hashlib

    parts = [f"<plan/{SLUG}> a pg:Plan ; rdfs:label 'Testby'@da ."]
    digest = hashlib.sha256(text.encode()).hexdigest()
    parts.append(f"<plan/{SLUG}/document/text> a pg:SourceDocument ; pg:sha256 '{digest}' .")
    elements = [
        (
            "objective/1",
            "Objective",
            "Udvalget ønsker",
            "for udvalget.",
            "tg:handicap",
            "ins:mentor",
            "støtte af mentor",
        ),
        (
            "objective/2",
            "Objective",
            "Virksomhederne skal",
            "ordningerne.",
            "tg:virksomheder",
            None,
            "kende ordningerne",
        ),
        (
            "goal/1",
            "Goal",
            "Jobcentret vil",
            "i 2023.",
            "tg:unge",
            "ins:virksomhedspraktik",
            "virksomhedspraktik til unge",
        ),
        (
            "goal/3c",
            "Goal",
            "Resultatmål 3c",
            "derover.",
            "tg:flygtninge",
            None,
            "andelen af flygtninge i job",
        ),
        (
            "challenge/1",
            "Challenge",
            "Mange unge",
            "en uddannelse.",
            "tg:unge",
            None,
            "unge mangler uddannelse",
        ),
    ]
    for path, kind, first, last, group, instrument, label in elements:
        start, end = evidence.locate(text, first, last)
        key = path.replace("/", "-")
        uses = f"; pg:usesInstrument {instrument}" if instrument else ""
        parts.append(
            f"<plan/{SLUG}/{path}> a pg:{kind} ; rdfs:label '{label}'@da ; pg:targetGroup {group} {uses} ;"
            f" pg:evidence <plan/{SLUG}/evidence/{key}> .\n"
            f"<plan/{SLUG}/evidence/{key}> a pg:Evidence ; oa:hasSource <plan/{SLUG}/document/text> ;"
            f" oa:hasSelector <plan/{SLUG}/selector/{key}> ;"
            f" pg:fingerprint '{fingerprint(text[start:end])}' .\n"
            f"<plan/{SLUG}/selector/{key}> oa:start {start} ; oa:end {end} ."
        )
    for key, value in (("1", "40.0"), ("3c", "12.5")):
        parts.append(
            f"<plan/{SLUG}/goal/{key}> pg:targetValue <plan/{SLUG}/target-value/{key}> ."
            f" <plan/{SLUG}/target-value/{key}> pg:value {value} ."
        )
    prefixes = "".join(f"PREFIX {p}: <{expand(p + ':')}>\n" for p in ("pg", "tg", "ins", "oa", "rdfs"))
    base = "BASE <https://w3id.org/plangraph/id/>\n"
    return Graph().parse(data=base + prefixes + "\n".join(parts), format="turtle")


def test_items_of_boxes_rows_and_numbered_goals_are_found():
    text = evidence.read_text(DRAFT)
    assert [(item.kind, item.words.split()[0]) for item in evidence.items(text)] == [
        ("Objective", "Udvalget"),
        ("Objective", "Virksomhederne"),
        ("Goal", "Jobcentret"),
        ("Goal", "Resultatmål"),
        ("Challenge", "Mange"),
    ]


def test_a_graph_that_agrees_with_its_text_is_silent(lexicon):
    text = evidence.read_text(DRAFT)
    assert evidence.verify(encode(text), text, lexicon) == ()


def iri(kind: str, key: str) -> URIRef:
    return URIRef(mint(kind, SLUG, key))


def _move(graph: Graph) -> None:
    graph.set((iri("selector", "goal-1"), URIRef(expand("oa:end")), Literal(10**6)))


def _swap(graph: Graph) -> None:
    graph.set((iri("evidence", "goal-1"), URIRef(PG + "fingerprint"), Literal("0" * 64)))


def _forget(graph: Graph) -> None:
    graph.remove((iri("challenge", "1"), None, None))


def _miscount(graph: Graph) -> None:
    graph.set(
        (
            iri("target-value", "3c"),
            URIRef(PG + "value"),
            Literal("12.0", datatype=URIRef(expand("xsd:decimal"))),
        )
    )


def _invent(graph: Graph) -> None:
    graph.add((iri("goal", "1"), URIRef(PG + "usesInstrument"), URIRef(expand("ins:jobrotation"))))


def _relabel(graph: Graph) -> None:
    label = Literal("sygedagpengemodtagere raskmeldes hurtigere gennem lægelig behandling", lang="da")
    graph.set((iri("goal", "1"), URIRef(expand("rdfs:label")), label))


def _other_document(graph: Graph) -> None:
    graph.set((iri("document", "text"), URIRef(PG + "sha256"), Literal("1" * 64)))


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        # a goal whose passage is gone is also a goal that no passage names and a box item that nothing covers
        (_move, {("offsets", "evidence/goal-1"), ("item", SLUG), ("name", "goal/1")}),
        (_swap, {("fingerprint", "evidence/goal-1")}),
        (_forget, {("item", SLUG)}),
        (_miscount, {("figure", "goal/3c")}),
        (_invent, {("name", "goal/1")}),
        (_relabel, {("words", "goal/1")}),
        (_other_document, {("document", "document/text")}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_each_disagreement_is_told(lexicon, damage, expected):
    text = evidence.read_text(DRAFT)
    graph = encode(text)
    damage(graph)
    found = {
        (m.check, m.subject.split(f"{SLUG}/")[-1].split("plan/")[-1])
        for m in evidence.verify(graph, text, lexicon)
    }
    assert found == expected


def test_an_inherited_instrument_need_not_be_named(lexicon):
    text = evidence.read_text(DRAFT)
    graph = encode(text)
    _invent(graph)
    graph.add((iri("goal", "1"), URIRef(PG + "inherits"), URIRef(expand("ins:jobrotation"))))
    assert evidence.verify(graph, text, lexicon) == ()


@pytest.mark.parametrize(
    ("first", "last", "complaint"),
    [
        ("står her ikke", None, "stands 0 times"),
        ("MÅLSÆTNING", None, "stands 2 times"),
        ("Jobcentret vil", "aldrig", "does not follow"),
    ],
)
def test_a_passage_that_cannot_be_located_is_told(first, last, complaint):
    with pytest.raises(LookupError, match=complaint):
        evidence.locate(evidence.read_text(DRAFT), first, last)


def test_a_text_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes("mål".encode("latin-1"))
    with pytest.raises(LoadError, match="not UTF-8"):
        evidence.read_text(path)


@pytest.mark.parametrize("plan", files.plan_files(), ids=lambda p: p.stem)
def test_the_shipped_plans_agree_with_their_texts(plan, lexicon):
    if not TEXTS.is_dir():
        pytest.skip("the plan texts are not here; set PLANGRAPH_PLAN_TEXTS to the folder that holds them")
    graph = Graph().parse(plan)
    path = evidence.find_source(graph, TEXTS)
    assert path is not None, f"no text in {TEXTS} is the source of {plan.stem}"
    assert evidence.verify(graph, evidence.read_text(path), lexicon) == ()


def test_with_the_document_at_hand_the_check_tells_rewritten_passages_and_quotes_the_others(tmp_path):
    from click.testing import CliRunner

    from plangraph.cli import cli

    text = evidence.read_text(DRAFT)
    plan = tmp_path / "draft.ttl"
    encode(text).serialize(plan, format="turtle")
    (tmp_path / "texts").mkdir()
    document = tmp_path / "texts" / f"{SLUG}.txt"

    def findings() -> list[dict]:
        args = ["check", str(plan), "--texts", str(document.parent), "--format", "json", "--no-cache"]
        result = CliRunner().invoke(cli, [*args, "--fail-on", "never"], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads(result.output)[0]["findings"]

    document.write_bytes(text.encode())
    told = findings()
    assert not [f for f in told if f["rule"] == "passage-matches"]
    quoted = [p["words"] for f in told if f["focus"] == iri("goal", "1").toPython() for p in f["evidence"]]
    assert quoted
    assert all(words.startswith("Jobcentret vil sikre, at mindst 40 pct.") for words in quoted)

    document.write_bytes(text.replace("mindst 40 pct.", "mindst 50 pct.").encode())
    stale = [f["focus"] for f in findings() if f["rule"] == "passage-matches"]
    assert stale == [str(iri("evidence", "goal-1"))]
