"""Reads the source of a draft: its blocks, and the gold that is marked beside them.

A source is Markdown-like text under a TOML head. What follows a block and begins with ``@`` is its gold; see
the README of the drafts for all marks.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PASSAGE = re.compile(r"⟦(.*?)⟧", re.DOTALL)
_TRACKED = re.compile(r"\{-(?P<gone>.*?)-\}|\{\+(?P<come>.*?)\+\}", re.DOTALL)
_NOTE = re.compile(r"\[\^(\w+)\]")
_ITEM = re.compile(r"(?P<indent> *)(?P<marker>[-•]|\d+(?:\.\d+)*[.)]|[a-z]\))\s+(?P<text>.*)")
_ELEMENTS = ("area", "objective", "goal", "measure", "challenge")


@dataclass
class Part:
    """A block of a draft."""

    kind: str  # heading, fake, paragraph, item, row, note, contents, layout, page, open, close
    text: str = ""
    level: int = 0
    marker: str = ""
    cells: list[str] = field(default_factory=list)
    header: bool = False
    name: str = ""  # of a note, a box or a change of layout
    joins: bool = False  # whether a row continues the table above it


@dataclass
class Source:
    """A draft: what its head says, its blocks, its gold."""

    slug: str
    head: dict[str, Any]
    parts: list[Part]
    gold: dict[str, Any]


def read(path: Path) -> Source:
    """Read a source from its file."""
    return parse(path.stem, path.read_text(encoding="utf-8"))


def parse(slug: str, written: str) -> Source:
    """Read a source from its text."""
    _, head, body = written.split("+++\n", 2)
    source = Source(slug, tomllib.loads(head), [], {})
    marks: list[tuple[int, str]] = []
    table_open = False
    paragraph = False
    for line in body.splitlines():
        part = None
        stripped = line.strip()
        if stripped.startswith("@"):
            marks.append((len(source.parts) - 1, stripped[1:]))
            paragraph = False
            continue
        if not stripped:
            paragraph = table_open = False
            continue
        if heading := re.match(r"(#+) (.*)", stripped):
            part = Part("heading", heading[2], level=len(heading[1]))
        elif stripped.startswith("! "):
            part = Part("fake", stripped[2:])
        elif stripped.startswith("|"):
            header = stripped.startswith("|=")
            cells = [c.strip().replace("¦", "\n") for c in stripped.strip("|").removeprefix("=").split("|")]
            part = Part("row", cells=cells, header=header, joins=table_open)
            table_open = True
        elif note := re.match(r"\[\^(\w+)\]: (.*)", stripped):
            part = Part("note", note[2], name=note[1])
        elif stripped.startswith("%%"):
            part = Part("layout", name=stripped[2:].strip())
        elif stripped == "---":
            part = Part("page")
        elif stripped.startswith((">>", ">|")):
            part = Part("open", stripped[2:].strip(), name="box" if stripped[1] == ">" else "side")
        elif stripped == "<<":
            part = Part("close")
        elif item := _ITEM.fullmatch(line):
            part = Part("item", item["text"], level=len(item["indent"]) // 2, marker=item["marker"])
        elif paragraph:
            source.parts[-1].text += " " + stripped
            continue
        else:
            part = Part("paragraph", stripped)
        source.parts.append(part)
        paragraph = part.kind in ("paragraph", "item", "note")
    source.gold = _gold(source, marks)
    return source


def plain(text: str) -> str:
    """Return a block's text as a reader sees it: changes accepted, no marks."""
    text = _TRACKED.sub(lambda m: m["come"] or "", text)
    text = _NOTE.sub("", text)
    return re.sub(r"[⟦⟧]|\*\*", "", text)


def pieces(text: str) -> list[tuple[str, str]]:
    """Split a block's text into runs: ``plain``, ``bold``, ``gone``, ``come`` and ``note``."""
    text = re.sub(r"[⟦⟧]", "", text)
    found = []
    pattern = re.compile(
        r"\*\*(?P<bold>.*?)\*\*|\{-(?P<gone>.*?)-\}|\{\+(?P<come>.*?)\+\}|\[\^(?P<note>\w+)\]"
    )
    end = 0
    for match in pattern.finditer(text):
        if text[end : match.start()]:
            found.append(("plain", text[end : match.start()]))
        found.extend((kind, value) for kind, value in match.groupdict().items() if value is not None)
        end = match.end()
    if text[end:]:
        found.append(("plain", text[end:]))
    return found


