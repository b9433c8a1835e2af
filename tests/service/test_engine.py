"""The processes that own the gazetteer: they share work, remember, and are replaced when they end."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from command_line import run
from live import PEOPLE

from gazetteer import Gazetteer
from names.resolution.current import ServedFiles, served_files
from names.service import workers
from names.service.engine import Engine, Refused, ServiceBusy
from names.service.workers import WorkerFailed


def _pid(_: Gazetteer) -> int:
    return os.getpid()


def _die(_: Gazetteer) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def _wait(_: Gazetteer) -> int:
    signal.pause()
    return 0


def _fail(_: Gazetteer) -> int:
    raise ZeroDivisionError("a secret name")


def _counting(count: int, _: Gazetteer) -> Iterator[int]:
    yield from range(count)


def _labels(asked: Sequence[str], gazetteer: Gazetteer) -> list[str]:
    return [f"{gazetteer.entity(id).label} {len(asked)}" for id in asked]


def _accepted(spelling: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.decisions is not None and gazetteer.decisions.accepted(spelling) is not None


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedFiles]:
    path = tmp_path_factory.mktemp("served") / "people.tsv"
    path.write_bytes(PEOPLE.read_bytes())
    with served_files(str(path), lambda _: None) as served:
        yield served


@contextmanager
def _running(files: ServedFiles, **given: int) -> Iterator[Engine]:
    engine = Engine(files, **given)
    try:
        yield engine
    finally:
        engine.close()


@pytest.fixture(scope="module")
def engine(files: ServedFiles) -> Iterator[Engine]:
    with _running(files, workers=2) as engine:
        yield engine


def test_all_processes_share_the_work(engine: Engine) -> None:
    async def ask() -> set[int]:
        await engine.begin()
        return set(await asyncio.gather(*(engine.run(_pid) for _ in range(6))))

    assert len(asyncio.run(ask())) == 2
    assert engine.waiting == 0


def test_errors_come_back_with_their_text_and_unforeseen_ones_without(engine: Engine) -> None:
    async def ask() -> None:
        with pytest.raises(Refused, match="no entity has the id 'people/9'") as refused:
            await engine.answers(["people/9"], _labels)
        assert "UnknownEntity" in refused.value.kinds
        with pytest.raises(Refused, match=r"^something unforeseen happened \(ZeroDivisionError\)") as unforeseen:
            await engine.run(_fail)
        assert "Exception" in unforeseen.value.kinds

    asyncio.run(ask())


def test_what_was_asked_lately_is_remembered(engine: Engine) -> None:
    async def ask() -> list[list[str]]:
        asked = [["people/1", "people/2", "people/1"], ["people/2", "people/3"]]
        return [await engine.answers(each, _labels) for each in asked]

    first, second = asyncio.run(ask())
    assert first == ["Sviatlana Tsikhanouskaya 2", "Sooronbay Jeenbekov 2", "Sviatlana Tsikhanouskaya 2"]
    assert second == ["Sooronbay Jeenbekov 2", "Karlygash Otynshieva 1"]  # only the new one was asked for


def test_steps_come_one_by_one_and_can_be_left(engine: Engine) -> None:
    async def ask() -> tuple[list[int], list[int]]:
        whole = [step async for step in engine.steps(partial(_counting, 4))]
        begun = []
        async for step in engine.steps(partial(_counting, 10**9)):
            begun.append(step)
            if step == 2:
                break
        return whole, begun

    assert asyncio.run(ask()) == ([0, 1, 2, 3], [0, 1, 2])
    assert engine.waiting <= 1  # to end what was left is a turn of its own


def test_a_process_that_dies_is_replaced(engine: Engine) -> None:
    async def ask() -> None:
        with pytest.raises(WorkerFailed):
            await engine.run(_die)
        assert await asyncio.gather(*(engine.run(len) for _ in range(4))) == [3] * 4

    asyncio.run(ask())


@pytest.mark.slow
def test_a_process_that_takes_too_long_is_replaced(files: ServedFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    with _running(files) as engine:
        asyncio.run(engine.begin())
        monkeypatch.setattr(workers, "PATIENCE", 0.3)
        with pytest.raises(WorkerFailed):
            asyncio.run(engine.run(_wait))
        monkeypatch.setattr(workers, "PATIENCE", 60)
        assert asyncio.run(engine.run(len)) == 3


def test_too_much_work_is_refused_at_once(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> list[object]:
        return await asyncio.gather(*(engine.run(len) for _ in range(5)), return_exceptions=True)

    monkeypatch.setattr(engine, "_most", 3)
    found = asyncio.run(ask())
    assert found[:3] == [3, 3, 3]
    assert [type(one) for one in found[3:]] == [ServiceBusy, ServiceBusy]


def test_decisions_of_other_processes_hold_at_once(engine: Engine, files: ServedFiles) -> None:
    (table,) = files.known_by
    asked = partial(_accepted, "Sveta")
    assert not asyncio.run(engine.run(asked))
    built = table.with_suffix(".gaz")
    assert run("build", str(table), "-o", str(built)).exit_code == 0
    decided = Path(f"{table}.decisions.jsonl")
    done = run("accept", "Sveta", "people/1", "-g", str(built), "--who", "Ada")
    assert done.exit_code == 0, done.output
    Path(f"{built}.decisions.jsonl").rename(decided)
    assert asyncio.run(engine.run(asked))
    decided.unlink()
    assert not asyncio.run(engine.run(asked))


def test_a_process_that_reads_the_gazetteer_knows_nothing_of_the_web() -> None:
    from command_line import loaded_by

    assert not loaded_by("import names.service.answering, names.service.workers") & {"fastapi", "pydantic", "uvicorn"}
