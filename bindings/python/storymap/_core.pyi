"""
The compiled part of storymap. The package around it is what programs use.
"""

from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import typing

__all__: list[str] = ["Corpus", "SimilarityIndex", "read_texts", "stop_words"]

class Corpus:
    """
    Texts in one block of memory.
    """
    def __getitem__(self, row: typing.SupportsInt | typing.SupportsIndex) -> str: ...
    def __len__(self) -> int: ...
    @property
    def bytes(self) -> int: ...

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
