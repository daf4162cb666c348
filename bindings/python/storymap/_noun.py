"""What all nouns on a map share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from types import EllipsisType
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, TypeVar

from . import _values
from ._errors import Error
from ._external import External, decode_fields

if TYPE_CHECKING:
    from ._edits import Edits
    from ._map import Map

NounT = TypeVar("NounT", bound="Noun")

After: TypeAlias = NounT | str | EllipsisType | None
"""Where something is put among its siblings: behind this one, None for first, ``...`` for last."""


class Noun:
    """A noun on a map, seen by its id: what is read comes from the map, what is assigned is an edit of the map.

    It holds no data of its own. When the noun is removed from the map, reading it is an `Error` (``unknown_id``).
    Two views are equal when they show the same noun of the same map.
    """

    __slots__ = ("_id", "_map")

    kind: ClassVar[str]
    """The word of the JSON schema: ``"story"``."""

    def __init__(self, map: Map, id: str) -> None:
        self._map = map
        self._id = id

    @property
    def id(self) -> str:
        """Its id, unique among the nouns of its kind. It never changes."""
        return self._id

    @property
    def map(self) -> Map:
        """The map it stands on."""
        return self._map

    @property
    def exists(self) -> bool:
        """False once it has been removed from the map."""
        return self._map._handle.contains(self.kind, self._id)

    @property
    def description(self) -> str:
        """Markdown; empty when there is none."""
        return str(self._read("description"))

    @description.setter
    def description(self, value: str) -> None:
        self._write_text("description", value)

    @property
    def external(self) -> tuple[External, ...]:
        """Where it lives in other systems."""
        found = self._read("external")
        return tuple(External(system, key, url, decode_fields(fields)) for system, key, url, fields in found)

    @external.setter
    def external(self, value: Iterable[External | Mapping[str, Any]]) -> None:
        self._write("external", _values.external(value, self._path("external")))

    @property
    def extra(self) -> ExtraFields:
        """The fields that the schema does not know, kept as they were read. Assigning an item is an edit."""
        return ExtraFields(self)

    @extra.setter
    def extra(self, value: Mapping[str, Any]) -> None:
        set_extra_fields(self, value)

    def remove(self, *, cascade: bool = False) -> Edits:
        """Takes it off the map and returns the edits that put it back.

        Parameters
        ----------
        cascade
            Take everything in it, and everything that refers to it, with it. Without, a noun that is not empty or
            that something refers to is refused: `Error` ``in_use``.
        """
        if cascade:
            return self._map._apply_log(self._map._handle.plan_remove(self.kind, self._id))
        return self._map._edit({"op": "remove", "noun": self.kind, "id": self._id}, self._path())

    def _path(self, field: str = "") -> str:
        return "/".join(["", self.kind, self._id.replace("~", "~0").replace("/", "~1"), *([field] if field else [])])

    def _read(self, field: str) -> Any:
        return self._map._handle.field(self.kind, self._id, field)

    def _write(self, field: str, value: object) -> None:
        edit = {"op": "set", "noun": self.kind, "id": self._id, "field": field, "value": value}
        self._map._edit(edit, self._path(field))

    def _write_text(self, field: str, value: object) -> None:
        self._write(field, _values.text(value, self._path(field)))

    def _move(self, parent: str | None, after: object) -> Edits:
        edit = {"op": "move", "noun": self.kind, "id": self._id} | self._map._place(type(self), parent, after, self._id)
        return self._map._edit(edit, self._path())

    def _extra_fields(self) -> tuple[tuple[str, str], ...]:
        fields: tuple[tuple[str, str], ...] = self._read("extra")
        return fields

    def _write_extra(self, name: str, value: object, *, clear: bool = False) -> None:
        edit = {"op": "set", "noun": self.kind, "id": self._id, "field": name}
        self._map._edit(edit if clear else edit | {"value": value}, self._path(name))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Noun):
            return NotImplemented
        return self.kind == other.kind and self._id == other._id and self._map is other._map

    def __hash__(self) -> int:
        return hash((self.kind, self._id, id(self._map)))

    def __repr__(self) -> str:
        if not self.exists:
            return f"<{type(self).__name__} {self._id}: removed>"
        return f"<{type(self).__name__} {self._id}: {self._label()}>"

    def _label(self) -> str:
        raise NotImplementedError


class TitledNoun(Noun):
    """A noun with a title."""

    __slots__ = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self._read("title"))

    @title.setter
    def title(self, value: str) -> None:
        self._write_text("title", value)

    def _label(self) -> str:
        return self.title


class ExtraFields(MutableMapping[str, Any]):
    """The fields of a noun, or of the map, that the schema does not know. Values are what JSON holds."""

    def __init__(self, owner: Noun | Map) -> None:
        self._owner = owner

    def __getitem__(self, name: str) -> Any:
        return decode_fields(self._owner._extra_fields())[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._owner._write_extra(_values.text(name, "the name of a field"), value)

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self._owner._write_extra(name, None, clear=True)

    def __iter__(self) -> Iterator[str]:
        return iter([name for name, _ in self._owner._extra_fields()])

    def __len__(self) -> int:
        return len(self._owner._extra_fields())

    def __repr__(self) -> str:
        return repr(dict(self))


def set_extra_fields(owner: Noun | Map, value: Mapping[str, Any]) -> None:
    """Makes the unknown fields be exactly these."""
    if not isinstance(value, Mapping):
        raise TypeError(f"extra must be a mapping, not {type(value).__name__}")
    fields = ExtraFields(owner)
    for name in set(fields) - set(value):
        del fields[name]
    for name, field in value.items():
        if name not in fields or json.dumps(fields[name]) != json.dumps(field):
            fields[name] = field


def reference(noun: object, kind: type[Noun], name: str) -> str:
    """The id of a noun that may be given by its view or its id."""
    if isinstance(noun, kind):
        return noun._id
    if isinstance(noun, str):
        return noun
    raise TypeError(f"{name} must be {kind.__name__} or str, not {type(noun).__name__}")


def shown_path(path: str, place: str) -> str:
    """Where an error of a single edit is, for somebody who wrote no edit: at a noun instead of in a list of edits."""
    rest = re.sub(r"^/\d+(/(value|place|id|label|link|field)\b)?", "", path)
    return place + rest


def refuse(error: Error, place: str) -> Error:
    """The error of a single edit as that of an assignment or a method."""
    return Error(error.message, error.code, shown_path(error.path, place))
