"""The whole service as one ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.types import ASGIApp

from names.service.decision_routes import decision_router
from names.service.documentation import documentation_router
from names.service.engine import Engine
from names.service.entity_routes import entity_router
from names.service.guards import guarded
from names.service.messages import ErrorMessage
from names.service.monitoring import Monitor, monitor_router
from names.service.name_routes import name_router
from names.service.page_routes import page_router
from names.service.problems import answer_problems
from names.service.reconciliation.legacy_routes import legacy_answer
from names.service.reconciliation.router import reconciliation_router
from names.service.replies import JsonAnswer
from names.service.settings import ServiceSettings
from names.service.table_routes import table_router
from names.service.text_routes import text_router

__all__ = ["create_application", "unguarded"]


def create_application(engine: Engine, settings: ServiceSettings) -> ASGIApp:
    """The application with its guards, its log and its figures; the engine is closed when it ends."""
    monitor = Monitor(engine)
    application = unguarded(engine, settings)
    application.include_router(monitor_router(monitor, engine))
    return monitor.watching(guarded(application, settings))


def unguarded(engine: Engine, settings: ServiceSettings) -> FastAPI:
    """The endpoints of the service, without what stands before them."""

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        await engine.begin()
        yield
        engine.close()

    application = FastAPI(
        title="names",
        version=version("names-gazetteer"),
        summary="Any spelling, any script, one entity, and the reason why.",
        lifespan=running,
        default_response_class=JsonAnswer,
        responses={"default": {"model": ErrorMessage, "description": "What is wrong, and how to mend it"}},
        openapi_url="/api/openapi.json",
        docs_url=None,  # the pages of the framework load scripts from elsewhere
        redoc_url=None,
    )
    answer_problems(application)
    for router in (
        name_router(engine),
        text_router(engine),
        table_router(engine),
        entity_router(engine),
        decision_router(engine, settings),
        reconciliation_router(engine, settings),
        page_router(legacy_answer(engine, settings)),
    ):
        application.include_router(router)
    application.include_router(documentation_router(application))
    return application
