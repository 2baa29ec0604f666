"""The command line as people and pipelines use it: real files, exit codes, one clear sentence on failure."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import Dataset, Graph

from plangraph import files
from plangraph.cli import cli

PLANGRAPH = Path(sys.executable).with_name("plangraph")
SLUGS = [path.stem for path in files.plan_files()]


def run(*args: str, code: int = 0, env: dict[str, str] | None = None) -> str:
    """Run a command in this process and return what it printed; the exit code must be as expected."""
    result = CliRunner().invoke(cli, args, env=env, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


@pytest.fixture(scope="module")
def workplace(tmp_path_factory) -> Path:
    """A folder with the inputs that a new user would try."""
    folder = tmp_path_factory.mktemp("inputs")
    (folder / "empty.ttl").write_text("")
    (folder / "broken.ttl").write_text(
        "@base <https://example.org/> .\nPREFIX pg: <https://w3id.org/plangraph/ontology#>\n<x> a pg:Plan,\n"
    )
    (folder / "other.ttl").write_text("<https://example.org/a> <https://example.org/b> 'c' .")
    (folder / "plan.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (folder / "plan.ttl").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n")
    (folder / "latin.ttl").write_bytes(
        "<https://example.org/a> <https://example.org/b> 'mål' .".encode("latin-1")
    )
    (folder / "plan.xyz").write_text("hello")
    (folder / "update.rq").write_text("DELETE WHERE { ?s ?p ?o }")
    (folder / "file").write_text("")
    return folder


BAD_INPUT = [
    # what a new user tries, and what the one sentence has to say
    (["check", "{dir}/missing.ttl"], ["missing.ttl", "no such file"]),
    (["check", "{dir}/plan.pdf"], ["plan.pdf", "PDF"]),
    (["check", "{dir}/plan.ttl"], ["plan.ttl", "PDF"]),
    (["check", "{dir}/broken.ttl"], ["broken.ttl:4"]),
    (["check", "{dir}/other.ttl"], ["other.ttl", "pg:Plan"]),
    (["check", "{dir}/empty.ttl"], ["empty.ttl", "empty"]),
    (["check", "{dir}/latin.ttl"], ["latin.ttl", "UTF-8"]),
    (["check", "{dir}/plan.xyz"], ["plan.xyz", ".ttl"]),
    (["check", "{dir}"], ["folder"]),
    (["check", "hvidovre-2032"], ["hvidovre-2032", "did you mean", "hvidovre-2022"]),
    (["check", "Hvidovre 2023"], ["Hvidovre 2023", "plangraph plans"]),
    (["check", "https://example.org/plan"], ["https://example.org/plan"]),
    (["check"], ["PLAN"]),
    (["check", "hvidovre-2023", "--format", "yaml"], ["yaml", "json"]),
    (["check", "hvidovre-2023", "--fail-on", "everything"], ["everything", "never"]),
    (["query", "who-ofers-what"], ["who-ofers-what", "who-offers-what"]),
    (["query", "who-offers-what", "--param", "instrument"], ["instrument", "KEY=VALUE"]),
    (["query", "who-offers-what", "--param", "colour=red"], ["colour", "instrument"]),
    (["query", "who-offers-what", "--param", "instrument=no such"], ["no such"]),
    (["query"], ["-f FILE", "-e SPARQL"]),
    (["query", "-e", "SELECT WHERE"], ["line 1"]),
    (["query", "-e", "SELECT * {{ SERVICE <http://localhost/> {{ ?s ?p ?o }} }}"], ["SERVICE"]),
    (["query", "-e", "SELECT * FROM <file:///etc/passwd> {{ ?s ?p ?o }}"], ["FROM"]),
    (["query", "-f", "{dir}/update.rq"], ["DELETE"]),
    (["query", "-f", "{dir}/missing.rq"], ["missing.rq"]),
    (["draw", "hvidovre-2023", "-o", "{dir}/no/such/graph.html"], ["no/such", "does not exist"]),
    (["draw", "hvidovre-2023", "-o", "{dir}"], ["folder"]),
    (["demo", "--out", "{dir}/file"], ["file"]),
    (["demo", "--out", "{dir}/file/below"], ["file"]),
    (["load", "{dir}/broken.ttl", "--store", "{dir}/store-a"], ["broken.ttl:4"]),
    (["load", "{dir}/other.ttl", "--store", "{dir}/file"], ["file"]),
    (["plans", "--store", "{dir}/no-store"], ["no-store"]),
    (["export", "hvidovre-2023", "-o", "{dir}/no/such.ttl"], ["does not exist"]),
    (["verify", "--texts", "{dir}/no-texts"], ["no-texts"]),
    (["passage", "{dir}/other.ttl", "not there"], ["not there", "0 times"]),
    (["frobnicate"], ["frobnicate"]),
]


@pytest.mark.parametrize(("args", "said"), BAD_INPUT, ids=lambda v: " ".join(v)[:60])
def test_bad_input_gets_a_clear_sentence_and_exit_code_2(workplace, args, said):
    output = run(*(arg.format(dir=workplace) for arg in args), code=2)
    assert "Traceback" not in output
    for words in said:
        assert words in output, output


def test_an_unwritable_folder_is_said(tmp_path):
    if os.geteuid() == 0:
        target = "/proc/plangraph"  # root writes everywhere else
    else:
        (tmp_path / "locked").mkdir(mode=0o500)
        target = str(tmp_path / "locked" / "demo")
    output = run("demo", "--out", target, code=2)
    assert target in output
    assert "Traceback" not in output


def test_every_command_has_help_with_an_example():
    for name, command in cli.commands.items():
        output = run(name, "--help")
        assert "Examples:" in output, name
        assert f"plangraph {name}" in output, name
        assert command.help


def test_plans_lists_the_five():
    rows = list(csv.DictReader(io.StringIO(run("plans", "--format", "csv"))))
    # a joint plan has a row for each of its municipalities
    assert {row["plan"].rsplit("/", 1)[-1] for row in rows} == set(SLUGS)
    assert len(rows) == len(SLUGS) + 1
    goals = {row["plan"].rsplit("/", 1)[-1]: int(row["goals"]) for row in rows}
    assert goals == {
        "hvidovre-2020": 16,
        "hvidovre-2022": 11,
        "hvidovre-2023": 6,
        "vallensbaek-ishoej-2017": 10,
        "frederikssund-2023": 20,
    }


def test_check_json_has_the_promised_form():
    data = json.loads(
        run("check", "hvidovre-2022", "hvidovre-2023", "--format", "json", "--fail-on", "never")
    )
    assert [one["slug"] for one in data] == ["hvidovre-2022", "hvidovre-2023"]
    for one in data:
        assert {"plan", "label", "year", "ruleset", "rules", "findings"} <= one.keys()
        assert {"applied", "passed", "failed", "not_applicable", "errored"} == one["rules"].keys()
        assert one["rules"]["applied"] == one["rules"]["passed"] + one["rules"]["failed"]
        assert one["rules"]["errored"] == 0
        for finding in one["findings"]:
            assert {
                "key", "rule", "severity", "focus", "label", "path", "value", "message", "fix", "evidence",
                "area", "patch", "examples", "waiver", "lapsed_waiver",
            } == finding.keys()  # fmt: skip
            assert all(finding[key][lang] for key in ("message", "fix", "label") for lang in ("da", "en"))


def test_check_says_in_both_languages_which_national_targets_are_missing():
    danish = run("check", "hvidovre-2023", "--lang", "da", "--fail-on", "never")
    english = run("check", "hvidovre-2023", "--lang", "en", "--fail-on", "never")
    assert "Flere ledige skal opkvalificeres" in danish
    assert "Flere flygtninge og familiesammenførte skal være selvforsørgende" in danish
    assert danish != english
    assert "What to do" in english
    assert "https://w3id.org" not in danish, "labels, not IRIs"


@pytest.mark.parametrize(("fail_on", "code"), [("violation", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_decides_the_exit_code_and_the_report_is_written_all_the_same(fail_on, code):
    assert json.loads(run("check", "hvidovre-2023", "--format", "json", "--fail-on", fail_on, code=code))


def test_a_file_is_checked_like_its_slug(tmp_path):
    target = tmp_path / "draft.ttl"
    run("export", "frederikssund-2023", "-o", str(target))
    assert run("check", str(target), "--format", "json", "--fail-on", "never") == run(
        "check", "frederikssund-2023", "--format", "json", "--fail-on", "never"
    )


def test_gaps_of_one_plan_name_only_that_plan():
    output = run("gaps", "hvidovre-2023", "--lang", "en", "--format", "md")
    assert "Frederikssund" not in output
    assert "More refugees" in output or "refugees" in output


def test_query_formats():
    table = run("query", "national-targets-unaddressed", "--lang", "en")
    assert "Hvidovre" in table
    data = json.loads(run("query", "national-targets-unaddressed", "--format", "json"))
    assert data["rows"]
    assert set(data["rows"][0]) >= {column["key"] for column in data["columns"]}
    assert run("query", "national-targets-unaddressed", "--format", "md").startswith("| ")


def test_own_sparql_knows_our_prefixes_and_gives_turtle_for_construct():
    assert "63" in run("query", "-e", "SELECT (COUNT(?g) AS ?goals) { ?g a pg:Goal }", "--format", "csv")
    turtle = run("query", "-e", "CONSTRUCT { ?p a pg:Plan } WHERE { ?p a pg:Plan }")
    assert len(Graph().parse(data=turtle, format="turtle")) == 5
    assert run("query", "-e", "ASK { ?p a pg:Plan }", "--format", "csv").strip().endswith("true")


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"])
def test_every_export_reads_back_with_the_same_triples(form):
    from rdflib.compare import isomorphic

    expected = Graph().parse(next(p for p in files.plan_files() if p.stem == "hvidovre-2023"))
    text = run("export", "hvidovre-2023", "--format", form)
    names = {
        "turtle": "turtle",
        "trig": "trig",
        "nquads": "nquads",
        "ntriples": "nt11",
        "jsonld": "json-ld",
        "rdfxml": "xml",
    }
    dataset = Dataset(default_union=True)
    dataset.parse(data=text, format=names[form])
    graph = Graph()
    for s, p, o in dataset.triples((None, None, None)):
        graph.add((s, p, o))
    assert isomorphic(graph, expected)
    if form in ("trig", "nquads"):
        assert "graph/hvidovre-2023" in text


def test_a_store_on_disk_is_loaded_asked_replaced_and_keeps_what_it_had(tmp_path):
    store, draft = tmp_path / "store", tmp_path / "draft.ttl"
    text = run("export", "hvidovre-2022")
    draft.write_text(text, encoding="utf-8")
    run("load", str(draft), "--store", str(store))
    count = [
        "query",
        "-e",
        "SELECT (COUNT(?g) AS ?n) { ?g a pg:Goal }",
        "--format",
        "csv",
        "--store",
        str(store),
    ]
    assert run(*count).split() == ["n", "11"]
    assert "Hvidovre" in run("plans", "--store", str(store))
    draft.write_text(text + "\n<plan/hvidovre-2022/goal/99> a pg:Goal .\n", encoding="utf-8")
    run("load", str(draft), "--store", str(store))
    assert run(*count).split() == ["n", "12"]
    draft.write_text(text + "\n<plan/hvidovre-2022/goal/100> a", encoding="utf-8")
    run("load", str(draft), "--store", str(store), code=2)
    assert run(*count).split() == ["n", "12"]
    assert "hvidovre-2022" in run("check", "hvidovre-2022", "--store", str(store), "--fail-on", "never")


def test_format_changes_the_form_and_never_the_content(tmp_path):
    plan = next(p for p in files.plan_files() if p.stem == "hvidovre-2023")
    draft = tmp_path / "draft.ttl"
    draft.write_text(Graph().parse(plan).serialize(format="longturtle"), encoding="utf-8")
    run("format", "--check", str(draft), code=1)
    run("format", str(draft))
    assert draft.read_text(encoding="utf-8") == plan.read_text(encoding="utf-8")
    run("format", "--check", str(draft))


def test_verify_tells_what_does_not_agree(tmp_path):
    import hashlib

    plan = next(p for p in files.plan_files() if p.stem == "hvidovre-2023").read_text(encoding="utf-8")
    old = next(line.split('"')[1] for line in plan.splitlines() if "pg:sha256" in line)
    text = "en helt anden tekst " * 2000
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "x.txt").write_text(text, encoding="utf-8")
    draft = tmp_path / "draft.ttl"
    draft.write_text(plan.replace(old, hashlib.sha256(text.encode()).hexdigest()), encoding="utf-8")
    output = run("verify", str(draft), "--texts", str(tmp_path / "texts"), code=1)
    assert "fingerprint" in output
    output = run("verify", "hvidovre-2023", "--texts", str(tmp_path / "texts"), code=2)
    assert "SHA-256" in output


def test_passage_gives_offsets_and_fingerprint(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("Mål:\nJobcentret vil små-\njob. Slut.", encoding="utf-8")
    output = run("passage", str(path), "Jobcentret", "job.")
    assert "oa:start       5" in output
    assert "oa:end         29" in output


def test_the_demo_leaves_reports_and_a_graph_and_says_where(tmp_path):
    out = tmp_path / "demo"
    output = run("demo", "--out", str(out), "--lang", "en")
    assert str(out / "index.en.html") in output.replace("\n", "")
    expected = {"index", "coverage", *SLUGS, *(f"{slug}-summary" for slug in SLUGS)}
    names = {path.name for path in out.iterdir()}
    assert names == {f"{n}{x}.html" for n in expected for x in ("", ".en")} | {"graph.html", "reports.json"}
    for slug in SLUGS:
        assert (out / f"{slug}.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert len(json.loads((out / "reports.json").read_text(encoding="utf-8"))) == 5


def test_installed_command_works_in_a_pipe_without_colours(tmp_path):
    done = subprocess.run(
        [PLANGRAPH, "check", "hvidovre-2023", "--fail-on", "never"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"\x1b[" not in done.stdout
    assert done.stderr == b""
    assert "Hvidovre" in done.stdout.decode("utf-8")


def test_a_reader_that_leaves_early_is_no_error(tmp_path):
    done = subprocess.run(
        f"'{PLANGRAPH}' export hvidovre-2023 | head -n 1",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    assert done.stdout.startswith(b"@base")


def test_starting_up_imports_nothing_heavy():
    heavy = {"rdflib", "pyshacl", "pyvis", "networkx", "pyoxigraph", "rich", "jinja2"}
    code = f"import sys, plangraph.cli; print(sorted(set(sys.modules) & {heavy}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
