"""Where a thing is shown to people: the page and the place on it that tell of an IRI."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from plangraph.model import Lang, Text
from plangraph.names import BASE, ID, PG, RULE, VOCAB, shorten
from plangraph.web.pages import is_link
from plangraph.web.words import TERMS

#: Parts of a plan that stand on its page.
_ON_PAGE: Final = frozenset(
    {
        "focus-area",
        "objective",
        "goal",
        "measure",
        "challenge",
        "statement",
        "target-value",
        "observation",
    }
)
_PLANS: Final = f"{ID}plan/"
#: What can stand behind the # of a link without being written otherwise.
_PLAIN: Final = re.compile(r"[^A-Za-z0-9._-]+")
#: Longer ones are of no use to anybody who reads an address.
_LONGEST_ANCHOR: Final = 100
#: Schemes whose concepts stand on a page of the vocabularies, beside those of ``vocab:``.
_SCHEMES: Final = ("indicator", "national-target")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing by its name, and where it is shown.

    :param text: what it is called, or what is written
    :param path: its page here, without the prefix; nothing where it has none
    :param address: its address elsewhere, where it is not ours
    :param lang: language of the text where it is not the page's, or nothing
    """

    text: str
    path: str = ""
    address: str = ""
    lang: str = ""


def path_of(iri: str) -> str:
    """Return the path of the page about a thing of ours, or nothing for what is not ours."""
    if not iri.startswith(BASE):
        return ""
    path = document_of(iri)
    if iri.startswith(PG):
        path = f"/ontology-reference#{quote(iri[len(PG) :], safe='')}"
    elif iri.startswith(RULE) and "/" not in (rule := iri[len(RULE) :]):
        path = f"/rules/{quote(rule, safe='')}"
    elif iri.startswith(VOCAB):
        path = _concept(*iri[len(VOCAB) :].partition("/")[::2])
    elif iri.startswith(ID):
        kind, *keys = iri[len(ID) :].split("/")
        if kind == "plan" and keys:
            path = _in_plan(iri, *keys)
        elif kind in _SCHEMES and keys:
            path = _concept(kind, "-".join(keys))
        elif kind == "national-target-set" and len(keys) == 1:
            path = f"/vocabulary/national-target#year-{quote(keys[0], safe='')}"
    return path


def document_of(iri: str) -> str:
    """Return the path of the page with all statements on a thing of ours."""
    return f"/doc/{quote(iri[len(BASE) :], safe='/')}"


def anchor_of(iri: str) -> str:
    """Return the place of a thing of a plan on the plan's page (``goal-3c``), with hyphens for slashes.

    Of a thing that stands beside the plans it is the place that a plan's page gives it; nothing for a plan.
    """
    ours = next((start for start in (_PLANS, ID, VOCAB) if iri.startswith(start)), "")
    path = iri[len(ours) :]
    path = path.partition("/")[2] if ours == _PLANS else path
    path = _PLAIN.sub("-", path).strip("-")[:_LONGEST_ANCHOR]
    # Findings have places of their own, and those begin so.
    plain = ours and path[:1].isalpha() and not path.startswith("finding-")
    return path if plain or not path else f"x-{path}"


def _concept(scheme: str, key: str) -> str:
    return f"/vocabulary/{quote(scheme, safe='')}" + (f"/{quote(key, safe='')}" if key else "")


def _in_plan(iri: str, slug: str, *rest: str) -> str:
    plan = f"/plans/{quote(slug, safe='')}"
    if not rest:
        return plan
    if len(rest) == 2 and rest[0] in _ON_PAGE:
        return f"{plan}#{anchor_of(iri)}"
    return document_of(iri)


def named(iri: str, labels: Mapping[str, Text], lang: Lang) -> Named:
    """Return a thing by its name.

    :param labels: names by IRI; what has none is known by its short name
    """
    short = shorten(iri)
    label = labels.get(iri) or TERMS.get(short)
    path = path_of(iri)
    return Named(
        label.get(lang) if label else short,
        path,
        iri if not path and is_link(iri) else "",
        foreign(label, lang) if label and "/id/plan/" in iri else "",
    )


def foreign(label: Text, lang: Lang) -> str:
    """Return the language of a name where it is not the page's: plans are in Danish unless translated."""
    return "da" if lang == "en" and label.en in ("", label.da) and label.da.upper() != label.da else ""
