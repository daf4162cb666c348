"""Asks storymap for tf-idf matrices, with scikit-learn's parameter names."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix


@dataclass
class Answer:
    """What the server says about one corpus; `error` is the code when it refuses."""

    error: str | None = None
    terms: list[str] | None = None
    matrix: csr_matrix | None = None
    idf: np.ndarray | None = None
    transformed: csr_matrix | None = None
    pairs: list[tuple[int, int, float]] | None = None


class TfidfClient:
    """One server process, asked again and again."""

    def __init__(self) -> None:
        program = os.path.join(os.environ["STORYMAP_PARITY_BIN"], "tfidf_server")
        self._server = subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._server.stdin is not None and self._server.stdout is not None
        self._in, self._out = self._server.stdin, self._server.stdout

    def close(self) -> None:
        self._in.close()
        self._server.wait()
        self._out.close()

    def fit(
        self,
        texts: Sequence[str],
        *,
        transform: Sequence[str] | None = None,
        pairs: float | None = None,
        **parameters: Any,
    ) -> Answer:
        for name, value in parameters.items():
            self._send_option(name, value)
        if pairs is not None:
            self._send_line(f"pairs {pairs!r}")
        self._send_texts("fit", texts)
        if transform is not None:
            self._send_texts("transform", transform)
        self._send_line("end")
        self._in.flush()
        return self._receive(transform is not None, pairs is not None)

    def _send_line(self, line: str) -> None:
        self._in.write(line.encode() + b"\n")

    def _send_texts(self, name: str, texts: Sequence[str]) -> None:
        self._send_line(f"{name} {len(texts)}")
        for text in texts:
            data = text.encode()
            self._send_line(str(len(data)))
            self._in.write(data)

    def _send_option(self, name: str, value: Any) -> None:
        if name == "ngram_range":
            self._send_line(f"ngram_min {value[0]}")
            self._send_line(f"ngram_max {value[1]}")
        elif name == "vocabulary":
            for term in value:
                data = term.encode()
                self._send_line(f"vocabulary {len(data)}")
                self._in.write(data)
        elif isinstance(value, bool):
            self._send_line(f"{name} {int(value)}")
        elif value is None:
            if name == "norm":
                self._send_line("norm none")
        else:
            self._send_line(f"{name} {value!r}" if isinstance(value, float) else f"{name} {value}")

    def _receive(self, transformed: bool, pairs: bool) -> Answer:
        head = self._out.readline().decode().split()
        if head[0] == "error":
            return Answer(error=head[1])
        matrix = self._receive_matrix(head)
        terms = [self._out.read(int(self._out.readline())).decode() for _ in range(matrix.shape[1])]
        idf = self._array(np.float64, int(self._out.readline()))
        answer = Answer(terms=terms, matrix=matrix, idf=idf)
        if transformed:
            answer.transformed = self._receive_matrix(self._out.readline().decode().split())
        if pairs:
            count = int(self._out.readline())
            record = np.dtype([("a", np.uint64), ("b", np.uint64), ("score", np.float64)])
            found = np.frombuffer(self._out.read(count * record.itemsize), dtype=record)
            answer.pairs = [(int(a), int(b), float(score)) for a, b, score in found]
        return answer

    def _receive_matrix(self, head: Iterable[str]) -> csr_matrix:
        _, rows, columns, nonzeros = head
        begin = self._array(np.uint64, int(rows) + 1).astype(np.int64)
        indices = self._array(np.uint32, int(nonzeros)).astype(np.int64)
        values = self._array(np.float64, int(nonzeros))
        return csr_matrix((values, indices, begin), shape=(int(rows), int(columns)))

    def _array(self, dtype: type, count: int) -> np.ndarray:
        return np.frombuffer(self._out.read(np.dtype(dtype).itemsize * count), dtype=dtype)
