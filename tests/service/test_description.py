"""The OpenAPI description: its page, and that the service keeps to it whatever is sent."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import HealthCheck, settings
from live import Live
from webpage import read_page

from names.service.application import unguarded
from names.service.engine import Engine
from names.service.settings import ServiceSettings

pytestmark = pytest.mark.slow  # all together

schemathesis = pytest.importorskip("schemathesis", reason="the description is checked with schemathesis")
SchemathesisConfig = schemathesis.config.SchemathesisConfig
positive_data_acceptance = schemathesis.checks.positive_data_acceptance


def test_the_page_shows_every_endpoint(service: Live) -> None:
    description = service.ask("GET", "/api/openapi.json")[1]
    page = read_page(service.send("GET", "/api").content.decode())
    shown = {element.text for section in page.all("section") for element in section.all("h2")}
    assert shown == {
        f"{method.upper()} {path}" for path, operations in description["paths"].items() for method in operations
    }
    assert "POST /api/resolve" in shown


# The description does not depend on the gazetteer.
DESCRIPTION = unguarded(cast("Engine", None), ServiceSettings()).openapi()
# What is too much is told with a status of its own.
REFUSALS = ["400", "404", "405", "409", "413", "415"]
CHECKS = {"checks": {"negative_data_rejection": {"expected-statuses": REFUSALS}}}
described = schemathesis.openapi.from_dict(DESCRIPTION, config=SchemathesisConfig.from_dict(CHECKS))
# What has the right form there may still ask for nothing, or for what there is not.
QUESTIONS = {"/reconcile", "/reconcile/1.0-draft/match", "/reconcile/1.0-draft/extend"}


@described.parametrize()
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_service_keeps_to_its_description(case: schemathesis.Case, service: Live) -> None:
    may_be_empty = case.operation.path in QUESTIONS
    case.call_and_validate(base_url=service.url, excluded_checks=[positive_data_acceptance] if may_be_empty else [])
