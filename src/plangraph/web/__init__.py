"""The web: the second door, for browsers and for programs that speak the web's own standards.

::

    Settings(store=…, tokens=…, base=…, limits=Limits(…))    # how it is set
    create_app(settings) -> FastAPI                          # the application; a test can ask it directly
    server.serve(settings, server.listen(host, port))        # the server, until it is told to stop

A page is a router beside the others, listed in :mod:`plangraph.web.application`. It takes the data of its
request by :func:`plangraph.web.incoming.current_copy`, words from :mod:`plangraph.web.words`, and gives a
frozen dataclass to a template by :func:`plangraph.web.pages.show`; what it raises is told by
:mod:`plangraph.web.problems`.
Nothing here is imported before somebody serves: FastAPI takes longer to import than a check of a plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plangraph.web.settings import Limits, Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["Limits", "Settings", "create_app"]


def create_app(settings: Settings) -> FastAPI:
    """Return the application.

    :raises StoreError: when the data cannot be read
    :raises LoadError: when a shipped file is damaged
    """
    from plangraph.web.application import create

    return create(settings)
