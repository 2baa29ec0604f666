"""plangraph: Danish municipal employment plans as a graph that people can question."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("plangraph")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"
