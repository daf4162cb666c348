"""Edits as Python objects and as the JSON that the core takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ._errors import Error

#: One change, in the words of docs/schema/edits.v1.schema.json: ``{"op": "set", "noun": "story", "id": "s1", ...}``.
Edit = Mapping[str, Any]


def edits_to_json(edits: Iterable[Edit] | str) -> str:
    """The edit log of some edits; a log stays what it is."""
    if isinstance(edits, str):
        return edits
    if isinstance(edits, Mapping):
        raise TypeError("edits must be a list of edits, not one edit")
    lines = []
    for number, edit in enumerate(edits):
        if not isinstance(edit, Mapping):
            raise TypeError(f"edits[{number}] must be a dict, not {type(edit).__name__}")
        try:
            line = json.dumps({"v": 1, **edit}, ensure_ascii=False, allow_nan=False)
            line.encode()
        except UnicodeEncodeError:
            raise Error("a lone surrogate is no character", "invalid_encoding", f"/{number}") from None
        except ValueError:
            raise Error("expected finite numbers", "invalid_field", f"/{number}") from None
        except TypeError as error:
            raise Error(f"is no JSON: {error}", "invalid_field", f"/{number}") from None
        lines.append(line)
    return "[" + ",".join(lines) + "]"


def edits_from_json(log: str) -> list[dict[str, Any]]:
    """The edits of an edit log."""
    return [json.loads(line) for line in log.split("\n") if line]
