"""Bundles the SPARQL editor with npm when plangraph is built; without npm its page has a plain text field."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: What the bundle is made of; ``frontend/build.mjs`` writes the same sum into its first line.
SOURCES = ("build.mjs", "editor.js", "package-lock.json", "package.json")
BUNDLE = Path("src", "plangraph", "web", "static", "editor", "editor.js")
#: Set to 1, a build that cannot have the editor fails.
REQUIRE = "PLANGRAPH_REQUIRE_FRONTEND"
#: How long npm may take, in seconds: a network that does not answer must not hold an installation up.
PATIENCE = 300
_NPM = ("--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--loglevel=error")


class FrontendError(Exception):
    """The editor could not be bundled, and why."""


class FrontendHook(BuildHookInterface[Any]):
    """Bundles the editor before a wheel is put together or an editable installation is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's signature
        """Bundle the editor, or say what is there instead."""
        if self.target_name != "wheel":
            return
        try:
            bundle(Path(self.root))
        except FrontendError as error:
            if os.environ.get(REQUIRE) == "1":
                raise
            there = "an older one" if (Path(self.root) / BUNDLE).is_file() else "a plain text field"
            self.app.display_warning(f"plangraph's SPARQL editor will be {there}: {error}")


def bundle(root: Path) -> None:
    """Bundle the editor, unless it is there and made of what lies in ``frontend/`` now.

    :raises FrontendError: when it is not, and npm is missing or fails
    """
    folder = root / "frontend"
    if is_fresh(root):
        return
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise FrontendError("node and npm are not on PATH")
    for command in (("ci", "--ignore-scripts", *_NPM), ("run", "build", "--silent")):
        try:
            done = subprocess.run(  # noqa: S603 - the commands stand above
                [npm, *command], cwd=folder, capture_output=True, text=True, timeout=PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise FrontendError(f"npm {command[0]}: {error}") from None
        if done.returncode:
            said = [line for line in done.stderr.splitlines() if line.strip()]
            raise FrontendError(f"npm {command[0]} failed: {said[0] if said else done.returncode}")
    if not is_fresh(root):
        raise FrontendError("what npm made is not what was asked for")


def is_fresh(root: Path) -> bool:
    """Say whether the bundle is there and made of the sources as they are."""
    file = root / BUNDLE
    if not file.is_file():
        return False
    total = hashlib.sha256()
    for name in SOURCES:
        total.update((root / "frontend" / name).read_bytes())
    with file.open(encoding="utf-8") as lines:
        return total.hexdigest() in lines.readline()
