"""
The compiled part of storymap. The package around it is what programs use.
"""

from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import typing
import typing_extensions

__all__: list[str] = [
    "Analysis",
    "Corpus",
    "LiveIndex",
    "MapHandle",
    "PairStream",
    "ReadOptions",
    "SimilarityIndex",
    "SimilarityOptions",
    "StorySimilarity",
    "Validation",
    "analyze",
    "check_edits",
    "comparable_texts",
    "diff",
    "export_arrow_stream",
    "formats",
    "library_seconds",
    "load_map",
    "merge",
    "read_map",
    "read_texts",
    "rebase",
    "save_map",
    "stop_words",
    "story_texts",
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

class LiveIndex:
    """
    Texts that come and go.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> LiveIndex: ...
    @staticmethod
    def load(path: str) -> LiveIndex: ...
    def __init__(
        self,
        ngram_range: tuple[typing.SupportsInt | typing.SupportsIndex, typing.SupportsInt | typing.SupportsIndex],
        stop_words: collections.abc.Sequence[str],
        max_df: typing.SupportsInt | typing.SupportsIndex | typing.SupportsFloat | typing.SupportsIndex,
    ) -> None: ...
    def __len__(self) -> int: ...
    def closest(
        self,
        text: typing.Any,
        limit: typing.SupportsInt | typing.SupportsIndex,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
    ) -> list[tuple[int, float]]: ...
    def contains(self, id: typing.SupportsInt | typing.SupportsIndex) -> bool: ...
    def erase(self, id: typing.SupportsInt | typing.SupportsIndex) -> bool: ...
    def ids(self) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def insert(self, text: typing.Any) -> int: ...
    def insert_all(
        self, texts: Corpus, progress: typing.Any = None
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def insert_and_compare(
        self,
        text: typing.Any,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        limit: typing.SupportsInt | typing.SupportsIndex,
    ) -> tuple[int, list[tuple[int, float]]]: ...
    def memory(self) -> int: ...
    def neighbours(
        self,
        id: typing.SupportsInt | typing.SupportsIndex,
        limit: typing.SupportsInt | typing.SupportsIndex,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
    ) -> list[tuple[int, float]]: ...
    def save(self, path: str) -> None: ...
    def to_bytes(self) -> bytes: ...
    def update(self, id: typing.SupportsInt | typing.SupportsIndex, text: typing.Any) -> None: ...

class SimilarityIndex:
    """
    Rows that can be asked how alike they are.
    """
    @staticmethod
    def compare(
        texts: Corpus, left: typing.SupportsInt | typing.SupportsIndex, right: typing.SupportsInt | typing.SupportsIndex
    ) -> tuple[str, list[str], list[str]]: ...
    @staticmethod
    def components_of(
        pairs: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        rows: typing.SupportsInt | typing.SupportsIndex,
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    @staticmethod
    def from_csr(
        indptr: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
        indices: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
        data: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
        columns: typing.SupportsInt | typing.SupportsIndex,
        measure: str,
    ) -> SimilarityIndex: ...
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
    @staticmethod
    def kinds(
        texts: Corpus,
        pairs: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def __len__(self) -> int: ...
    def closest(
        self,
        texts: Corpus,
        limit: typing.SupportsInt | typing.SupportsIndex,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> list[list[tuple[int, float]]]: ...
    def closest_across(
        self,
        boundary: typing.SupportsInt | typing.SupportsIndex,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> tuple[
        numpy.ndarray[typing.Any, numpy.dtype[typing.Any]], numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]
    ]: ...
    def components(
        self,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]:
        """
        The first row of the component of each row.
        """
    def components_at(
        self,
        thresholds: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> list[numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]]: ...
    def count_pairs(
        self,
        thresholds: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> list[int]: ...
    def find_groups(
        self,
        pairs: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
        similar: typing.SupportsFloat | typing.SupportsIndex,
        duplicate: typing.SupportsFloat | typing.SupportsIndex,
    ) -> list[
        tuple[
            str,
            float,
            numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
            numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
        ]
    ]: ...
    def join_memory(
        self,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
    ) -> int: ...
    def joined_with(
        self,
        others: Corpus,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def mean_similarities(
        self, members: typing.Annotated[numpy.typing.ArrayLike, numpy.uint32]
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def neighbour_graph(
        self,
        limit: typing.SupportsInt | typing.SupportsIndex,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> tuple[
        numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
        numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
        numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
    ]: ...
    def neighbours(
        self,
        row: typing.SupportsInt | typing.SupportsIndex,
        limit: typing.SupportsInt | typing.SupportsIndex,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
    ) -> list[tuple[int, float]]: ...
    def pairs(
        self,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]:
        """
        Records of left, right and score.
        """
    def pairs_across(
        self,
        boundary: typing.SupportsInt | typing.SupportsIndex,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def score(
        self, left: typing.SupportsInt | typing.SupportsIndex, right: typing.SupportsInt | typing.SupportsIndex
    ) -> float: ...
    def shared_terms(
        self, left: typing.SupportsInt | typing.SupportsIndex, right: typing.SupportsInt | typing.SupportsIndex
    ) -> list[tuple[str, float]]: ...
    @property
    def measure(self) -> str: ...

class PairStream:
    """
    Chunks of pairs, in an order that does not depend on the number of threads.
    """
    def __init__(
        self,
        index: SimilarityIndex,
        at_least: typing.SupportsFloat | typing.SupportsIndex,
        chunk_size: typing.SupportsInt | typing.SupportsIndex,
        threads: typing.SupportsInt | typing.SupportsIndex = 0,
        progress: typing.Any = None,
    ) -> None: ...
    def __iter__(self) -> typing.Any: ...
    def __next__(self) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def close(self) -> None: ...

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
def export_arrow_stream(
    columns: collections.abc.Sequence[tuple[str, numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]]],
) -> typing_extensions.CapsuleType:
    """
    A capsule of an ArrowArrayStream of columns of numbers.
    """

def formats() -> list[tuple[str, str, str, bool, bool, tuple[str, ...]]]: ...
def library_seconds() -> float:
    """
    How long the library has worked for all long calls so far, without what Python adds.
    """

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

def story_texts(map: MapHandle) -> tuple[Corpus, Corpus, list[str]]:
    """
    What the stories of a map are compared by, what people read of them, and their ids.
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
