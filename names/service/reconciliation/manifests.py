"""What the service says of itself: the manifests of 0.2, which clients of 0.1 read too, and of 1.0-draft."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, NamedTuple
from urllib.parse import urlencode

from names.service.reconciliation.asking import BATCH
from names.service.reconciliation.extending import PROPERTY_SETTINGS
from names.service.reconciliation.types import EntityType

__all__ = ["PREFIX", "ServiceAddress", "draft_manifest", "legacy_manifest"]

PREFIX = "/reconcile"  # of all addresses of the Reconciliation API
WIDTH, HEIGHT = 400, 300  # pixels of a preview
THING = "https://schema.org/Thing"  # what all entities are
# How a token is given, in the form of Swagger 2.0, which both manifests have.
BEARER = {"type": "apiKey", "name": "Authorization", "in": "header"}


class ServiceAddress(NamedTuple):
    """Where the service is, as the client calls it, and the token that it gave in the address, if it did."""

    base: str  # such as http://127.0.0.1:8000
    token: str = ""

    def of(self, path: str, **parameters: str) -> str:
        """The address of a path below the prefix; the values of parameters are written as they are.

        >>> ServiceAddress("http://127.0.0.1:8000").of("/view", id="{id}")
        'http://127.0.0.1:8000/reconcile/view?id={id}'
        """
        return f"{self.base}{self.path(path, **parameters)}"

    def path(self, path: str, **parameters: str) -> str:
        """The same without the beginning."""
        given = [f"{name}={value}" for name, value in parameters.items()]
        if self.token:
            given.append(urlencode({"token": self.token}))
        return f"{PREFIX}{path}{'?' if given else ''}{'&'.join(given)}"


def legacy_manifest(name: str, types: Sequence[EntityType], at: ServiceAddress, *, closed: bool) -> dict[str, Any]:
    """The manifest of 0.2; the service is `closed` if it asks for a token."""
    return {
        "versions": ["0.1", "0.2"],
        "identifierSpace": f"{at.base}{PREFIX}/view?id=",
        "schemaSpace": THING,
        **_common(name, types, at, closed=closed),
        "view": {"url": at.of("/view", id="{{id}}")},
        "feature_view": {"url": f"{at.of('/documentation')}#feature-{{{{id}}}}"},
        "preview": {"url": at.of("/preview", id="{{id}}"), "width": WIDTH, "height": HEIGHT},
        "suggest": {what: _suggestion(what, at) for what in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {"service_url": at.base, "service_path": at.path("/properties")},
            "property_settings": [_legacy_setting(one) for one in PROPERTY_SETTINGS],
        },
    }


def draft_manifest(name: str, types: Sequence[EntityType], at: ServiceAddress, *, closed: bool) -> dict[str, Any]:
    """The manifest of 1.0-draft."""
    return {
        "versions": ["1.0-draft"],
        **_common(name, types, at, closed=closed),
        "lang": "en",
        "dir": "ltr",
        "view": {"url": at.of("/view", id="{id}")},
        "featureView": {"url": f"{at.of('/documentation')}#feature-{{id}}"},
        "preview": {"width": WIDTH, "height": HEIGHT},
        "suggest": {"entity": True, "property": True, "type": True},
        "extend": {"proposeProperties": True, "propertySettings": list(PROPERTY_SETTINGS)},
        "standardizedScore": True,
    }


def _common(name: str, types: Sequence[EntityType], at: ServiceAddress, *, closed: bool) -> dict[str, Any]:
    """What both manifests have."""
    return {
        "name": f"names-gazetteer: {name}",
        "documentation": at.of("/documentation"),
        "serviceVersion": version("names-gazetteer"),
        "defaultTypes": [one.record for one in types],
        "batchSize": BATCH,
        **({"authentication": BEARER} if closed else {}),
    }


def _suggestion(what: str, at: ServiceAddress) -> dict[str, str]:
    return {
        "service_url": at.base,
        "service_path": at.path(f"/suggest/{what}"),
        "flyout_service_url": at.base,
        "flyout_service_path": at.path(f"/flyout/{what}", id="${id}"),
    }


def _legacy_setting(setting: dict[str, Any]) -> dict[str, Any]:
    """A setting of 1.0-draft in the words of 0.2."""
    words = {"id": "name", "name": "label", "helpText": "help_text"}
    return {words.get(key, key): value for key, value in setting.items()}
