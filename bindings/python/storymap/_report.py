"""What all results share: the reports on them."""

from __future__ import annotations

import json
from typing import Any, Protocol

from ._errors import Error
from ._language import Language, check_language
from ._values import whole


class Reports(Protocol):
    """A result of the compiled part."""

    def json(self, language: str) -> str: ...
    def text(self, language: str, width: int, color: bool, most: int) -> str: ...
    def markdown(self, language: str, most: int) -> str: ...


class Report:
    """A result that can be written in several forms, the same as those of the ``storymap`` command."""

    _reports: Reports

    def to_json(self, language: Language = "en") -> str:
        """The JSON of the command, byte for byte (docs/reference/report-json.md). Everything found is in it."""
        return self._reports.json(check_language(language))

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """The object of `to_json`."""
        document: dict[str, Any] = json.loads(self.to_json(language))
        return document

    def to_text(self, language: Language = "en", *, width: int = 100, color: bool = False, most: int = 20) -> str:
        """The page of the command, for a terminal.

        Parameters
        ----------
        language
            ``"en"`` or ``"ru"``.
        width
            Columns, 40 to 160.
        color
            With escape sequences.
        most
            Groups of each kind that are listed; 0: all.
        """
        if not 40 <= whole(width, "width") <= 160:
            raise Error(f"expected 40 to 160 columns, found {width}", path="width")
        return self._reports.text(check_language(language), width, bool(color), whole(most, "most"))

    def to_markdown(self, language: Language = "en", *, most: int = 20) -> str:
        """The page of the command for pull requests and wikis. The parameters are those of `to_text`."""
        return self._reports.markdown(check_language(language), whole(most, "most"))

    def __str__(self) -> str:
        return self.to_text()
