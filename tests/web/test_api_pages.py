"""What people are told of the addresses for programs: the pages, and every command there and in the docs."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from running import Running

from plangraph.web.api.openapi import describe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "how-to" / "api.md").read_text("utf-8")
DRAFT = ROOT / "tests" / "data" / "intake" / "drafts" / "egedal-2023.docx"
CURL = pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on PATH: the commands are not run")


def run(commands: list[str], folder: Path) -> list[str]:
    """Run commands as somebody would type them, in one folder and one shell; give what each says."""
    shutil.copyfile(DRAFT, folder / "draft.docx")
    script = "\n".join(f"{command}\necho; echo '--- done' $?" for command in commands)
    done = subprocess.run(
        ["bash", "-c", script.replace("curl ", "curl --silent --show-error ")],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    said = re.split(r"--- done (\d+)\n", done.stdout)
    assert [*said[1::2]] == ["0"] * len(commands), done.stdout[-3000:] + done.stderr
    return said[:-1:2]


@CURL
@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_commands_of_the_page_do_what_they_say(server: Running, tmp_path: Path, lang: str) -> None:
    page = server.get(f"/api?lang={lang}").text
    commands = [html.unescape(one) for one in re.findall(r"<pre [^>]*><code>(.*?)</code>", page, re.DOTALL)]
    assert len(commands) >= 12
    said = run(commands, tmp_path)
    for command, answer in zip(commands, said, strict=True):
        assert command.startswith("curl ")
        assert server.base in command
        assert "/problems/" not in answer, f"{command}\n{answer}"
        assert " -o " in command or len(answer) > 100, command
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "plangraph.trig").stat().st_size > 100_000
    job = re.search(r"(?i)^location: (\S+)", next(a for a in said if " 202 " in a), re.MULTILINE)
    assert job
    assert server.client.delete(job[1]).status_code == 204


@CURL
def test_the_commands_of_the_guide_do_what_they_say(server: Running, tmp_path: Path) -> None:
    blocks = re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)
    commands = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    assert len(commands) == len([line for block in blocks for line in block.splitlines()]) >= 15
    said = run([one.replace("http://127.0.0.1:8000", server.base) for one in commands], tmp_path)
    for command, answer in zip(commands, said, strict=True):
        assert ("/problems/" in answer) == ("muncipality" in command), f"{command}\n{answer}"
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "report.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "checked.docx").read_bytes().startswith(b"PK")
    assert "Egedal" in (tmp_path / "report.html").read_text("utf-8")


def test_the_guide_names_the_problems_as_they_are() -> None:
    from plangraph.web.problems import KINDS

    rows = re.findall(r"^\| ((?:\d{3} ?)+) \|", GUIDE, re.MULTILINE)
    told = {int(status) for row in rows for status in row.split()}
    answered = {
        int(status)
        for path in describe()["paths"].values()
        for operation in path.values()
        for status in operation["responses"]
        if int(status) >= 400
    }
    assert answered - told == {408, 500}  # nobody has to be told what to do about them
    assert told <= {kind.status for kind in KINDS.values()}


def test_the_addresses_of_the_page_are_there(server: Running) -> None:
    page = server.get("/api").text
    hrefs = re.findall(r'<th scope="row"><a href="([^"]+)">', page)
    assert len(hrefs) >= 18
    for href in hrefs:
        assert server.client.head(href, follow_redirects=True).status_code == 200, href


def test_the_reference_has_all_of_the_openapi(server: Running) -> None:
    page = server.get("/api/v1/docs?lang=en").text
    document = describe()
    for path, item in document["paths"].items():
        for told in item.values():
            assert f'<h3 id="{told["operationId"]}">' in page
            assert f"<code>{path}</code>" in page
            assert told["summary"] in html.unescape(page)
    anchors = set(re.findall(r' id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors
    assert set(document["components"]["schemas"]) <= anchors


# ---- In a browser


@pytest.fixture
def page(server: Running, browser: Browser) -> Page:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{server.base}/api?lang=en")
    return page


def test_a_command_is_copied_by_the_keyboard(page: Page) -> None:
    button = page.get_by_role("button", name="Copy: The report as PDF")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("curl -o report.pdf 'http://")
    page.context.close()


def test_a_command_is_selected_where_it_may_not_be_copied(page: Page) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed')) }")
    page.get_by_role("button", name="Copy: All of it in one file").click()
    page.wait_for_function("getSelection().toString().startsWith('curl -o plangraph.trig')")
    page.context.close()


def test_the_way_to_the_reference_is_found(page: Page) -> None:
    page.get_by_role("link", name="Reference: REST").click()
    page.get_by_role("link", name="Show a plan").click()
    assert page.url.endswith("#show_plan")
    assert page.locator("#show_plan").is_visible()
    page.get_by_role("link", name="PlanSummary").first.click()
    assert page.locator("#PlanSummary").is_visible()
    page.context.close()
