"""All addresses of the Reconciliation API, below /reconcile."""

from __future__ import annotations

from fastapi import APIRouter

from names.service.engine import Engine
from names.service.reconciliation.draft_routes import draft_router
from names.service.reconciliation.legacy_routes import legacy_router
from names.service.reconciliation.page_routes import page_router
from names.service.settings import ServiceSettings

__all__ = ["reconciliation_router"]


def reconciliation_router(engine: Engine, settings: ServiceSettings) -> APIRouter:
    """The endpoints of the versions 0.1, 0.2 and 1.0-draft, and their pages."""
    router = APIRouter()
    router.include_router(legacy_router(engine, settings))
    router.include_router(draft_router(engine, settings))
    router.include_router(page_router(engine))
    return router
