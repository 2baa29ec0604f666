"""The whole report of plans as a document: HTML, PDF, Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from plangraph.model import LANGS, Assessment, Lang
from plangraph.report.content import build
from plangraph.report.html import asset, environment, security
from plangraph.report.markdown import write
from plangraph.report.typeset import typeset

STYLES: Final = ("page.css", "report.css")
SCRIPTS: Final = ("report.js",)


def as_html(assessments: Sequence[Assessment], lang: Lang) -> bytes:
    """Return the report as one HTML file in both languages that loads nothing and prints well.

    :param assessments: one a plan, in the order in which the report treats them
    :param lang: the language that it opens in
    """
    from markupsafe import Markup

    style, script = asset(*STYLES), asset(*SCRIPTS)
    languages = []
    for language in sorted(LANGS, key=lambda one: one != lang):
        other = next(one for one in LANGS if one != language)
        template = environment(language).get_template("report-language.html.jinja")
        languages.append(Markup(template.render(document=build(assessments, language), other=other)))  # noqa: S704 - escaped
    page = environment(lang).get_template("report.html.jinja")
    html = page.render(
        lang=lang,
        title=build(assessments, lang).title,
        languages=languages,
        security=security(style, script),
        style=Markup(style),  # noqa: S704 - ours, and nothing of the plan's is in it
        script=Markup(script),  # noqa: S704 - ours as well
    )
    return html.encode()


def as_pdf(assessments: Sequence[Assessment], lang: Lang) -> bytes:
    """Return the report as a tagged PDF (PDF/UA-1) with bookmarks and its language set.

    :param assessments: one a plan, in the order in which the report treats them
    :param lang: its language
    """
    return typeset("report", build(assessments, lang))


def as_markdown(assessments: Sequence[Assessment], lang: Lang) -> bytes:
    """Return the report as Markdown (CommonMark with tables), in which no text of a plan is markup.

    :param assessments: one a plan, in the order in which the report treats them
    :param lang: its language
    """
    return write(build(assessments, lang)).encode()
