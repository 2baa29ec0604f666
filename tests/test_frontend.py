"""The editor is bundled when plangraph is built, or the build says that it is not; it never fails for it."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "frontend"


@pytest.fixture(scope="module")
def hatch_build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path: Path, hatch_build: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sources of the editor where no npm is."""
    (tmp_path / "frontend").mkdir()
    for name in hatch_build.SOURCES:
        shutil.copy(FRONTEND / name, tmp_path / "frontend" / name)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(hatch_build.REQUIRE, raising=False)
    return tmp_path


class Told:
    def __init__(self) -> None:
        self.warnings: list[str] = []

    def display_warning(self, message: str) -> None:
        self.warnings.append(message)


def build(hatch_build: ModuleType, root: Path, target: str = "wheel") -> list[str]:
    told: Any = Told()
    hook = hatch_build.FrontendHook(str(root), {}, None, None, str(root), target, told)
    hook.initialize("standard", {})
    return list(told.warnings)


def made(hatch_build: ModuleType, root: Path, sum_of: str) -> None:
    bundle = root / hatch_build.BUNDLE
    bundle.parent.mkdir(parents=True)
    bundle.write_text(f"/* made of {sum_of} */\ncode\n", "utf-8")


def digest(hatch_build: ModuleType, root: Path) -> str:
    import hashlib

    parts = [(root / "frontend" / name).read_bytes() for name in hatch_build.SOURCES]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def test_without_npm_one_line_says_what_is_there_instead(hatch_build: ModuleType, tree: Path) -> None:
    (said,) = build(hatch_build, tree)
    assert "plain text field" in said and "npm" in said and "\n" not in said
    assert build(hatch_build, tree, "sdist") == []
    made(hatch_build, tree, "something else")
    (said,) = build(hatch_build, tree)
    assert "an older one" in said


def test_a_build_can_demand_the_editor(
    hatch_build: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(hatch_build.REQUIRE, "1")
    with pytest.raises(hatch_build.FrontendError, match="npm"):
        build(hatch_build, tree)


def test_what_is_there_already_needs_no_npm(
    hatch_build: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(hatch_build.REQUIRE, "1")
    made(hatch_build, tree, digest(hatch_build, tree))
    assert build(hatch_build, tree) == []
    (tree / "frontend" / "editor.js").write_text("another", "utf-8")
    with pytest.raises(hatch_build.FrontendError):
        build(hatch_build, tree)


def test_npm_that_fails_is_quoted_in_one_line(
    hatch_build: ModuleType, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = tree / "tools"
    tools.mkdir()
    for name in ("npm", "node"):
        (tools / name).write_text("#!/bin/sh\necho 'the network is down' >&2\nexit 1\n", "utf-8")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    (said,) = build(hatch_build, tree)
    assert said.endswith("npm ci failed: the network is down")


def test_both_builds_reckon_with_the_same_files(hatch_build: ModuleType) -> None:
    script = (FRONTEND / "build.mjs").read_text("utf-8")
    listed = re.search(r"const SOURCES = (\[.*?\]);", script)
    assert listed is not None
    assert tuple(json.loads(listed[1])) == hatch_build.SOURCES


def test_the_lock_names_no_host_and_every_package_its_sum() -> None:
    lock = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))
    packages = {name: about for name, about in lock["packages"].items() if name}
    assert len(packages) > 10
    assert [name for name, about in packages.items() if "resolved" in about or not about["integrity"]] == []


def test_the_bundle_comes_with_the_licences_of_all_that_is_in_it(hatch_build: ModuleType) -> None:
    folder = (ROOT / hatch_build.BUNDLE).parent
    if not folder.is_dir():
        pytest.skip("the editor is not bundled here: npm was absent when plangraph was installed")
    text = (folder / "LICENSES").read_text("utf-8")
    named = dict(re.findall(r"^(\S+) [\d.]+ \((.+)\)\n=+$", text, re.MULTILINE))
    assert {"@zazuko/yasqe", "@zazuko/yasgui-utils", "codemirror", "dompurify", "events", "lodash-es"} <= set(
        named
    )
    assert text.count("Permission is hereby granted") >= len(named) - 1  # DOMPurify has others
    assert set(named.values()) <= {"MIT", "(MPL-2.0 OR Apache-2.0)"}


def test_a_wheel_carries_the_editor_that_is_there(hatch_build: ModuleType, tree: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    made(hatch_build, tree, digest(hatch_build, tree))
    shutil.copy(ROOT / "hatch_build.py", tree)
    shutil.copy(ROOT / ".gitignore", tree)
    (tree / "src" / "plangraph" / "__init__.py").write_text('__version__ = "1"\n', "utf-8")
    project = (ROOT / "pyproject.toml").read_text("utf-8").split("[tool.pytest")[0]
    project = re.sub(r"\[tool.hatch.build.targets.wheel.force-include\].*", "", project, flags=re.DOTALL)
    (tree / "pyproject.toml").write_text(project, "utf-8")
    (tree / "README.md").write_text("# plangraph\n", "utf-8")
    wheel = next(WheelBuilder(str(tree)).build(directory=str(tree / "dist")))
    assert "plangraph/web/static/editor/editor.js" in zipfile.ZipFile(wheel).namelist()
