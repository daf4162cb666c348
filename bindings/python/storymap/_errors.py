"""The one exception of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _core

if TYPE_CHECKING:
    from ._language import Language


class Error(ValueError):
    """Something the library expected to go wrong: bad input, an option out of range, a file that is not there.

    Attributes
    ----------
    code
        A stable word, as in JSON: ``"invalid_field"``, ``"unknown_id"``, ``"not_found"``...
    message
        One English sentence: what is wrong and what was expected.
    path
        Where: a JSON pointer, ``"line 12"``, the name of an argument, or empty.
    """

    code: str
    message: str
    path: str

    def __init__(self, message: str, code: str = "invalid_argument", path: str = "") -> None:
        super().__init__(message, code, path)
        self.message = message
        self.code = code
        self.path = path

    def message_in(self, language: Language) -> str:
        """The message in a language; names, ids and quoted values in it stay what they are. Messages about the
        arguments of Python functions are English only."""
        from ._language import check_language

        return _core.translated(self.message, check_language(language))

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message
