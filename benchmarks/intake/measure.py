"""How well the intake understands plans: precision, recall and F1 per class, plan and format.

    python benchmarks/intake/measure.py [--plan SLUG …] [--format docx|pdf|txt|…] [--misses]
                                        [--drafts FOLDER]
                                        [--json FILE] [--markdown] [--time] [--floors]

The five curated plans are measured on their texts (``../shared/plans``, or ``PLANGRAPH_PLAN_TEXTS``) against
``data/ttl``, the invented drafts in every format against the gold beside them. What the intake only offers
(candidates) doesn't count as found. ``--drafts`` measures the drafts of another folder, ``--misses`` lists
what was missed and what was too much, ``--time`` measures reading, understanding and checking of the
thirty-page draft. ``--floors`` sets what the tests ask for (``tests/data/intake/floors.toml``) to what is
reached.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "intake"))  # the tests count the same way

import intake_scoring as scoring  # noqa: E402

TEXTS = Path(os.environ.get("PLANGRAPH_PLAN_TEXTS") or ROOT.parent / "shared" / "plans")
DRAFTS = ROOT / "tests" / "data" / "intake" / "drafts"
FLOORS = DRAFTS.parent / "floors.toml"
LONGEST = "guldborgsund-2023"
FORMATS = ("docx", "pdf", "txt", "md", "html", "odt", "xlsx")
#: The columns of the table, with the names that fit above them.
COLUMNS = {
    "areas": "area", "objectives": "obj", "goals": "goal", "goal areas": "g.area", "links": "link",
    "links stated": "link°", "groups": "group", "groups stated": "group°", "instruments": "instr",
    "instruments stated": "instr°", "figures exact": "fig", "figures loose": "fig~", "directions": "dir",
    "statutory": "law", "listed": "listed", "challenges": "chall", "measures": "meas",
    "particulars": "part", "goals offered": "offer",
}  # fmt: skip


@dataclass
class Measured:
    """The score of a plan in a format, or why there is none."""

    plan: str
    form: str
    style: str
    score: scoring.Score
    seconds: float
    failure: str = ""


def cases(plans: list[str], form: str | None, folder: Path | None) -> Iterator[tuple[str, str, Path]]:
    """Yield plan, format and file of everything that is asked for and there."""
    for path in sorted((ROOT / "data" / "ttl").glob("*.ttl")):
        text = TEXTS / f"{path.stem}.txt"
        if folder is None and (not plans or path.stem in plans) and form in (None, "txt") and text.exists():
            yield path.stem, "text", text
    for gold in sorted((folder or DRAFTS).glob("*.gold.json")):
        slug = gold.name.removesuffix(".gold.json")
        for kind in FORMATS:
            draft = gold.with_name(f"{slug}.{kind}")
            if (not plans or slug in plans) and form in (None, kind) and draft.exists():
                yield slug, kind, draft


def measure(plan: str, form: str, path: Path) -> Measured:
    """Read a plan, understand it and count."""
    from plangraph.intake import reading
    from plangraph.intake.understanding import understand

    start = time.perf_counter()
    gold_file = path.with_name(f"{plan}.gold.json")
    style = "curated" if form == "text" else json.loads(gold_file.read_text(encoding="utf-8"))["style"]
    try:
        draft = understand(reading.read(path), None)
    except Exception as error:  # one that fails must not hide the others
        return Measured(plan, form, style, {}, 0.0, f"{type(error).__name__}: {error}")
    seconds = time.perf_counter() - start
    if form == "text":
        gold = scoring.gold_of_graph(ROOT / "data" / "ttl" / f"{plan}.ttl", draft.document.text)
    else:
        gold = scoring.gold_of_draft(gold_file)
    found = scoring.found_in(draft)
    return Measured(plan, form, style, scoring.score(gold, found, by_passage=form == "text"), seconds)


def together(measured: list[Measured]) -> scoring.Score:
    """Add up the scores of several plans."""
    total: scoring.Score = {name: scoring.Count() for name in scoring.CLASSES}
    for one in measured:
        for name, count in one.score.items():
            total[name].add(count)
    return total


def rows(measured: list[Measured]) -> list[tuple[str, str, scoring.Score, str]]:
    """Return the lines of the table: each plan, then the sums by format."""
    lines = [(one.plan, one.form, one.score, one.failure) for one in measured]
    for form in ("text", *FORMATS):
        of = [one for one in measured if one.form == form and one.score]
        if len(of) > 1:
            lines.append((f"ALL {len(of)}", form, together(of), ""))
    return lines


def cell(score: scoring.Score, name: str) -> str:
    """Return an F1 for the table; a dash where there was nothing to find and nothing was."""
    count = score[name]
    return f"{count.f1:.2f}" if count.there or count.found else "–"


def show(measured: list[Measured], *, markdown: bool) -> None:
    """Print the table of F1."""
    names = list(COLUMNS)
    if markdown:
        print("| plan | format | " + " | ".join(names) + " |")
        print("| --- | --- |" + " ---: |" * len(names))
        for plan, form, score, failure in rows(measured):
            cells = [cell(score, n) for n in names] if score else [failure or "not read"]
            print(f"| {plan} | {form} | " + " | ".join(cells) + " |")
        return
    print(f"{'F1':26}" + "".join(f"{COLUMNS[n]:>7}" for n in names))
    for plan, form, score, failure in rows(measured):
        line = "".join(f"{cell(score, n):>7}" for n in names) if score else "  " + failure
        print(f"{plan[:20]:21}{form:5}{line}")
    print("\n° without what is inherited from the area or interpreted by a curator; ~ value and unit only;")
    print("offer: goals that are found or at least offered as candidates, whatever else is offered")


def detail(measured: list[Measured]) -> None:
    """Print precision, recall and F1 of the sums, and the styles."""
    for form in ("text", *FORMATS):
        of = [one for one in measured if one.form == form and one.score]
        if not of:
            continue
        total = together(of)
        print(f"\n{form}: {len(of)} plans     precision  recall      F1   (right, found, there)")
        for name in scoring.CLASSES:
            c = total[name]
            if c.there or c.found:
                print(
                    f"  {name:20}{c.precision:12.3f}{c.recall:8.3f}{c.f1:8.3f}"
                    f"   ({c.hits}, {c.found}, {c.there})"
                )


def misses(measured: list[Measured], classes: list[str]) -> None:
    """Print what was missed and what was too much."""
    for one in measured:
        for name, count in one.score.items():
            if classes and name not in classes:
                continue
            for mark, wrong in (("-", count.missed), ("+", count.extra)):
                for what in wrong:
                    print(f"{one.plan}.{one.form} {name:18} {mark} {what}")


def set_floors(measured: list[Measured]) -> None:
    """Write the floors of the tests: what is reached now, rounded down to hundredths."""
    lines = ["# The least F1 that the tests accept, per format, plan and class; set by measure.py --floors."]
    for form in ("text", *FORMATS):
        lines += ["", f"[{form}]"]
        for one in measured:
            if one.form == form:
                floors = ", ".join(
                    f'"{name}" = {int(count.f1 * 100) / 100}'
                    for name, count in one.score.items()
                    if count.there
                )
                lines.append(f"{one.plan} = {{ {floors} }}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def clock() -> None:
    """Print how long each stage takes on the draft of thirty pages; the least of three runs."""
    from plangraph.check.plans import check
    from plangraph.check.rules import load_rules
    from plangraph.intake import reading
    from plangraph.intake.knowledge import shipped
    from plangraph.intake.understanding import understand

    start = time.perf_counter()
    known = shipped()
    rules = load_rules()
    print(f"\nreference data and rules, once a process: {time.perf_counter() - start:.2f} s")
    for form in ("txt", "docx", "pdf"):
        stages: dict[str, list[float]] = {"read": [], "understand": [], "write": [], "check": []}
        for _ in range(3):
            marks = [time.perf_counter()]
            document = reading.read(DRAFTS / f"{LONGEST}.{form}")
            marks.append(time.perf_counter())
            draft = understand(document, known)
            marks.append(time.perf_counter())
            try:
                from plangraph.intake import graph, structure

                written = graph.write(draft, structure.outline(document), known)
                marks.append(time.perf_counter())
                check(written, known.graph, rules)
                marks.append(time.perf_counter())
            except Exception as error:
                print(f"{form}: {type(error).__name__}: {error}")
            for name, a, b in zip(stages, marks, marks[1:], strict=False):
                stages[name].append(b - a)
        least = {name: min(times) for name, times in stages.items() if times}
        whole = sum(least.values())
        print(
            f"{LONGEST}.{form}: " + ", ".join(f"{n} {s:.2f} s" for n, s in least.items()) + f"; {whole:.2f} s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plan", action="append", default=[], help="slug of a plan; may be repeated")
    parser.add_argument("--drafts", type=Path, metavar="FOLDER", help="measure the drafts of a folder only")
    parser.add_argument("--format", choices=FORMATS)
    parser.add_argument(
        "--misses", nargs="*", metavar="CLASS", help="list what is wrong, of all classes or these"
    )
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--markdown", action="store_true", help="print the table for the documentation")
    parser.add_argument("--time", action="store_true")
    parser.add_argument("--floors", action="store_true", help="set the floors of the tests anew")
    options = parser.parse_args()
    if options.floors and (options.plan or options.format or options.drafts):
        parser.error("--floors takes all plans and formats")
    measured = [measure(*case) for case in cases(options.plan, options.format, options.drafts)]
    show(measured, markdown=options.markdown)
    if not options.markdown:
        detail(measured)
    if options.misses is not None:
        misses(measured, options.misses)
    if options.time:
        clock()
    if options.floors:
        set_floors(measured)
    if options.json:
        told = [
            {
                "plan": one.plan,
                "format": one.form,
                "style": one.style,
                "seconds": round(one.seconds, 3),
                "failure": one.failure,
                "score": {
                    n: {"right": c.hits, "found": c.found, "there": c.there, "f1": round(c.f1, 4)}
                    for n, c in one.score.items()
                },
            }
            for one in measured
        ]
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
