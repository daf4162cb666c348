"""
The compiled part of storymap. The package around it is what programs use.
"""

from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import typing

__all__: list[str] = [
    "Analysis",
    "Corpus",
    "MapHandle",
    "ReadOptions",
    "SimilarityIndex",
    "SimilarityOptions",
    "StorySimilarity",
    "Validation",
    "analyze",
    "check_edits",
    "comparable_texts",
    "diff",
    "formats",
    "load_map",
    "merge",
    "read_map",
    "read_texts",
    "rebase",
    "save_map",
    "stop_words",
    "translated",
    "validate",
    "write_map",
]

class MapHandle:
    @staticmethod
    def from_json(text: str) -> MapHandle: ...
    def __init__(self) -> None: ...
    def apply(self, edits: str) -> str: ...
    def check(self) -> None: ...
    def children(self, noun: str, id: str) -> list[str]: ...
    def contains(self, noun: str, id: str) -> bool: ...
    def copy(self) -> MapHandle: ...
    def counts(self) -> dict[str, int]: ...
    def equals(self, other: MapHandle) -> bool: ...
    def field(self, noun: str, id: str, word: str) -> typing.Any: ...
    def free_id(self, noun: str) -> str: ...
    def ids(self, noun: str) -> list[str]: ...
    def last(self, noun: str, parent: str, apart: str) -> str | None: ...
    def links(self) -> list[tuple[str, str, str, tuple[tuple[str, str], ...]]]: ...
    def map_field(self, word: str) -> typing.Any: ...
    def parent(self, noun: str, id: str) -> str: ...
    def plan_remove(self, noun: str, id: str) -> str: ...
    def stories_with(self, noun: str, id: str) -> list[str]: ...
    def to_json(self) -> str: ...
    @property
    def revision(self) -> int: ...

class SimilarityOptions:
    def __init__(
        self,
        similar: typing.SupportsFloat | typing.SupportsIndex,
        duplicate: typing.SupportsFloat | typing.SupportsIndex,
        measure: str,
        ngram_range: tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex],
        max_df: typing.SupportsFloat | typing.SupportsIndex,
        stop_words: collections.abc.Sequence[str],
    ) -> None: ...

class Validation:
    def findings(
        self,
    ) -> list[
        tuple[
            str,
            str,
            str,
            str,
            typing.Annotated[list[str], "FixedSize(2)"],
            typing.Annotated[list[str], "FixedSize(2)"],
            tuple[int | None, str | None, str | None, str | None],
            list[tuple[int, str]],
        ]
    ]: ...
    def json(self, language: str) -> str: ...
    def markdown(self, language: str, most: typing.SupportsInt | typing.SupportsIndex) -> str: ...
    def recommendations(self) -> list[tuple[str, typing.Annotated[list[str], "FixedSize(2)"]]]: ...
    def stats(self) -> dict[str, typing.Any]: ...
    def text(
        self,
        language: str,
        width: typing.SupportsInt | typing.SupportsIndex,
        color: bool,
        most: typing.SupportsInt | typing.SupportsIndex,
    ) -> str: ...
    @property
    def is_valid(self) -> bool: ...
    @property
    def profile(self) -> str: ...
    @property
    def score(self) -> int: ...

class StorySimilarity:
    def groups(self) -> list[tuple[str, float, list[tuple[int, float]]]]: ...
    def json(self, language: str) -> str: ...
    def markdown(self, language: str, most: typing.SupportsInt | typing.SupportsIndex) -> str: ...
    def pairs(self) -> list[tuple[int, int, float, str]]: ...
    def stats(self) -> dict[str, int]: ...
    def stories(self) -> list[tuple[int, str, str, str, str]]: ...
    def text(
        self,
        language: str,
        width: typing.SupportsInt | typing.SupportsIndex,
        color: bool,
        most: typing.SupportsInt | typing.SupportsIndex,
    ) -> str: ...
    @property
    def algorithm(self) -> str: ...

class Analysis:
    def json(self, language: str) -> str: ...
    def markdown(self, language: str, most: typing.SupportsInt | typing.SupportsIndex) -> str: ...
    def similarity(self) -> StorySimilarity: ...
    def summary(self, language: str) -> str: ...
    def text(
        self,
        language: str,
        width: typing.SupportsInt | typing.SupportsIndex,
        color: bool,
        most: typing.SupportsInt | typing.SupportsIndex,
    ) -> str: ...
    def validation(self) -> Validation: ...
    @property
    def band(self) -> str: ...
    @property
    def overall_score(self) -> int: ...
    @property
    def profile(self) -> str: ...
    @property
    def project_name(self) -> str: ...

