"""The wheel carries all that the demo needs: it runs outside the checkout, from the wheel alone."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    # The build backend is in the test environment; nothing is fetched.
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_carries_the_knowledge_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for folder, ending in (
        ("ontology", ".*"),
        ("shapes", ".t*l"),
        ("queries", ".rq"),
        ("data/ttl", ".ttl"),
    ):
        here = {str(p.relative_to(ROOT)) for p in (ROOT / folder).rglob(f"*{ending}")}
        there = {n.removeprefix("plangraph/_resources/") for n in names if f"_resources/{folder}/" in n}
        assert here == there, folder
    assert any(name.endswith("templates/plan.html.jinja") for name in names)
    assert "plangraph/py.typed" in names
    assert "plangraph/report/schema/report.schema.json" in names
    assert not [
        name for name in names if "tests/" in name or (name.endswith(".txt") and "dist-info" not in name)
    ]


def test_the_demo_runs_from_the_wheel_outside_the_checkout(wheel, tmp_path):
    # The wheel alone goes in front; its dependencies are those of the test environment.
    site = tmp_path / "site"
    venv.create(tmp_path / "venv", with_pip=False)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    python = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    dependencies = [p for p in sys.path if p.endswith("site-packages")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), *dependencies])}
    code = "import plangraph; print(plangraph.__file__); from plangraph.cli import main; main()"
    done = subprocess.run(
        [python, "-c", code, "demo", "--out", str(tmp_path / "demo")],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(site))
    assert (tmp_path / "demo" / "index.html").is_file()
    assert (tmp_path / "demo" / "graph.html").is_file()
