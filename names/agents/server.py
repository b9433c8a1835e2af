"""The server: it lists its tools, answers calls, and gives an entity as a resource."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.metadata import version
from time import perf_counter
from typing import Any
from urllib.parse import unquote

import mcp_types as types
from mcp import MCPError
from mcp.server import Server, ServerRequestContext
from pydantic import ValidationError

from gazetteer import UnknownEntity
from names.agents.callers import Caller
from names.agents.inputs import mistakes
from names.agents.looking_up import entity_of
from names.agents.texts import sendable
from names.agents.tools import AgentTool, offered
from names.agents.wording import reply
from names.errors import NamesError
from names.formats.escaping import json_line
from names.service.engine import Engine, Refused

__all__ = ["create_server"]

LOG = logging.getLogger("names.agents")
ENTITY = "names://entity/"  # what the address of an entity begins with
INSTRUCTIONS = """\
Says which person, place or organisation a name means, in any script and spelling. It looks in: {gazetteer}.
Before you store, compare or search for anybody by name, call resolve_name and keep the id: one id is one entity, \
however it is spelled. status match can be relied on; ambiguous: say more (kind, countries, born), or ask the user \
which candidate is meant; none: nobody that is known, so keep the name as it is, and use group_names to see which of \
your names are one.
For a text use find_names, for a list of names group_names, for two spellings compare_names; reading_and_variants says \
how a name is read and how else it may be spelled.
{deciding}"""
DECIDING = "If the user says whom a spelling means or does not mean, keep it with decide; it holds for good."
READING = "This server only reads: what the user decides cannot be kept."
SHOWN = 100  # characters of the name of a client that a decision notes, or of a tool that is not there; chosen
TEMPLATE = types.ResourceTemplate(
    name="entity",
    title="Entity",
    uri_template=f"{ENTITY}{{+id}}",
    description="An entity by its id: facts, names by language with their sources, and what was decided about it.",
    mime_type="application/json",
)


def create_server(engine: Engine, *, who: str, may_decide: bool = True) -> Server[Any]:
    """The server with its tools. `who` is the person for whom agents decide; empty if that is not known."""
    handlers = _Handlers(engine, who, offered(may_decide=may_decide))
    return Server(
        "names-gazetteer",
        title="Names",
        version=version("names-gazetteer"),
        instructions=INSTRUCTIONS.format(gazetteer=engine.name, deciding=DECIDING if may_decide else READING),
        lifespan=handlers.lifespan,
        on_list_tools=handlers.list_tools,
        on_call_tool=handlers.call_tool,
        on_list_resources=handlers.list_resources,
        on_list_resource_templates=handlers.list_templates,
        on_read_resource=handlers.read_resource,
    )


class _Handlers:
    """What answers each kind of request."""

    def __init__(self, engine: Engine, who: str, tools: dict[str, AgentTool]) -> None:
        self._engine, self._who, self._tools = engine, who, tools

    @asynccontextmanager
    async def lifespan(self, _: object) -> AsyncIterator[dict[str, Any]]:
        beginning = asyncio.create_task(_begin(self._engine))
        yield {}
        beginning.cancel()

    async def list_tools(self, _: object, __: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_listed(name, tool) for name, tool in self._tools.items()])

    async def call_tool(
        self, context: ServerRequestContext, asked: types.CallToolRequestParams
    ) -> types.CallToolResult:
        if asked.name not in self._tools:
            return _refused(f"there is no tool {asked.name[:SHOWN]!r}; there are {', '.join(self._tools)}")
        caller = Caller(self._engine, _decider(context, self._who))
        began = perf_counter()
        answer = await _answered(self._tools[asked.name], asked.arguments or {}, caller)
        outcome = "refused" if answer.is_error else "answered"
        LOG.info("%s %s in %.0f ms", asked.name, outcome, 1000 * (perf_counter() - began))
        return answer

    async def list_resources(self, _: object, __: object) -> types.ListResourcesResult:
        return types.ListResourcesResult(resources=[])  # entities are too many to be listed

    async def list_templates(self, _: object, __: object) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(resource_templates=[TEMPLATE])

    async def read_resource(self, _: object, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        return await _entity(str(asked.uri), self._engine)


async def _begin(engine: Engine) -> None:
    """Read what most look-ups need, while the client makes itself known."""
    with suppress(NamesError):  # the first call that meets it tells the agent
        await engine.begin()


def _listed(name: str, tool: AgentTool) -> types.Tool:
    return types.Tool(
        name=name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema(mode="serialization"),
        annotations=types.ToolAnnotations(
            title=tool.title,
            read_only_hint=not tool.changes,
            destructive_hint=False,  # what is decided can be undone, and nothing is ever deleted
            idempotent_hint=True,  # what was decided before is not written again
            open_world_hint=False,
        ),
    )


async def _answered(tool: AgentTool, arguments: dict[str, Any], caller: Caller) -> types.CallToolResult:
    """The answer to a call, or what is wrong with it."""
    try:
        answer = await tool.answer(tool.takes.model_validate(arguments), caller)
    except ValidationError as error:
        return _refused(mistakes(error))
    except NamesError as error:
        return _refused(str(error))
    except Exception as error:  # an agent goes on with the next call, and must not see a traceback
        LOG.exception("unforeseen")  # `logs` writes the kind and the place alone
        return _refused(f"something unforeseen happened ({type(error).__name__}); other calls are answered as before")
    text = types.TextContent(text=reply(tool.words(answer)))
    return types.CallToolResult(content=[text], structured_content=answer.model_dump(mode="json"))


def _refused(message: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(text=reply(iter([message])))], is_error=True)


def _decider(context: ServerRequestContext, who: str) -> str:
    """Who decides, as a decision notes it: the agent, and the person it works for."""
    client = context.session.client_params
    agent = sendable(client.client_info.name)[:SHOWN] if client is not None else "an agent"
    return f"{agent} for {who}" if who else agent


async def _entity(uri: str, engine: Engine) -> types.ReadResourceResult:
    """The entity at an address. Raises MCPError if there is none."""
    if not uri.startswith(ENTITY):
        raise MCPError(types.INVALID_PARAMS, f"there is no such resource; an entity is at {ENTITY}ID")
    id = unquote(uri.removeprefix(ENTITY))
    try:
        record = await engine.run(partial(entity_of, id))
    except Refused as error:
        if UnknownEntity.__name__ in error.kinds:
            raise MCPError(types.INVALID_PARAMS, f"{error}; resolve_name tells ids") from None
        raise MCPError(types.INTERNAL_ERROR, str(error)) from None
    except NamesError as error:
        raise MCPError(types.INTERNAL_ERROR, str(error)) from None
    text = sendable(json_line(record))
    return types.ReadResourceResult(
        contents=[types.TextResourceContents(uri=uri, mime_type="application/json", text=text)]
    )
