"""A person without JavaScript: pages are read, forms are filled in as they stand there, and sent."""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import lxml.html

DRAFTS = Path(__file__).parents[1] / "data" / "intake" / "drafts"


class Visitor:
    """Somebody with a browser that has no scripts.

    :param client: what asks the server
    """

    def __init__(self, client: httpx.Client, lang: str = "da") -> None:
        # Without the token that some fixtures send along.
        self.client = httpx.Client(base_url=client.base_url, timeout=60, trust_env=False)
        weakref.finalize(self, self.client.close)
        self.client.headers.update({"Accept": "text/html", "Accept-Language": lang})
        self.answer: httpx.Response
        self.page: Any = None

    @property
    def path(self) -> str:
        return self.answer.url.path

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def text(self) -> str:
        """All that the page says, on one line."""
        return " ".join(self.page.text_content().split())

    def go(self, path: str, **query: str) -> Visitor:
        return self._see(self.client.get(path, params=query or None, follow_redirects=True))

    def hand_in(self, file: Path | bytes, name: str = "", **fields: str) -> Visitor:
        """Hand a file in where drafts begin, and wait until the work on it is done."""
        self.go("/drafts")
        return self.send("/drafts", file=(name or file.name, file), **fields).wait()

    def wait(self) -> Visitor:
        """Look again until the work on a file is done."""
        while self.page.xpath("//*[@id='working']"):
            self.click("Se, om det er færdigt", "See whether it is done")
        return self

    def click(self, *texts: str) -> Visitor:
        for link in self.page.xpath("//a[@href]"):
            if " ".join(link.text_content().split()).startswith(texts):
                return self.go(urljoin(str(self.answer.url), link.get("href")))
        raise AssertionError(f"no link says {texts}")

    def form(self, action: str) -> Any:
        """Return the form that is sent to an address that ends so; one that changes something goes first."""
        for form in sorted(self.page.forms, key=lambda form: form.method.upper() != "POST"):
            if urlsplit(form.action).path.endswith(action):
                return form
        raise AssertionError(f"no form is sent to {action}: {[form.action for form in self.page.forms]}")

    def send(self, action: str, *, file: tuple[str, Path | bytes] | None = None, **fields: Any) -> Visitor:
        """Fill in a form, with what stands in its fields already, and send it.

        ``__`` in a field's name stands for a dot; of a list each is sent; None leaves a field out.
        """
        form = self.form(action)
        values: dict[str, list[str]] = {}
        for name, value in form.form_values():
            values.setdefault(name, []).append(value)
        for name, value in fields.items():
            values[name.replace("__", ".")] = (
                [] if value is None else [value] if isinstance(value, str) else list(value)
            )
        where = urljoin(str(self.answer.url), form.action)
        if form.method.upper() == "GET":
            return self._see(self.client.get(where, params=values))
        files = None
        if file is not None:
            name, content = file
            files = {"file": (name, content if isinstance(content, bytes) else content.read_bytes())}
        sent = self.client.post(where, data=values, files=files, follow_redirects=True)
        return self._see(sent)

    def take(self, name: str) -> httpx.Response:
        """Take a file of the draft whose page this is."""
        return self.client.get(f"{self.draft}/files/{name}")

    @property
    def draft(self) -> str:
        """Path of the draft that the page belongs to."""
        return "/".join(self.path.split("/")[:3])

    def _see(self, answer: httpx.Response) -> Visitor:
        self.answer = answer
        if "html" in answer.headers.get("content-type", ""):
            self.page = lxml.html.fromstring(answer.text)
        return self


def findings(visitor: Visitor) -> list[str]:
    """What the page of a draft says is missing."""
    return said(visitor.page.xpath("//*[contains(@class, 'sentence')]"))


def said(elements: Iterable[Any]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in elements]
