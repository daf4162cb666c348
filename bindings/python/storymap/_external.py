"""Where a noun lives in another system."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


def decode_fields(pairs: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """Unknown fields, whose values are JSON text, as a dict."""
    return {name: json.loads(value) for name, value in pairs}


@dataclass(frozen=True)
class External:
    """Where a noun lives in another system: an issue of Jira, a card of Trello.

    Examples
    --------
    >>> External("jira", "SHOP-12", fields={"type": "Bug"}).to_dict()
    {'system': 'jira', 'key': 'SHOP-12', 'type': 'Bug'}
    """

    system: str = ""
    key: str = ""
    url: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """Words of that system which a map has no place for."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))

    def __reduce__(self) -> tuple[type[External], tuple[str, str, str, dict[str, Any]]]:
        return External, (self.system, self.key, self.url, dict(self.fields))

    def to_dict(self) -> dict[str, Any]:
        """The object of the JSON schema."""
        known = {"system": self.system, "key": self.key, "url": self.url}
        return {word: value for word, value in known.items() if value} | dict(self.fields)
