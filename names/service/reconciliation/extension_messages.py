"""Which properties of which entities a client wants to fetch; the same in all versions."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from names.service.messages import NameText
from names.service.reconciliation.asking import BATCH, FETCHED, AskedProperty
from names.service.reconciliation.message_values import SettingValues

__all__ = ["ExtensionProperty", "ExtensionQuery"]


class ExtensionSettings(BaseModel):
    """How many values are wanted, and names in which language."""

    model_config = ConfigDict(extra="forbid")

    limit: SettingValues = 0
    language: NameText = ""


class ExtensionProperty(BaseModel):
    """A property that is to be fetched."""

    id: NameText
    settings: ExtensionSettings = ExtensionSettings()


class ExtensionQuery(BaseModel):
    """Entities, by their ids, and the properties that are to be fetched of them."""

    ids: Annotated[list[NameText], Field(max_length=FETCHED)]
    properties: Annotated[list[ExtensionProperty], Field(max_length=BATCH)]

    @property
    def asked(self) -> tuple[AskedProperty, ...]:
        """The properties, each once, with the settings that stand last."""
        last = {one.id: AskedProperty(one.id, one.settings.limit, one.settings.language) for one in self.properties}
        return tuple(last.values())
