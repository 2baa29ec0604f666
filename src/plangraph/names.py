"""The only place that knows IRIs: namespaces, the prefix map, minting and parsing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

BASE: Final = "https://w3id.org/plangraph/"
ONTOLOGY: Final = BASE + "ontology"
PG: Final = ONTOLOGY + "#"
ID: Final = BASE + "id/"
RULE: Final = BASE + "rule/"
VOCAB: Final = BASE + "vocab/"
TG: Final = VOCAB + "target-group/"
INS: Final = VOCAB + "instrument/"
BEN: Final = VOCAB + "benefit/"
THEME: Final = VOCAB + "theme/"
UNIT: Final = VOCAB + "unit/"
REQ: Final = VOCAB + "requirement/"

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "pg": PG,
        "id": ID,
        "rule": RULE,
        "tg": TG,
        "ins": INS,
        "ben": BEN,
        "theme": THEME,
        "unit": UNIT,
        "req": REQ,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dcterms": "http://purl.org/dc/terms/",
        "dcat": "http://www.w3.org/ns/dcat#",
        "prov": "http://www.w3.org/ns/prov#",
        "org": "http://www.w3.org/ns/org#",
        "oa": "http://www.w3.org/ns/oa#",
        "qb": "http://purl.org/linked-data/cube#",
        "dqv": "http://www.w3.org/ns/dqv#",
        "eli": "http://data.europa.eu/eli/ontology#",
        "sh": "http://www.w3.org/ns/shacl#",
        "vann": "http://purl.org/vocab/vann/",
        "qunit": "http://qudt.org/vocab/unit/",
        "stratml": "urn:ISO:std:iso:17469:tech:xsd:stratml_core#",
        "cids": "https://ontology.commonapproach.org/cids#",
    }
)

_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})
_SEGMENT: Final = re.compile(r"[a-z0-9][a-z0-9.-]*\Z")

#: Kinds of thing under ``id:`` and how many keys each takes.
TOP_KINDS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "plan": 1,
        "national-target-set": 1,
        "national-target": 2,
        "municipality": 1,
        "region": 1,
        "rar": 1,
        "organisation": 1,
        "indicator": 1,
        "country": 1,
        "period": 1,
        "source": 1,
        "law": 1,
        "graph": 1,
        "load": 1,
    }
)
#: Kinds of thing inside a plan; each takes the plan's slug and one key of its own.
PLAN_KINDS: Final = frozenset(
    {
        "focus-area",
        "objective",
        "goal",
        "measure",
        "challenge",
        "target-value",
        "observation",
        "statement",
        "evidence",
        "selector",
        "linkage",
        "continuation",
        "document",
        "waiver",
        "report",
        "result",
        "measurement",
        "suggestion",
        "review",
        "intake",
    }
)


@dataclass(frozen=True, slots=True)
class Key:
    """What an instance IRI says: its kind and its keys.

    :param kind: e.g. ``plan``, ``goal``, ``national-target``
    :param keys: e.g. ``("hvidovre-2023",)``, ``("hvidovre-2023", "3c")``, ``("2023", "3")``
    """

    kind: str
    keys: tuple[str, ...]


def slug(text: str) -> str:
    """Turn a name into a slug: lower case, æ→ae, ø→oe, å→aa, the rest of Latin without accents.

    :raises ValueError: when nothing of the text is left
    """
    folded = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    ascii_text = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    result = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    if not result:
        raise ValueError(f"no slug can be made of {text!r}: it has no Latin letter or digit")
    return result


def mint(kind: str, *keys: str) -> str:
    """Mint the IRI of a thing from its keys, e.g. ``mint("goal", "hvidovre-2023", "1")``.

    :raises ValueError: for an unknown kind, a wrong number of keys or a key that is no slug
    """
    wanted = 2 if kind in PLAN_KINDS else TOP_KINDS.get(kind)
    if wanted is None:
        raise ValueError(f"unknown kind of thing: {kind!r}")
    if len(keys) != wanted:
        raise ValueError(f"{kind} takes {wanted} key(s), got {len(keys)}: {keys!r}")
    for key in keys:
        if not _SEGMENT.match(key):
            raise ValueError(f"{key!r} is no slug (a-z, 0-9, '-', '.'; starts with a letter or digit)")
    if kind in PLAN_KINDS:
        return f"{ID}plan/{keys[0]}/{kind}/{keys[1]}"
    return f"{ID}{kind}/{'/'.join(keys)}"


def parse(iri: str) -> Key:
    """Read an instance IRI back into its kind and keys: the inverse of :func:`mint`.

    :raises ValueError: when the IRI is not one that :func:`mint` makes
    """
    parts = iri.removeprefix(ID).split("/") if iri.startswith(ID) else []
    if len(parts) == 4 and parts[0] == "plan":
        key = Key(parts[2], (parts[1], parts[3]))
    elif len(parts) >= 2:
        key = Key(parts[0], tuple(parts[1:]))
    else:
        raise ValueError(f"not an instance IRI of plangraph: {iri!r}")
    if mint(key.kind, *key.keys) != iri:
        raise ValueError(f"not an instance IRI of plangraph: {iri!r}")
    return key


def plan_of(iri: str) -> str | None:
    """Return the slug of the plan that an IRI belongs to, or None for a thing outside any plan."""
    try:
        key = parse(iri)
    except ValueError:
        return None
    return key.keys[0] if key.kind == "plan" or key.kind in PLAN_KINDS else None


def shorten(iri: str) -> str:
    """Write an IRI with a prefix where one fits (``pg:Goal``, ``id:plan/hvidovre-2023``), else whole."""
    best = max(
        (p for p, ns in PREFIXES.items() if iri.startswith(ns)), key=lambda p: len(PREFIXES[p]), default=None
    )
    return iri if best is None else f"{best}:{iri[len(PREFIXES[best]) :]}"


def expand(name: str) -> str:
    """Read a prefixed name (``tg:unge``) as an IRI; an IRI stays as it is.

    :raises ValueError: for an unknown prefix
    """
    if name.startswith(("http://", "https://", "urn:")):
        return name
    prefix, colon, local = name.partition(":")
    if not colon or prefix not in PREFIXES:
        raise ValueError(f"{name!r} has no known prefix; known are {', '.join(PREFIXES)}")
    return PREFIXES[prefix] + local
