"""Links between stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from ._story import Story

LinkKind = Literal["blocks", "relates", "duplicates"]


@dataclass(frozen=True)
class Link:
    """What one story says about another. Kind and ends are its identity within the map."""

    kind: LinkKind
    """``blocks``: `to_story` cannot be finished before `from_story`; ``relates``: worth knowing together;
    ``duplicates``: `from_story` says the same as `to_story`."""
    from_story: Story
    to_story: Story
    extra: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """Fields that the schema does not know."""
