"""A reconciliation service over a few entities in memory, asked without a server, and the schemas of its answers."""

from __future__ import annotations

import json
import pickle
from collections.abc import AsyncIterator, Callable, Hashable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from command_line import ROOT
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from jsonschema import Draft202012Validator

from gazetteer import Alias, Entity, Gazetteer, GazetteerError, Office
from names.errors import NamesError
from names.resolution.resolver import build_gazetteer
from names.service.engine import Refused
from names.service.guards import guarded
from names.service.problems import answer_problems
from names.service.reconciliation.router import reconciliation_router
from names.service.settings import ServiceSettings
from names.service.workers import Refusal

Question = TypeVar("Question", bound=Hashable)
Result = TypeVar("Result")

HOSTILE = "<script>alert(1)</script>"
ENTITIES = [
    Entity(
        "person/ada-berg", "person",
        [
            Alias("Ada Berg", "de", "label", "list"), Alias("Ада Берг", "ru", "alias", "list"),
            Alias("Adele Berg", "de", "former", "register", until="1975"),
        ],
        countries=["AT"], prior=4.0, born="1950-03-01", died="2011", office=Office("mayor of Linz", "1990", "2000"),
        identifiers=["wikidata:Q1", "viaf:10", "atlas:7"],
    ),
    Entity("person/ada-berg-2", "person", ["Ada Berg"], countries=["DE"], prior=4.0, born="1981"),
    Entity("person/leyla", "person", [Alias("ليلى حداد", "ar"), Alias("Layla Haddad", "en")], countries=["LB"]),
    Entity("person/berg-ada", "person", ["Sofia Lindqvist"], identifiers=["wikidata:Q2"]),
    Entity("place/minsk", "place", ["Minsk", Alias("Мінск", "be")], countries=["BY"], identifiers=["wikidata:Q2280"]),
    Entity("place/linz", "place", [Alias("Linz", "de")], countries=["AT"], prior=5.3, identifiers=["shared:1"]),
    Entity("country/AT", "place", ["Austria", Alias("Österreich", "de")], countries=["AT"], prior=6.9),
    Entity(
        "org/berg", "org", ["Berg AG"], countries=["AT"], prior=2.0, note="maker of cranes", identifiers=["shared:1"]
    ),
    Entity("river/danube", "river", ["Danube", Alias("Donau", "de")], prior=6.0),
    Entity('<b>&"', 'x"><i>', [HOSTILE, Alias("\u202eevil\0", "no language", "<i>", "<u>")], note=HOSTILE),
]  # fmt: skip
SOURCES = {"list": "A list of persons: CC0 1.0"}
GAZETTEER = build_gazetteer(ENTITIES, sources=SOURCES)


class DirectEngine:
    """Does work where it stands, but as if it were sent to another process."""

    name = "toys"

    def __init__(self, gazetteer: Gazetteer = GAZETTEER) -> None:
        self._gazetteer = gazetteer

    async def run(self, work: Callable[[Gazetteer], Result]) -> Result:
        try:
            return sent(sent(work)(self._gazetteer))
        except (NamesError, GazetteerError) as error:
            kinds = tuple(kind.__name__ for kind in type(error).__mro__)
            raise Refused(Refusal(kinds, str(error))) from None

    async def answers(
        self, questions: Sequence[Question], answer: Callable[[Sequence[Question], Gazetteer], Sequence[Result]]
    ) -> list[Result]:
        distinct = list(dict.fromkeys(questions))
        answers = answer(sent(distinct), self._gazetteer) if distinct else []
        found = dict(zip(distinct, sent(answers), strict=True))
        return [found[question] for question in questions]

    async def steps(self, work: Callable[[Gazetteer], Iterator[Result]]) -> AsyncIterator[Result]:
        for step in sent(work)(self._gazetteer):
            yield sent(step)


def sent(value: Result) -> Result:
    """The value as another process gets it."""
    received: Result = pickle.loads(pickle.dumps(value))
    return received


def client_of(gazetteer: Gazetteer = GAZETTEER, settings: ServiceSettings | None = None) -> TestClient:
    """A client of a service that has this gazetteer, with guards before it if there are settings."""
    application = FastAPI()
    answer_problems(application)
    engine: Any = DirectEngine(gazetteer)
    application.include_router(reconciliation_router(engine, settings or ServiceSettings()))
    guards = guarded(application, settings) if settings else application
    return TestClient(guards, base_url="http://127.0.0.1:8000")


CLIENT = client_of()
LEGACY, DRAFT = "/reconcile", "/reconcile/1.0-draft"


@cache
def schema(version: str, message: str) -> Draft202012Validator:
    """The schema of a message of a version."""
    path = Path(ROOT, "tests", "service", "schemas", f"reconciliation-{version}.json")
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert message in whole["$defs"], message
    return Draft202012Validator({**whole, "$ref": f"#/$defs/{message}"})


def held(answer: Response, message: str, version: str, status: int = 200) -> Any:
    """The content of an answer, which has the form of this message."""
    assert answer.status_code == status, answer.text
    content = answer.json()
    schema(version, message).validate(content)
    if version == "0.2" and status == 200 and message in {"manifest", "result_batch", "suggested_entities"}:
        schema("0.1", message).validate(content)  # clients of 0.1 read it, too
    return content


def ask_legacy(**queries: Any) -> dict[str, list[dict[str, Any]]]:
    """The candidates of queries of 0.2, by key."""
    answer = CLIENT.post(LEGACY, data={"queries": json.dumps(queries)})
    return {key: found["result"] for key, found in held(answer, "result_batch", "0.2").items()}


def ask_draft(*queries: Any) -> list[list[dict[str, Any]]]:
    """The candidates of queries of 1.0-draft."""
    answer = CLIENT.post(f"{DRAFT}/match", json={"queries": queries})
    return [found["candidates"] for found in held(answer, "result_batch", "1.0-draft")["results"]]


def name(value: Any, **more: Any) -> dict[str, Any]:
    """A condition on the name."""
    return {"matchType": "name", "propertyValue": value, **more}


def has(about: str, value: Any, **more: Any) -> dict[str, Any]:
    """A condition on a property."""
    return {"matchType": "property", "propertyId": about, "propertyValue": value, **more}


def features(candidate: dict[str, Any]) -> dict[str, Any]:
    """The values of the features of a candidate, by id; each id stands once."""
    ids = [one["id"] for one in candidate["features"]]
    assert len(ids) == len(set(ids))
    return {one["id"]: one["value"] for one in candidate["features"]}