class Corpus:
    """
    Texts in one block of memory.
    """
    def __getitem__(self, row: typing.SupportsInt | typing.SupportsIndex) -> str: ...
    def __len__(self) -> int: ...
    @property
    def bytes(self) -> int: ...

class ReadOptions:
    def __init__(
        self,
        format: str,
        file_name: str,
        encoding: str | None,
        columns: collections.abc.Sequence[tuple[str, str | typing.SupportsInt | typing.SupportsIndex]],
        archived: bool,
        name_after_file: bool,
    ) -> None: ...

class SimilarityIndex:
    """
    Rows that can be asked how alike they are.
    """
    @staticmethod
    def from_texts(
        corpus: Corpus,
        measure: str,
        ngram_range: tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex],
        stop_words: collections.abc.Sequence[str],
        min_df: typing.SupportsInt | typing.SupportsIndex | typing.SupportsFloat | typing.SupportsIndex,
        max_df: typing.SupportsInt | typing.SupportsIndex | typing.SupportsFloat | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> SimilarityIndex: ...
    def __len__(self) -> int: ...
    def pairs(
        self,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]:
        """
        Records of left, right and score.
        """
    @property
    def measure(self) -> str: ...

def analyze(
    maps: collections.abc.Sequence[
        tuple[
            MapHandle,
            str,
            tuple[
                str,
                str,
                tuple[tuple[str, int], ...],
                tuple[tuple[str, str, str, int, int], ...],
                tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]],
            ]
            | None,
        ]
    ],
    profile: str,
    options: SimilarityOptions,
    threads: typing.SupportsInt | typing.SupportsIndex,
    progress: typing.Any,
) -> Analysis: ...
def check_edits(edits: str) -> str: ...
def comparable_texts(map: MapHandle) -> list[str]: ...
def diff(
    base: tuple[MapHandle, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]],
    other: tuple[MapHandle, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]],
    similar: typing.SupportsFloat | typing.SupportsIndex | None,
) -> str: ...
def formats() -> list[tuple[str, str, str, bool, bool, tuple[str, ...]]]: ...
def load_map(
    path: bytes, options: ReadOptions
) -> tuple[
    MapHandle,
    tuple[
        str,
        str,
        tuple[tuple[str, int], ...],
        tuple[tuple[str, str, str, int, int], ...],
        tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    ],
]: ...
def merge(
    base: tuple[MapHandle, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]],
    ours: tuple[MapHandle, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]],
    theirs: tuple[
        MapHandle, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    ],
    similar: typing.SupportsFloat | typing.SupportsIndex | None,
) -> tuple[
    MapHandle,
    tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    list[tuple[str, str, str, str, str, str, str]],
]: ...
def read_map(
    data: bytes, options: ReadOptions
) -> tuple[
    MapHandle,
    tuple[
        str,
        str,
        tuple[tuple[str, int], ...],
        tuple[tuple[str, str, str, int, int], ...],
        tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    ],
]: ...
def read_texts(
    texts: typing.Any, argument: str = "texts", na: str = "raise"
) -> tuple[Corpus, numpy.typing.NDArray[numpy.uint32]]:
    """
    The texts, and their rows when some were skipped.
    """

def rebase(edits: str, base: MapHandle, current: MapHandle) -> tuple[str, list[tuple[str, int, str]]]: ...
def save_map(map: MapHandle, path: bytes, format: str) -> list[str]: ...
def stop_words(name: str) -> list[str]:
    """
    The words of a built-in list.
    """

def translated(english: str, language: str) -> str: ...
def validate(
    maps: collections.abc.Sequence[
        tuple[
            MapHandle,
            str,
            tuple[
                str,
                str,
                tuple[tuple[str, int], ...],
                tuple[tuple[str, str, str, int, int], ...],
                tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]],
            ]
            | None,
        ]
    ],
    profile: str,
) -> Validation: ...
def write_map(map: MapHandle, format: str) -> tuple[str, list[str]]: ...

__version__: str = "0.1.0"
