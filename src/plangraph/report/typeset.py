"""PDF by Typst, whose compiler and fonts come in its wheel: tagged, bookmarked, the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, Literal

from plangraph.report.html import asset
from plangraph.report.words import word

if TYPE_CHECKING:
    from plangraph.report.parts import Document
    from plangraph.report.summary import Summary

#: Words that the templates ask for, besides those that are in the data.
_WORDS: Final = (
    *("checks", "checks_lower", "clears", "dimension", "area", "goal", "goals", "areas", "objectives"),
    *("measures", "examples", "findings", "findings_note", "fix", "links", "national_target"),
    *("national_targets", "no_findings", "no_patch_here", "no_targets", "no_waived", "number", "of"),
    *("per_area", "per_dimension", "per_goal", "picture_says", "do_first", "reached", "next_tier"),
    *("not_reached", "reason", "report_of", "result", "rule", "scores", "scores_note", "severity_note"),
    *("share", "sources", "states_heading", "status", "steps_note", "targets_reach_caption", "tiers"),
    *("tiers_note", "waived", "waived_note", "where", "why", "contents", "summary", "nothing_to_do"),
    *("check_is",),
)
#: Sentences with blanks that a template fills itself, from its own data.
_SENTENCES: Final = {
    "steps": ("tier",),
    "between": ("tier",),
    "waived_by": ("by", "until"),
    "page_of": ("page", "pages"),
    "report_footer": ("version", "ruleset"),
}


def typeset(template: str, content: Document | Summary) -> bytes:
    """Set a document in type.

    The content reaches the template as data and is shown as text: nothing in it is ever read as markup.

    :param template: name of the template, ``report`` or ``summary``
    :param content: what it shows
    """
    import typst

    words = {key: word(key, content.lang) for key in _WORDS}
    words |= {
        key: word(key, content.lang, **{blank: "{" + blank + "}" for blank in blanks})
        for key, blanks in _SENTENCES.items()
    }
    data: dict[str, Any] = {"d": asdict(content), "w": words}
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    source = asset(f"{template}.typ").encode()

    def compiled(*standards: Literal["ua-1"]) -> object:
        compiler = typst.Compiler(source, ignore_system_fonts=True, sys_inputs=inputs)
        return compiler.compile(format="pdf", pdf_standards=list(standards))

    try:
        made = compiled("ua-1")
    except typst.TypstError:
        # A character that no font has (an emoji in a heading, say) bars PDF/UA, not the report.
        made = compiled()
    if not isinstance(made, bytes):
        raise TypeError(f"Typst gave {type(made).__name__} for one document")
    return made
