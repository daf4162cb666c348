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
    "LiveIndex",
    "MapHandle",
    "PairStream",
    "ReadOptions",
    "SimilarityIndex",
    "SimilarityOptions",
    "StorySimilarity",
    "Validation",
    "Vectorizer",
    "analyze",
    "arrow_stream",
    "check_edits",
    "clean_text",
    "comparable_texts",
    "compare_texts",
    "diff",
    "fit_transform",
    "formats",
    "index_of_counts",
    "index_of_csr",
    "index_of_vectors",
    "library_seconds",
    "live_index_of_bytes",
    "load_live_index",
    "load_map",
    "merge",
    "read_map",
    "read_texts",
    "rebase",
    "restore_vectorizer",
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

class Corpus:
    def __len__(self) -> int: ...
    def bytes(self) -> int: ...
    def cleaned(self) -> Corpus: ...
    def joined(self, arg0: Corpus) -> Corpus: ...
    def text(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> str: ...

class Vectorizer:
    def __len__(self) -> int: ...
    def analyze(self, arg0: str) -> list: ...
    def idf(self) -> numpy.typing.NDArray[numpy.float64]: ...
    def terms(self) -> list: ...
    def terms_of(self, arg0: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]) -> list: ...
    def transform(
        self, corpus: Corpus, threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any
    ) -> tuple: ...

