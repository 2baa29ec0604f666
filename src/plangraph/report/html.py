"""How pages are made: the template environment, and the policy that lets a page run only what we wrote."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from plangraph.report.words import count, word

if TYPE_CHECKING:
    from jinja2 import Environment


def environment(lang: str) -> Environment:
    """Return the template environment: everything escaped, nothing undefined let through."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("plangraph", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["w"] = lambda key, **values: word(key, lang, **values)
    templates.globals["counted"] = lambda thing, number: count(thing, number, lang)
    return templates


@cache
def asset(*names: str) -> str:
    """Return the text of style sheets or scripts among the templates, one after the other."""
    folder = files("plangraph") / "templates"
    return "\n".join((folder / name).read_text("utf-8").strip() for name in names)


def security(style: str, script: str = "") -> str:
    """Return a page's Content-Security-Policy: its own style and script, known by hash, and nothing else.

    Source: W3C Content Security Policy Level 3, section 2.3.1 (hash-source).
    """
    allowed = {"style-src": style, "script-src": script}
    parts = [f"{name} '{_hash(text)}'" for name, text in allowed.items() if text]
    return "; ".join(["default-src 'none'", *parts, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
