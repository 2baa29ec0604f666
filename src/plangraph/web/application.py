"""The application put together: data, processes, routers, and what stands before and behind them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from plangraph import __version__
from plangraph.web import api, description, documents, graph_store, health, sparql, warming
from plangraph.web.assessor import Assessor
from plangraph.web.data import Copy, Data
from plangraph.web.drafts import Keeper
from plangraph.web.holdings import Shelf
from plangraph.web.observation import Metrics, Observer
from plangraph.web.pool import Pool
from plangraph.web.problems import add_handlers
from plangraph.web.protection import Headers, Net, RateLimit, Rates
from plangraph.web.settings import Settings
from plangraph.web.site import (
    comparison,
    coverage,
    drafts,
    editor,
    graph,
    overview,
    plan,
    programs,
    questions,
    reference,
    search,
    vocabulary,
)
from plangraph.web.warming import Warmer
from plangraph.web.workshop import Workshop

#: What answers; the documents last, as their addresses are the widest.
ROUTERS = (
    health.router,
    overview.router,
    *coverage.ROUTERS,
    comparison.router,
    *plan.ROUTERS,
    *drafts.ROUTERS,
    editor.router,
    *api.ROUTERS,
    *programs.ROUTERS,
    graph.router,
    questions.router,
    *vocabulary.ROUTERS,
    *reference.ROUTERS,
    search.router,
    sparql.router,
    graph_store.router,
    description.router,
    documents.router,
)


def create(settings: Settings) -> FastAPI:
    """Return the application.

    :raises StoreError: when the data cannot be read
    :raises LoadError: when a shipped file is damaged
    """
    limits = settings.limits
    quick = Workshop(limits.workers, limits.check_seconds, limits.check_memory)
    slow = Workshop(1, limits.check_seconds, limits.check_memory, niceness=15)
    assessor = Assessor(_cache(), quick, slow)
    shelf = Shelf(assessor, settings.texts)

    def prepare(copy: Copy) -> Iterator[None]:
        pool.warm()
        yield
        if limits.check_ahead:
            assessor.begin(shelf.give(copy))
            yield from warming.pages(shelf.give(copy))

    warmer = Warmer(lambda: data.current, prepare)
    data = Data(settings.store, on_change=warmer.begin)
    pool = Pool(limits, lambda: data.current)
    keeper = Keeper(settings.drafts, limits, quick, lambda: data.current)
    metrics = Metrics(lambda: len(data.current.store), lambda: data.current.number, lambda: pool.asking)

    def close() -> None:
        for one in (warmer, keeper, assessor, quick, slow, pool, data):
            one.close()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warmer.begin(data.current)
        data.watch(settings.reload_seconds)
        keeper.watch()
        yield
        close()

    app = FastAPI(
        title="plangraph",
        version=__version__,
        lifespan=lifespan,
        middleware=_middleware(settings, metrics),
        redirect_slashes=False,  # it would redirect to whatever host the request names
        # FastAPI's own pages load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.settings, app.state.data, app.state.pool, app.state.metrics = settings, data, pool, metrics
    app.state.holdings, app.state.workshop, app.state.drafts = shelf.give, quick, keeper
    app.state.close = close
    add_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(files("plangraph.web") / "static")), name="static")
    return app


def _cache() -> Path | None:
    """Return where reports of plans are kept from one start to the next; of drafts nothing is."""
    from plangraph.check.cache import default_folder

    try:
        return default_folder()
    except RuntimeError:  # a user without a home
        return None


def _middleware(settings: Settings, metrics: Metrics) -> list[Middleware]:
    """Return what every request passes through, the outermost first."""
    limits = settings.limits
    layers = [Middleware(Observer, metrics=metrics), Middleware(Headers, shared=bool(settings.origins))]
    if settings.origins:
        layers.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(settings.origins),
                allow_methods=["GET", "HEAD", "POST"],
                allow_headers=["Accept", "Content-Type", "If-None-Match", "Prefer"],
                expose_headers=["ETag", "Link", "Location", "Retry-After", "Server-Timing"],
            )
        )
    layers.append(Middleware(Net))
    if limits.requests_per_second:
        layers.append(Middleware(RateLimit, rates=Rates(limits.requests_per_second, limits.burst)))
    return layers
