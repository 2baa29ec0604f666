"""From a Word draft to what is missing, mended, and gone: the commands as a planner types them."""

import json
import re
import shlex
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from rdflib import RDF, Graph, Namespace

from plangraph import evidence, store
from plangraph.cli import cli
from plangraph.names import PG

PGN = Namespace(PG)
DATA = Path(__file__).parents[1] / "data" / "intake"
DRAFTS = sorted(
    p
    for p in (DATA / "drafts").iterdir()
    if p.name != "README.md" and p.suffix in {".docx", ".pdf", ".odt", ".html", ".md", ".txt", ".xlsx"}
)


def run(*words: object, code: int = 0) -> str:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output


def findings(*words: object) -> set[tuple[str, str]]:
    told = json.loads(run("check", *words, "--format", "json", "--fail-on", "never"))
    return {(f["rule"], f["label"]["da"]) for f in told[0]["findings"]}


def plan(target: Path, goals: list[str]) -> Path:
    """A Word draft as somebody writes one, with these goals under its second focus area."""
    made = docx.Document()
    made.add_heading("Beskæftigelsesplan 2023", 0)
    made.add_paragraph("Læsø Kommune. Vedtaget af kommunalbestyrelsen den 12. december 2022.")
    made.add_heading("Nationale mål", 1)
    for name in (
        "Alle ledige skal have en værdig sagsbehandling",
        "Flere ledige skal opkvalificeres",
        "Flere flygtninge og familiesammenførte skal være selvforsørgende",
        "Flere personer med handicap skal i beskæftigelse",
        "Virksomhederne skal sikres den nødvendige og kvalificerede arbejdskraft",
    ):
        made.add_paragraph(name, style="List Number")
    made.add_heading(
        "Fokusområde 1: Virksomhederne skal sikres den nødvendige og kvalificerede arbejdskraft", 1
    )
    made.add_heading("Mål", 2)
    made.add_paragraph("Mindst 12 virksomheder får besøg af jobcentret i 2023.", style="List Bullet")
    made.add_heading("Fokusområde 2: Flere personer med handicap skal i beskæftigelse", 1)
    made.add_paragraph("Øen har mange arbejdspladser, hvor man kan begynde i det små.")
    made.add_heading("Mål", 2)
    for goal in goals:
        made.add_paragraph(goal, style="List Bullet")
    made.save(str(target))
    return target


def test_a_gap_is_seen_mended_and_gone(tmp_path):
    weak = plan(tmp_path / "draft.docx", ["Personer med handicap skal have bedre muligheder."])
    before = findings(weak)
    assert any(rule in {"goal-has-figure", "goal-has-figure-or-direction"} for rule, _ in before), before
    better = plan(
        tmp_path / "draft-2.docx",
        ["Antallet af personer med handicap i fleksjob øges fra 4 personer i 2021 til mindst 9 i 2023."],
    )
    after = findings(better)
    assert not any(rule in {"goal-has-figure", "goal-has-figure-or-direction"} for rule, _ in after), after
    told = json.loads(run("compare", weak, better, "--format", "json", "--fail-on", "never"))
    assert "goal-has-figure" in json.dumps(told["fixed"])
    run(
        "check", better, "-o", tmp_path / "checked.docx", "-o", tmp_path / "report.html", "--fail-on", "never"
    )
    assert (tmp_path / "checked.docx").exists() and (tmp_path / "report.html").exists()


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda p: p.name)
def test_every_draft_becomes_a_graph_that_reads_back(draft, tmp_path):
    target = tmp_path / "draft.ttl"
    known = ["--year", "2023"] if "noerreaa" in draft.name else []
    said = run("import", draft, "-o", target, "--lang", "en", *known)
    graph = store.read_graph(target)
    assert len(list(graph.subjects(RDF.type, PGN.Goal))) > 0
    assert " goals" in said and "suggestions wait" in said
    # A second reading of the same file is the same graph to the byte.
    run("import", draft, "-o", tmp_path / "again.ttl", *known)
    assert (tmp_path / "again.ttl").read_bytes() == target.read_bytes()


@pytest.mark.parametrize("name", ["rebild-2023.docx", "skive-2024.pdf", "vejen-2022.html"])
def test_every_passage_of_a_draft_stands_in_its_document(tmp_path, name):
    draft = tmp_path / name
    draft.write_bytes((DATA / "drafts" / name).read_bytes())
    run("import", draft, "-o", tmp_path / "draft.ttl")
    graph = store.read_graph(tmp_path / "draft.ttl")
    source = evidence.find_source(graph, tmp_path)
    assert source == draft
    found = evidence.verify(graph, evidence.read_source(draft), sha256=evidence.digest(draft))
    assert [m for m in found if m.check in ("document", "offsets", "fingerprint", "figure")] == []


