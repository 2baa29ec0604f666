"""What the tests of the library's pages share: elements of a page by a few forms of CSS selector."""

from __future__ import annotations

import asyncio
import re
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import lxml.html
from running import Running

from plangraph.web import Settings, create_app

BROWSER = {"Accept": "text/html"}
_LETTERS = string.ascii_letters + string.digits
_PART = re.compile(r'([#.])([\w-]+)|\[([\w-]+)(?:(\^?=)"([^"]*)")?\]')


def page(answer: httpx.Response, status: int = 200) -> Any:
    """A page taken apart."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("text/html")
    return lxml.html.document_fromstring(answer.content.decode("utf-8"))


def get(server: Running, path: str, status: int = 200, **params: str) -> Any:
    """A page of a server, taken apart."""
    return page(server.get(path, params=params or None, headers=BROWSER), status)


def said(node: Any) -> str:
    """The text of an element in one line."""
    return " ".join(node.text_content().split())


def pick(node: Any, selector: str) -> list[Any]:
    """The elements that a selector names: ``tag#id.class[name="value"]``, descendants, several by comma."""
    return list(node.xpath(" | ".join(_path(one) for one in selector.split(","))))


def _path(selector: str) -> str:
    steps = []
    # What stands in quotes may hold spaces.
    for step in re.findall(r'(?:[^\s"]|"[^"]*")+', selector):
        rest = step.lstrip(_LETTERS)
        tag, tests = step[: len(step) - len(rest)] or "*", []
        assert _PART.sub("", rest) == "", f"{selector!r} is more than is understood here"
        for sign, name, attribute, how, value in _PART.findall(rest):
            if sign == "#":
                tests.append(f"@id='{name}'")
            elif sign == ".":
                tests.append(f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')")
            elif how == "^=":
                tests.append(f'starts-with(@{attribute}, "{value}")')
            else:
                tests.append(f'@{attribute}="{value}"' if how else f"@{attribute}")
        steps.append(tag + "".join(f"[{test}]" for test in tests))
    return "descendant-or-self::*//" + "//".join(steps)


@contextmanager
def asking(settings: Settings | None = None) -> Iterator[Callable[..., httpx.Response]]:
    """An application in this process, so that a test can change what it stands on: asks it for paths."""
    app = create_app(settings or Settings())

    async def ask(path: str, params: dict[str, str]) -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test", timeout=120) as client:
            return await client.get(path, params=params or None)

    try:
        yield lambda path, **params: asyncio.run(ask(path, params))
    finally:
        app.state.workshop.close()
        app.state.data.close()
