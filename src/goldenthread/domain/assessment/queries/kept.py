"""Answers kept for a moment, by what they were made from."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The last few answers, by what they were made from; older ones are forgotten."""

    def __init__(self, *, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._rows: OrderedDict[object, T] = OrderedDict()

    def get(self, key: object) -> T | None:
        """Return what is kept under ``key``, or None."""
        with self._lock:
            if key in self._rows:
                self._rows.move_to_end(key)
            return self._rows.get(key)

    def put(self, key: object, rows: T) -> None:
        """Keep ``rows`` under ``key`` and forget what was not asked for longest."""
        with self._lock:
            self._rows[key] = rows
            while len(self._rows) > self._size:
                self._rows.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._rows.clear()