def _gold(source: Source, marks: list[tuple[int, str]]) -> dict[str, Any]:
    head = source.head
    gold: dict[str, Any] = {
        key: head[key]
        for key in ("style", "municipalities", "year", "last_year", "adopted", "targets_year")
        if key in head
    }
    gold |= {"areas": [], "objectives": [], "goals": [], "measures": [], "challenges": []}
    gold |= {"statutory": [], "listed": []}
    area: dict[str, Any] | None = None
    current: dict[str, Any] | None = None
    used: dict[int, int] = {}
    for place, mark in marks:
        kind, *words = shlex.split(mark)
        options = dict(w.split("=", 1) for w in words if "=" in w)
        names = [w for w in words if "=" not in w]
        if kind == "fig":
            assert current is not None, mark
            current["figures"].append(_figure(names, options))
            continue
        if kind == "maybe":
            gold["statutory_optional"] = [*gold.get("statutory_optional", []), names[0]]
            continue
        if kind == "noarea":
            area = None
            continue
        passage = options.pop("text", None) or _passage(source.parts[place], used, place)
        if kind == "again":
            goal = next(g for g in gold["goals"] if g["number"] == names[0])
            goal["texts"].append(passage)
        elif kind in _ELEMENTS:
            part = source.parts[place]
            whole = plain(part.text or " ".join(part.cells))
            current = _element(kind, passage, whole, names, options, area)
            if kind == "area":
                area = current
            gold[kind + "s"].append(current)
        elif kind in ("meets", "cites"):
            gold["statutory"].append({"requirement": names[0], "meets": kind == "meets", "text": passage})
        elif kind == "lists":
            gold["listed"].append({"target": names[0], "text": passage})
        else:
            raise ValueError(f"{source.slug}: no such mark: @{mark}")
    return gold


def _passage(part: Part, used: dict[int, int], place: int) -> str:
    whole = part.text or " ".join(part.cells)
    spans = PASSAGE.findall(whole)
    if not spans:
        return plain(whole)
    index = used.get(place, 0)
    used[place] = index + 1
    return plain(spans[min(index, len(spans) - 1)])


def _element(
    kind: str,
    passage: str,
    whole: str,
    names: list[str],
    options: dict[str, str],
    area: dict[str, Any] | None,
) -> dict[str, Any]:
    def listed(key: str) -> list[str]:
        return sorted(filter(None, options.get(key, "").split(",")))

    if kind == "area":
        named = {
            "key": names[0],
            "title": re.sub(r"^[\d.]+\s+", "", passage),
            "targets": listed("targets"),
            "names": listed("names"),
            "optional": listed("opt"),
        }
        return named | ({"maybe": True} if "optional" in options else {})
    within = options.get("area", area["key"] if area else None)
    found: dict[str, Any] = {
        "texts": [passage, whole] if whole != passage and kind != "measure" else [passage],
        "area": None if within in ("-", None) else within,
    }
    if kind in ("objective", "goal"):
        tied = area["targets"] if area and "targets" not in options and found["area"] == area["key"] else None
        found["targets"] = tied if tied is not None else listed("targets")
        found["groups"], found["instruments"] = listed("groups"), listed("ins")
        found["inherited"] = listed("inh")
        # What the area's title names may be inherited by a statement that names others itself, or not.
        own = set(found["groups"] + found["instruments"]) | set(found["targets"])
        offered = [*area["names"], *area["optional"]] if area else []
        found["optional"] = sorted({*listed("opt"), *(set(offered) - own)})
    if "optional" in options:
        found["maybe"] = True
    if kind == "goal":
        found |= {"number": names[0] if names else "", "figures": []}
    return found


def _figure(names: list[str], options: dict[str, str]) -> dict[str, Any]:
    comparator, value, unit, kind = ([*names, None, None, None, None])[:4]
    figure: dict[str, Any] = {
        "comparator": comparator,
        "value": None if value in (None, "-") else float(value),
        "unit": None if unit in (None, "-") else unit,
        "kind": kind,
        "direction": options.get("dir"),
        "relative_to": options.get("rel"),
        "offset": float(options["offset"]) if "offset" in options else None,
        "due_year": int(options["due"]) if "due" in options else None,
        "baseline": None,
    }
    if "optional" in options:
        figure["optional"] = True
    if "base" in options:
        number, base_unit, period = ([*options["base"].split(":"), "", ""])[:3]
        figure["baseline"] = {"value": float(number), "unit": base_unit or None, "period": period or None}
    return figure
