"""A TCP proxy between a server and what it depends on, which can behave as badly as a network does."""

from __future__ import annotations

import selectors
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(eq=False)
class _Pipe:
    """A connection through the gate: `near` is whoever connected, `far` what he wanted."""

    near: socket.socket
    far: socket.socket
    is_open: bool = True


@dataclass
class Gate:
    """Passes bytes on between its own `port` and `target`. Attributes may be changed at any time."""

    target: int
    delay: float = 0  #: seconds before each piece is passed on
    slice_size: int = 0  #: pieces of no more bytes
    is_silent: bool = False  #: takes bytes and connections, and passes nothing on: a half-open connection
    #: Sees what is on its way to the target; when it returns True, the connection is cut once those bytes have arrived.
    cut_behind: Callable[[bytes], bool] | None = None
    port: int = 0
    _pipes: list[_Pipe] = field(default_factory=list)
    _listener: socket.socket | None = None

    def __post_init__(self) -> None:
        self.open()

    def open(self) -> None:
        """Lets in again whoever comes."""
        listener = socket.create_server(("127.0.0.1", self.port), backlog=128)
        self.port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def refuse(self) -> None:
        """Nobody gets in any more; who is in is thrown out."""
        if self._listener is not None:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        self.cut()

    def cut(self) -> None:
        """Resets all connections."""
        for pipe in self._pipes:
            self._close(pipe)
        self._pipes.clear()

    def close(self) -> None:
        self.refuse()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                near.close()
                continue
            pipe = _Pipe(near, far)
            self._pipes.append(pipe)
            threading.Thread(target=self._pass_on, args=(pipe,), daemon=True).start()

    def _pass_on(self, pipe: _Pipe) -> None:
        selector = selectors.DefaultSelector()
        selector.register(pipe.near, selectors.EVENT_READ, pipe.far)
        selector.register(pipe.far, selectors.EVENT_READ, pipe.near)
        try:
            while pipe.is_open:
                for key, _ in selector.select(0.05):
                    if self.is_silent or not self._move(pipe, key.fileobj, key.data):  # type: ignore[arg-type]
                        break
                if self.is_silent:
                    time.sleep(0.01)
        except OSError:
            pass
        finally:
            self._close(pipe)

    def _move(self, pipe: _Pipe, source: socket.socket, sink: socket.socket) -> bool:
        data = source.recv(65536)
        if not data:
            self._close(pipe)
            return False
        if self.delay:
            time.sleep(self.delay)
        size = self.slice_size or len(data)
        for begin in range(0, len(data), size):
            sink.sendall(data[begin : begin + size])
        if source is pipe.near and self.cut_behind is not None and self.cut_behind(data):
            # The target has got it and works; its answer reaches nobody.
            time.sleep(0.2)
            self._close(pipe)
            return False
        return True

    @staticmethod
    def _close(pipe: _Pipe) -> None:
        pipe.is_open = False
        for end in (pipe.near, pipe.far):
            try:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
                end.close()
            except OSError:
                pass
