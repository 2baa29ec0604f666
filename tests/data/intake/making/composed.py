"""Composes the draft of thirty pages out of a bank of invented sentences: the same text each time."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Final

_BANK: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def compose() -> str:
    """Return the source of the draft of thirty pages."""
    chance = random.Random(1904)
    out = [_BANK["head"], ""]
    out += ["De nationale mål er:", ""]
    for number, target in _BANK["targets"].items():
        out += [f"- {target}", f"@lists {number}"]
    out.append("")
    for number, (title, target, group, concept, tool, tool_concept, named) in enumerate(_BANK["areas"], 1):
        out += [
            "---",
            "",
            f"## {number}. {title}",
            f"@area {number} names={named}" + (f" targets={target}" if target else ""),
            "",
        ]
        if target:
            out += [f"Kapitlet understøtter det nationale mål: {_BANK['targets'][target]}.", ""]
        for heading in ("Status", "Hvad siger tallene?", "Geografi og hverdag"):
            out += [f"### {heading}", ""]
            for _ in range(4 if heading == "Status" else 3):
                out += [" ".join(_sentence(chance) for _ in range(5)), ""]
        names = {"group": group, "tool": tool}
        out += ["### Udfordringer", ""]
        for text in _BANK["challenges"]:
            out += [f"- {text.format(**names)}", "@challenge"]
        out += ["", "### Udvalgets målsætninger", ""]
        out += [f"- {_BANK['objectives'][0].format(**names)}", f"@objective groups={concept}"]
        inherited = f" groups={concept} inh={concept} opt={concept}"
        out += [f"- {_BANK['objectives'][1].format(**names)}", f"@objective ins={tool_concept}{inherited}"]
        out += ["", "### Resultatmål for 2023", ""]
        share, count, start = chance.randint(40, 80), chance.randint(20, 90), chance.randint(91, 140)
        out += [
            f"{number}.1. Mindst {share} pct. af de adspurgte {group} er tilfredse med indsatsen i 2023.",
            f"@goal {number}.1 groups={concept}",
            f"@fig AtLeast {share} percent Level due=2023",
            f"{number}.2. Der igangsættes {count} forløb med {tool} i 2023.",
            f"@goal {number}.2 ins={tool_concept}{inherited}",
            f"@fig Equal {count} count Level due=2023",
            f"{number}.3. Antallet af klager på området falder fra {start} i 2021 til højst {count} i 2023.",
            f"@goal {number}.3{inherited}",
            f"@fig AtMost {count} count Level due=2023 dir=Decrease base={start}:count:2021",
        ]
        out += ["", "### Indsatser", ""]
        for text in _BANK["measures"]:
            out += [f"- {text.format(**names)}", "@measure"]
        out += ["", "### Opfølgning", ""]
        out += [" ".join(_sentence(chance) for _ in range(5)), ""]
    out += [
        "## Repatriering",
        "@noarea",
        "",
        "Integrationsmedarbejderne vejleder om repatriering ved hver opfølgning og noterer det.",
        "@meets repatriation",
        "",
    ]
    return "\n".join(out)


def _sentence(chance: random.Random) -> str:
    sentence: str = chance.choice(_BANK["status"])
    return sentence.format(
        month=chance.choice(("januar", "marts", "juni", "august", "oktober")),
        year=chance.choice((2020, 2021, 2022)),
        n=chance.randint(120, 980),
        m=chance.randint(3, 40),
        p=chance.randint(11, 64),
        q=chance.randint(2, 4),
        w=chance.choice((13, 26, 39, 52)),
        more=chance.choice(("flere", "færre")),
    )
