"""The maps that a function is asked about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from . import _core
from ._errors import Error
from ._map import Map
from ._values import word

Maps: TypeAlias = Map | Iterable[Map] | Mapping[str, Map]
"""A map, several maps, or several maps by the names that results call them."""


def check_map(map: object, argument: str) -> Map:
    """The argument, when it is a map."""
    if not isinstance(map, Map):
        raise TypeError(f"{argument} must be storymap.Map, not {type(map).__name__}")
    return map


def inputs(maps: Maps) -> list[tuple[_core.MapHandle, str, Any]]:
    """Each map with its name and the data of its report, as the compiled part takes them."""
    if isinstance(maps, Map):
        return [_input(_file(maps), maps)]
    if isinstance(maps, Mapping):
        found = [
            _input(word(str(name), "the name of a map"), check_map(map, f"maps[{name!r}]"))
            for name, map in maps.items()
        ]
    elif isinstance(maps, Iterable):
        several = [check_map(map, f"maps[{row}]") for row, map in enumerate(maps)]
        found = [_input(_file(map) or map.name or f"maps[{row}]", map) for row, map in enumerate(several)]
    else:
        raise TypeError(f"maps must be storymap.Map or several of them, not {type(maps).__name__}")
    if not found:
        raise Error("expected at least one map", path="maps")
    return found


def _file(map: Map) -> str:
    """The name of its file as text, which a name need not be."""
    return "" if map.report is None else os.fsencode(map.report.file).decode(errors="replace")


def _input(name: str, map: Map) -> tuple[_core.MapHandle, str, Any]:
    return map._handle, name, None if map.report is None else map.report._data