class SimilarityIndex:
    def __len__(self) -> int: ...
    def closest_across(
        self,
        arg0: typing.SupportsInt | typing.SupportsIndex,
        arg1: typing.SupportsFloat | typing.SupportsIndex,
        arg2: typing.SupportsInt | typing.SupportsIndex,
        arg3: typing.Any,
    ) -> tuple: ...
    def components(
        self,
        arg0: typing.SupportsFloat | typing.SupportsIndex,
        arg1: typing.SupportsInt | typing.SupportsIndex,
        arg2: typing.Any,
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def count_pairs(
        self,
        arg0: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
        arg1: typing.SupportsInt | typing.SupportsIndex,
        arg2: typing.Any,
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def for_each_pair(
        self,
        arg0: typing.SupportsFloat | typing.SupportsIndex,
        arg1: collections.abc.Callable,
        arg2: typing.SupportsInt | typing.SupportsIndex,
    ) -> None: ...
    def groups(
        self,
        arg0: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
        arg1: typing.SupportsFloat | typing.SupportsIndex,
        arg2: typing.SupportsFloat | typing.SupportsIndex,
    ) -> list: ...
    def join(
        self, arg0: typing.SupportsFloat | typing.SupportsIndex, arg1: typing.SupportsInt | typing.SupportsIndex
    ) -> int: ...
    def join_memory(
        self, arg0: typing.SupportsFloat | typing.SupportsIndex, arg1: typing.SupportsInt | typing.SupportsIndex
    ) -> int: ...
    def mean_similarities(
        self, arg0: collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]
    ) -> numpy.typing.NDArray[numpy.float64]: ...
    def neighbour_graph(
        self,
        arg0: typing.SupportsInt | typing.SupportsIndex,
        arg1: typing.SupportsFloat | typing.SupportsIndex,
        arg2: typing.SupportsInt | typing.SupportsIndex,
        arg3: typing.Any,
    ) -> tuple: ...
    def neighbours(
        self,
        arg0: typing.SupportsInt | typing.SupportsIndex,
        arg1: typing.SupportsInt | typing.SupportsIndex,
        arg2: typing.SupportsFloat | typing.SupportsIndex,
    ) -> list: ...
    def pairs(
        self,
        arg0: typing.SupportsFloat | typing.SupportsIndex,
        arg1: typing.SupportsInt | typing.SupportsIndex,
        arg2: typing.Any,
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def pairs_across(
        self,
        arg0: typing.SupportsInt | typing.SupportsIndex,
        arg1: typing.SupportsFloat | typing.SupportsIndex,
        arg2: typing.SupportsInt | typing.SupportsIndex,
        arg3: typing.Any,
    ) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def score(
        self, arg0: typing.SupportsInt | typing.SupportsIndex, arg1: typing.SupportsInt | typing.SupportsIndex
    ) -> float: ...
    def search(
        self,
        arg0: Vectorizer,
        arg1: str,
        arg2: typing.SupportsInt | typing.SupportsIndex,
        arg3: typing.SupportsFloat | typing.SupportsIndex,
    ) -> list: ...
    def shared(
        self, arg0: typing.SupportsInt | typing.SupportsIndex, arg1: typing.SupportsInt | typing.SupportsIndex
    ) -> list: ...

class LiveIndex:
    def __contains__(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> bool: ...
    def __init__(self, arg0: dict) -> None: ...
    def __len__(self) -> int: ...
    def closest(
        self,
        arg0: str,
        arg1: typing.SupportsInt | typing.SupportsIndex,
        arg2: typing.SupportsFloat | typing.SupportsIndex,
    ) -> list: ...
    def erase(self, arg0: typing.SupportsInt | typing.SupportsIndex) -> bool: ...
    def ids(self) -> numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]: ...
    def insert(self, arg0: str) -> int: ...
    def insert_all(self, arg0: Corpus) -> int: ...
    def insert_and_compare(
        self,
        arg0: str,
        arg1: typing.SupportsFloat | typing.SupportsIndex,
        arg2: typing.SupportsInt | typing.SupportsIndex,
    ) -> tuple: ...
    def memory(self) -> int: ...
    def neighbours(
        self,
        arg0: typing.SupportsInt | typing.SupportsIndex,
        arg1: typing.SupportsInt | typing.SupportsIndex,
        arg2: typing.SupportsFloat | typing.SupportsIndex,
    ) -> list: ...
    def save(self, arg0: bytes) -> None: ...
    def to_bytes(self) -> bytes: ...
    def update(self, arg0: typing.SupportsInt | typing.SupportsIndex, arg1: str) -> None: ...

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
def arrow_stream(arg0: list, arg1: list) -> typing.Any: ...
def check_edits(edits: str) -> str: ...
def clean_text(text: str) -> str: ...
def comparable_texts(map: MapHandle) -> list[str]: ...
def compare_texts(arg0: str, arg1: str) -> dict: ...
def diff(
    base: tuple[MapHandle, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]],
    other: tuple[MapHandle, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]],
    similar: typing.SupportsFloat | typing.SupportsIndex | None,
) -> str: ...
def fit_transform(
    corpus: Corpus, options: dict, threads: typing.SupportsInt | typing.SupportsIndex, progress: typing.Any
) -> tuple: ...
def formats() -> list[tuple[str, str, str, bool, bool, tuple[str, ...]]]: ...
def index_of_counts(
    arg0: Corpus, arg1: dict, arg2: typing.SupportsInt | typing.SupportsIndex, arg3: typing.Any
) -> SimilarityIndex: ...
def index_of_csr(
    arg0: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
    arg1: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
    arg2: numpy.ndarray[typing.Any, numpy.dtype[typing.Any]],
    arg3: typing.SupportsInt | typing.SupportsIndex,
    arg4: str,
) -> SimilarityIndex: ...
def index_of_vectors(
    arg0: Corpus, arg1: dict, arg2: str, arg3: typing.SupportsInt | typing.SupportsIndex, arg4: typing.Any
) -> tuple[Vectorizer, SimilarityIndex]: ...
def library_seconds() -> float:
    """
    How long the library has worked for all long calls so far, without what Python adds.
    """

def live_index_of_bytes(arg0: bytes) -> LiveIndex: ...
def load_live_index(arg0: bytes) -> LiveIndex: ...
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
    texts: typing.Any, argument: str, na: str, threads: typing.SupportsInt | typing.SupportsIndex = 1
) -> tuple[Corpus, numpy.typing.NDArray[numpy.uint32]]:
    """
    The texts, and their rows when some were skipped.
    """

def rebase(edits: str, base: MapHandle, current: MapHandle) -> tuple[str, list[tuple[str, int, str]]]: ...
def restore_vectorizer(
    arg0: dict, arg1: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex]
) -> Vectorizer: ...
def save_map(map: MapHandle, path: bytes, format: str) -> list[str]: ...
def stop_words(name: str) -> list[str]: ...
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
