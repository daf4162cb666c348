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
    "Corpus",
    "LiveIndex",
    "PairStream",
    "SimilarityIndex",
    "export_arrow_stream",
    "library_seconds",
    "read_texts",
    "stop_words",
]

class Corpus:
    """
    Texts in one block of memory.
    """
    def __getitem__(self, row: typing.SupportsInt | typing.SupportsIndex) -> str: ...
    def __len__(self) -> int: ...
    @property
    def bytes(self) -> int: ...

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
    Chunks of pairs, in the order of `pairs`.
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

def export_arrow_stream(
    columns: collections.abc.Sequence[tuple[str, numpy.ndarray[typing.Any, numpy.dtype[typing.Any]]]],
) -> typing_extensions.CapsuleType:
    """
    A capsule of an ArrowArrayStream of columns of numbers.
    """

def library_seconds() -> float:
    """
    How long the library has worked for all long calls so far, without what Python adds.
    """

def read_texts(
    texts: typing.Any, argument: str = "texts", na: str = "raise"
) -> tuple[Corpus, numpy.typing.NDArray[numpy.uint32]]:
    """
    The texts, and their rows when some were skipped.
    """

def stop_words(name: str) -> list[str]:
    """
    The words of a built-in list.
    """

__version__: str = "0.1.0"
