"""How fast plans are checked, beside plain pySHACL: every figure from one run, as seconds and as ratios.

    python benchmarks/checking.py [--plans 100] [--repeats 5] [--limit 180] [--json FILE]

The seconds depend on the machine and on what else it does; the ratios much less. "CPU" counts user and
system time with that of child processes, "wall" is what somebody waits. Of repeated measurements the least
is shown: it is the one that was disturbed least. Plain pySHACL gets all shapes at once, and rdflib answers
their SPARQL. "The whole command" is ``plangraph check`` from a cold start, with assessment and terminal
output; of a draft it is the reading too. What takes longer than --limit seconds is broken off and shown as
"over".
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import corpus

LARGEST, SMALLEST = "frederikssund-2023", "hvidovre-2023"
#: An invented plan of thirty pages as a Word file.
DRAFT = Path(__file__).parent.parent / "tests" / "data" / "intake" / "drafts" / "guldborgsund-2023.docx"
_LIBRARIES = ("pyshacl", "rdflib", "pyoxigraph")


@dataclass(frozen=True)
class Measured:
    """What one way of checking took, in seconds; None for what was broken off."""

    what: str
    plans: int
    cpu: float | None
    wall: float | None
    beside: str | None = None
    ratio: float | None = None


def child(task: str, names: Iterable[str], limit: float, **settings: str) -> tuple[float, float] | None:
    """Run a task of this file in a new process; return its CPU and wall seconds, None when over the limit."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, __file__, "--task", task, *names]
    try:
        subprocess.run(
            command, check=True, timeout=limit, env={**os.environ, **settings}, stdout=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return None
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def least(runs: Iterable[tuple[float, float] | None]) -> tuple[float | None, float | None]:
    """Return the least CPU and the least wall seconds of repeated runs."""
    done = [run for run in runs if run is not None]
    return (min(cpu for cpu, _ in done), min(wall for _, wall in done)) if done else (None, None)


# ---- What is measured, each in a process of its own


def _import(names: list[str]) -> None:  # noqa: ARG001 - every task is called alike
    import pyshacl  # noqa: F401
    import rdflib  # noqa: F401


def _ours(names: list[str]) -> None:
    from plangraph import catalogue, check
    from plangraph.check import many as checking
    from plangraph.check.cache import ReportCache

    plans = catalogue.plan_graphs(names, None)
    with checking.relaxed_gc():
        rules, reference = check.load_rules(), catalogue.reference()
    workers = os.environ.get("BENCH_WORKERS")
    folder = os.environ.get("BENCH_CACHE")
    checking.check_all(
        plans,
        reference,
        rules,
        workers=int(workers) if workers else None,
        cache=None if folder is None else ReportCache(Path(folder)),
    )


def _command(names: list[str]) -> None:
    """The whole command, as somebody types it."""
    from plangraph.cli import main

    sys.argv = ["plangraph", "check", *names, "--no-cache"]
    with contextlib.suppress(SystemExit):  # it exits with 1 where there is something to mend
        main()


def _plain_each(names: list[str]) -> None:
    """Plain pySHACL, plan by plan."""
    _plain([[name] for name in names])


def _plain_merged(names: list[str]) -> None:
    """Plain pySHACL over one graph with all plans."""
    _plain([names])


def _plain(groups: list[list[str]]) -> None:
    import pyshacl
    from rdflib import Graph

    from plangraph import catalogue, check
    from plangraph.check.engine import gather

    shapes, reference = Graph() + check.load_rules().graph, Graph() + catalogue.reference()
    for group in groups:
        merged = Graph()
        for plan in catalogue.plan_graphs(group, None).values():
            merged += gather(plan, reference)
        pyshacl.validate(merged, shacl_graph=shapes, inplace=True, inference="none")


TASKS: dict[str, Callable[[list[str]], None]] = {
    "import": _import,
    "ours": _ours,
    "command": _command,
    "plain-each": _plain_each,
    "plain-merged": _plain_merged,
}


def measure(count: int, repeats: int, limit: float, folder: Path) -> list[Measured]:
    """Measure everything once through; what is compared is measured one right after the other."""
    from plangraph.files import plan_files

    five = [path.stem for path in plan_files()]
    many = []
    for slug, text in corpus.plans(count):
        many.append(str(folder / f"{slug}.ttl"))
        Path(many[-1]).write_text(text, "utf-8")
    found: list[Measured] = []

    def note(what: str, plans: int, beside: str | None, task: str, names: list[str], **settings: str) -> None:
        times = 1 if plans > len(five) or task.startswith("plain") else repeats
        cpu, wall = least(child(task, names, limit, **settings) for _ in range(times))
        other = next((m.wall for m in found if m.what == beside), None)
        ratio = wall / other if wall is not None and other else None
        found.append(Measured(what, plans, cpu, wall, beside, ratio))
        show(found[-1])

    note("importing rdflib and pySHACL", 0, None, "import", [])
    for name in (SMALLEST, LARGEST):
        cold = f"{name}, cold"
        note(cold, 1, None, "ours", [name])
        cache = {"BENCH_CACHE": str(folder / f"cache-{name}")}
        child("ours", [name], limit, **cache)
        note(f"{name}, unchanged", 1, cold, "ours", [name], **cache)
        note(f"{name}, plain pySHACL", 1, cold, "plain-each", [name])
        note(f"{name}, the whole command", 1, f"{name}, plain pySHACL", "command", [name])
    note("a draft of 30 pages, plain pySHACL", 1, None, "plain-each", [str(DRAFT)])
    whole = "a draft of 30 pages, the whole command"
    note(whole, 1, "a draft of 30 pages, plain pySHACL", "command", [str(DRAFT)])
    serial = "the five, one process"
    note(serial, 5, None, "ours", five, BENCH_WORKERS="1")
    note("the five, a pool", 5, serial, "ours", five, BENCH_WORKERS="2")
    cache = {"BENCH_CACHE": str(folder / "cache-five")}
    child("ours", five, limit, **cache)
    note("the five, unchanged", 5, serial, "ours", five, **cache)
    note("the five, plain pySHACL plan by plan", 5, serial, "plain-each", five)
    note("the five, plain pySHACL over one graph", 5, serial, "plain-merged", five)
    serial = f"{count} invented, one process"
    note(serial, count, None, "ours", many, BENCH_WORKERS="1")
    note(f"{count} invented, a pool", count, serial, "ours", many)
    cache = {"BENCH_CACHE": str(folder / "cache-many")}
    child("ours", many, limit, **cache)
    note(f"{count} invented, unchanged", count, serial, "ours", many, **cache)
    note(f"{count} invented, plain pySHACL plan by plan", count, serial, "plain-each", many)
    note(f"{count} invented, plain pySHACL over one graph", count, serial, "plain-merged", many)
    return found


def show(row: Measured) -> None:
    """Print one line of the table."""
    cpu, wall = (f"{s:8.2f}" if s is not None else "    over" for s in (row.cpu, row.wall))
    ratio = "" if row.ratio is None else f"  {row.ratio:6.2f} x {row.beside}"
    print(f"{row.what:<50}{cpu}{wall}{ratio}", flush=True)


def main() -> None:
    """Measure, print the table and write it as JSON."""
    parser = argparse.ArgumentParser(description="Measure how fast plans are checked.")
    parser.add_argument("--plans", type=int, default=100, help="how many invented plans")
    parser.add_argument("--repeats", type=int, default=5, help="how often the small ones are measured")
    parser.add_argument("--limit", type=float, default=180, help="seconds after which one is broken off")
    parser.add_argument("--json", type=Path, default=Path("benchmark-checking.json"), help="file to write")
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.task:
        TASKS[given.task](given.names)
        return
    print(f"{'':<50}{'CPU s':>8}{'wall s':>8}  ratio of wall")
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(given.plans, given.repeats, given.limit, Path(folder))
    about = {
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        **{name: version(name) for name in _LIBRARIES},
    }
    given.json.write_text(
        json.dumps({"about": about, "rows": [asdict(row) for row in rows]}, indent=1), "utf-8"
    )


if __name__ == "__main__":
    main()
