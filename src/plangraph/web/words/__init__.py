"""What pages and problems say in Danish and English: a module a page, and one for what all of them say.

A key is a page's own when it begins with the page's name (``coverage_missing``); no key stands in two modules.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from plangraph.model import Text
from plangraph.web.words import (
    api,
    common,
    comparison,
    coverage,
    draft_changes,
    draft_problems,
    draft_result,
    draft_review,
    draft_start,
    editor,
    graph,
    overview,
    plan,
    questions,
    reference,
    search,
    vocabulary,
)
from plangraph.web.words.common import TERMS

__all__ = ["PARTS", "TERMS", "both", "word"]

PARTS: Final = (
    common.WORDS,
    overview.WORDS,
    plan.WORDS,
    coverage.WORDS,
    comparison.WORDS,
    graph.WORDS,
    questions.WORDS,
    editor.WORDS,
    draft_start.WORDS,
    draft_result.WORDS,
    draft_review.WORDS,
    draft_changes.WORDS,
    draft_problems.WORDS,
    vocabulary.WORDS,
    reference.WORDS,
    search.WORDS,
    api.WORDS,
)
_WORDS: Final = MappingProxyType({key: text for part in PARTS for key, text in part.items()})


def word(key: str, lang: str, **values: object) -> str:
    """Return a word or sentence.

    :param values: what stands in its places
    """
    return _WORDS[key].get(lang).format(**values)


def both(key: str, **values: object) -> Text:
    """Return a word or sentence in both languages.

    :param values: what stands in its places
    """
    return Text(word(key, "da", **values), word(key, "en", **values))
