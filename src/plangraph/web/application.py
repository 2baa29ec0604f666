"""The application put together: data, processes, routers, and what stands before and behind them."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.staticfiles import StaticFiles

from plangraph import __version__
from plangraph.web import description, documents, front, graph_store, health, sparql
from plangraph.web.data import Data
from plangraph.web.observation import Metrics, Observer
from plangraph.web.pool import Pool
from plangraph.web.problems import add_handlers
from plangraph.web.protection import Headers, Net, RateLimit, Rates
from plangraph.web.settings import Settings

#: What answers; the documents last, as their addresses are the widest.
ROUTERS = (
    health.router,
    front.router,
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
    data = Data(settings.store)
    pool = Pool(settings.limits, lambda: data.current)
    metrics = Metrics(lambda: len(data.current.store), lambda: data.current.number, lambda: pool.asking)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        threading.Thread(target=pool.warm, name="warm", daemon=True).start()
        data.watch(settings.reload_seconds)
        yield
        pool.close()
        data.close()

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
    add_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(files("plangraph.web") / "static")), name="static")
    return app


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
                allow_headers=["Accept", "Content-Type", "If-None-Match"],
                expose_headers=["ETag", "Link", "Server-Timing"],
            )
        )
    layers.append(Middleware(Net))
    if limits.requests_per_second:
        layers.append(Middleware(RateLimit, rates=Rates(limits.requests_per_second, limits.burst)))
    return layers
