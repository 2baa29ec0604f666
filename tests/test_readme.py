"""The tour of the README runs, command by command, in one folder, as a newcomer would type it."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLANGRAPH = Path(sys.executable).with_name("plangraph")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[list[str]]:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [shlex.split(line[2:]) for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_the_tour_runs(tmp_path):
    tour = commands()
    assert len(tour) >= 9
    for command in tour:
        assert command[0] == "plangraph"
        done = subprocess.run(
            [PLANGRAPH, *command[1:]], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout or done.stderr, command
    assert (tmp_path / "frederikssund.html").stat().st_size > 100_000


def test_the_two_commands_are_targets_of_the_makefile():
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"demo", "test"} <= set(targets)


def test_the_table_of_plans_counts_what_is_in_the_data():
    from rdflib import RDF, Graph, URIRef

    from plangraph.names import PG

    rows = re.findall(r"^\| ([^|]+?) \| (\d+) \| (\d+) \|", README, re.MULTILINE)
    counted = []
    for path in sorted((ROOT / "data" / "ttl").glob("*.ttl")):
        graph = Graph().parse(path)
        counted.append(
            tuple(len(set(graph.subjects(RDF.type, URIRef(PG + k)))) for k in ("FocusArea", "Goal"))
        )
    assert sorted((int(areas), int(goals)) for _, areas, goals in rows) == sorted(counted)


def test_every_link_in_the_documents_leads_somewhere():
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert target.startswith("https://") or (ROOT / target).exists(), f"{name}: {target}"
