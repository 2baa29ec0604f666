"""What draws a picture: vis-network as pyvis carries it, our own scripts and a style sheet."""

from __future__ import annotations

import hashlib
import importlib.resources
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from plangraph.errors import PlangraphError

#: In the order in which they are run.
SCRIPTS: Final = (
    "vis-network.min.js",
    "picture-shapes.js",
    "picture-layout.js",
    "picture-model.js",
    "picture-details.js",
    "picture-matrix.js",
    "picture-drawing.js",
    "picture-page.js",
)
STYLE: Final = "picture.css"
#: The folder of pyvis with vis-network 9.1.2; its style sheet is only for parts of it that no picture has.
_VIS: Final = ("lib", "vis-9.1.2")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that a picture needs.

    :param media: its media type
    :param body: its bytes
    """

    media: str
    body: bytes

    @property
    def text(self) -> str:
        """The file as text."""
        return self.body.decode("utf-8")


@lru_cache(maxsize=1)
def read_assets() -> Mapping[str, Asset]:
    """Return every script and the style sheet by name; they are read once a process.

    :raises PlangraphError: when pyvis is not installed whole
    """
    own = importlib.resources.files("plangraph") / "templates"
    found = {name: Asset("text/javascript; charset=utf-8", (own / name).read_bytes()) for name in SCRIPTS[1:]}
    found[SCRIPTS[0]] = Asset("text/javascript; charset=utf-8", _read_vis())
    found[STYLE] = Asset("text/css; charset=utf-8", (own / STYLE).read_bytes())
    return MappingProxyType(found)


@lru_cache(maxsize=1)
def digest() -> str:
    """Return what changes when any of the files does."""
    assets = read_assets()
    return hashlib.sha256(b"\0".join(assets[name].body for name in sorted(assets))).hexdigest()[:16]


def _read_vis() -> bytes:
    # Finding pyvis does not import it, which would take half a second.
    spec = importlib.util.find_spec("pyvis")
    for folder in () if spec is None else spec.submodule_search_locations or ():
        path = Path(folder).joinpath(*_VIS, SCRIPTS[0])
        if path.is_file():
            return path.read_bytes()
    raise PlangraphError("vis-network is missing, which comes with pyvis; install plangraph again")