def test_what_the_draft_does_not_say_is_asked_for(tmp_path):
    draft = DATA / "drafts" / "noerreaa.docx"
    said = run("import", draft, "-o", tmp_path / "x.ttl", code=2)
    assert "noerreaa.docx" in said and "--year" in said
    assert not (tmp_path / "x.ttl").exists()
    run("import", draft, "-o", tmp_path / "x.ttl", "--year", 2024, "--municipality", "Læsø")
    graph = Graph().parse(tmp_path / "x.ttl")
    plan = next(graph.subjects(RDF.type, PGN.Plan))
    assert str(plan).endswith("/plan/laesoe-2024")
    said = run("import", draft, "--year", 2024, "--municipality", "Læsøø", code=2)
    assert "Læsøø" in said and "did you mean Læsø" in said


def test_a_filled_in_workbook_is_a_plan_without_suggestions(tmp_path):
    import openpyxl

    blank = tmp_path / "plan.xlsx"
    run("template", "--municipality", "Læsø", "--year", 2023, "-o", blank)
    book = openpyxl.load_workbook(blank)
    areas = book["Fokusområder"]
    headers = {cell.value: cell.column for row in areas.iter_rows(max_row=6) for cell in row if cell.value}
    title = next(column for name, column in headers.items() if str(name).startswith(("Titel", "Navn")))
    areas.cell(areas.max_row + 1, title, "Øens unge")
    book.save(blank)
    run("import", blank, "-o", tmp_path / "plan.ttl")
    graph = Graph().parse(tmp_path / "plan.ttl")
    assert [
        str(graph.value(a, PGN.inPlan)).rsplit("/", 1)[1] for a in graph.subjects(RDF.type, PGN.FocusArea)
    ] == ["laesoe-2023"]
    assert not list(graph.subjects(RDF.type, PGN.Suggestion))


def test_a_plan_goes_out_as_a_workbook_and_comes_back(tmp_path):
    run("export", "hvidovre-2023", "--format", "xlsx", "-o", tmp_path / "h.xlsx")
    run("import", tmp_path / "h.xlsx", "-o", tmp_path / "h.ttl")
    shipped = Path(__file__).parents[2] / "data" / "ttl" / "hvidovre-2023.ttl"
    assert (tmp_path / "h.ttl").read_bytes() == shipped.read_bytes()


REFUSED = [
    (["template", "--municipality", "Læsø", "--year", "2023", "-o", "{dir}/plan.odt"], ["plan.odt", ".xlsx"]),
    (["template", "--municipality", "Atlantis", "--year", "2023", "-o", "{dir}/p.docx"], ["Atlantis"]),
    (["export", "--format", "xlsx", "-o", "{dir}/all.xlsx"], ["one plan"]),
    (["export", "hvidovre-2023", "--format", "xlsx"], ["-o FILE"]),
    (["import", "{dir}/nothing.docx"], ["nothing.docx", "No such file"]),
    (["import", "{dir}/plan.doc"], ["plan.doc", ".docx"]),
    (["import", "{data}/youth.txt", "--slug", "Not A Slug"], ["Not A Slug"]),
    (["review", "{data}/youth.txt"], ["youth.txt"]),
]


@pytest.mark.parametrize(("words", "told"), REFUSED, ids=lambda v: v[0] if isinstance(v, list) else None)
def test_what_cannot_be_done_is_said_in_one_sentence(tmp_path, words, told):
    (tmp_path / "plan.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    before = sorted(tmp_path.iterdir())
    said = run(*(word.format(dir=tmp_path, data=DATA) for word in words), code=2)
    for part in told:
        assert part in said
    assert "Traceback" not in said
    assert sorted(tmp_path.iterdir()) == before


def test_every_command_of_the_page_about_drafts_runs(tmp_path, monkeypatch):
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "drafts.md").read_text(encoding="utf-8")
    commands = [
        shlex.split(line, comments=True)[1:]
        for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
        for line in block.splitlines()
    ]
    assert len(commands) > 10
    plan(tmp_path / "draft.docx", ["Personer med handicap skal have bedre muligheder."])
    plan(tmp_path / "draft-2.docx", ["Mindst 9 personer med handicap får et fleksjob i 2023."])
    (tmp_path / "draft.pdf").write_bytes((DATA / "drafts" / "varde-2023.pdf").read_bytes())
    monkeypatch.chdir(tmp_path)
    for words in commands:
        result = CliRunner().invoke(cli, words, input="q\n" if "--by" in words else "A. Jensen\nq\n")
        assert result.exit_code in (0, 1) and not isinstance(result.exception, AttributeError), (
            words,
            result.output,
        )
        assert result.output.strip(), words


def test_sarif_points_at_the_paragraph_of_the_word_file(tmp_path):
    draft = plan(tmp_path / "draft.docx", ["Mindst 9 personer med handicap får et fleksjob i 2023."])
    run("check", draft, "-o", tmp_path / "draft.sarif", "--fail-on", "never")
    results = json.loads((tmp_path / "draft.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    paragraphs = docx.Document(str(draft)).paragraphs
    looked = 0
    for result in results:
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            if "physicalLocation" not in place:
                continue
            assert place["physicalLocation"]["artifactLocation"]["uri"] == "draft.docx"
            assert "region" not in place["physicalLocation"]
            words = place["properties"].get("words")
            if words and words in " ".join(p.text for p in paragraphs):
                looked += 1
                assert words in paragraphs[place["properties"]["paragraph"] - 1].text
    assert looked > 3
