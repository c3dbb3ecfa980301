"""The places themselves: ranks, quartiles and medians of many groups at once, as arithmetic on one square of figures.

Groups become the rows of a square, padded to the size of the largest of their size class, and each row is sorted; a
sort of many short rows takes a fraction of the time of one long sort.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

LEAST: Final = 4
"""Fewer areas than this have no quartiles."""

COLUMNS: Final = ("rank", "of", "tied", "quartile", "median", "missing")
"""What can be said of a place."""

_KINDS: Final = {"quartile": np.uint8, "median": np.float64}
_BATCH: Final = 1 << 17
_WORKERS: Final = 2


def positions(score: pl.Series, groups: pl.Series, *, wanted: Collection[str] = COLUMNS) -> pl.DataFrame:
    """The place of each score (Float64, higher is better, missing allowed) within its group (whole numbers).

    Rows are in the order given; groups that stand together are worked out fastest. Out, those that are ``wanted``:
    ``rank``, ``of``, ``tied`` (the others of that rank), ``quartile`` (1 best), ``missing`` as UInt32 or UInt8,
    and ``median`` of the scores as Float64. Missing scores have no rank, tied or quartile.
    """
    wanted = {*wanted, "rank"} if "tied" in wanted else wanted
    codes, values = groups.to_numpy(), score.fill_null(float("nan")).to_numpy()
    order = None
    if len(codes) and (codes[1:] < codes[:-1]).any() and not _together(codes):
        order = groups.arg_sort().to_numpy()
        codes, values = codes[order], values[order]
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]]) if len(codes) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(codes)])
    found = _Places(len(codes), wanted)
    with ThreadPoolExecutor(_WORKERS) as pool:
        for _ in pool.map(lambda part: found.fill(values, *part), _batches(starts, sizes)):
            pass
    return found.frame(order)


def _together(codes: npt.NDArray[Any]) -> bool:
    """Whether each group's rows stand together, in whatever order the groups come."""
    changes = codes[np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])]
    return len(np.unique(changes)) == len(changes)


def _batches(starts: npt.NDArray[Any], sizes: npt.NDArray[Any]) -> Iterator[tuple[npt.NDArray[Any], npt.NDArray[Any]]]:
    """Groups of like size together (within an eighth), a million cells at a time."""
    if not len(sizes):
        return
    classes = np.ceil(np.log(sizes) / np.log(1.125)).astype(np.int64)
    for size_class in np.unique(classes):
        members = np.flatnonzero(classes == size_class)
        width = int(sizes[members].max())
        step = max(1, _BATCH // width)
        for first in range(0, len(members), step):
            chosen = members[first : first + step]
            yield starts[chosen], sizes[chosen]


class _Places:
    """The columns being filled, batch by batch; each batch writes to rows of its own."""

    def __init__(self, height: int, wanted: Collection[str]) -> None:
        self.columns = {name: np.empty(height, dtype=_KINDS.get(name, np.uint32)) for name in COLUMNS if name in wanted}

    def fill(self, values: npt.NDArray[Any], starts: npt.NDArray[Any], sizes: npt.NDArray[Any]) -> None:
        width = int(sizes.max())
        if (sizes == width).all() and (np.diff(starts) == width).all():
            rows: Any = slice(int(starts[0]), int(starts[0]) + width * len(starts))
            square, inside = values[rows].reshape(-1, width), None
        else:
            places = starts[:, None] + np.arange(width)
            inside = np.arange(width) < sizes[:, None]
            square = np.where(inside, values[np.where(inside, places, 0)], np.nan)
            rows = places[inside]
        found = _place(-square, sizes, self.columns)
        for name, cells in found.items():
            self.columns[name][rows] = cells.reshape(-1) if inside is None else cells[inside]

    def frame(self, order: npt.NDArray[Any] | None) -> pl.DataFrame:
        columns = self.columns
        if order is not None:
            back = np.empty_like(order)
            back[order] = np.arange(len(order), dtype=order.dtype)
            columns = {name: cells[back] for name, cells in columns.items()}
        frame = pl.DataFrame(columns)
        if "tied" in columns:
            frame = frame.with_columns(tied=pl.when(pl.col("rank") > 0).then("tied"))
        absent = [pl.when(pl.col(name) > 0).then(name).alias(name) for name in ("rank", "quartile") if name in columns]
        return frame.with_columns(*absent, *([pl.col("median").fill_nan(None)] if "median" in columns else []))


def _place(keys: npt.NDArray[Any], sizes: npt.NDArray[Any], wanted: Collection[str]) -> dict[str, npt.NDArray[Any]]:
    """Each key's place in its row, least first; a key that is not a number has none and sorts last."""
    height, width = keys.shape
    order = np.argsort(keys, axis=1)
    order += (np.arange(height) * width)[:, None]
    keyed = keys.reshape(-1)[order]
    count = (width - np.isnan(keyed).sum(axis=1, dtype=np.int32)).astype(np.int32)[:, None]
    column = np.arange(width, dtype=np.int32)[None, :]
    starts = np.ones((height, width), dtype=bool)
    np.not_equal(keyed[:, 1:], keyed[:, :-1], out=starts[:, 1:])
    first = np.maximum.accumulate(starts * column, axis=1)
    real = column < count
    found: dict[str, npt.NDArray[Any]] = {}

    def put_back(name: str, sorted_cells: npt.NDArray[Any]) -> None:
        cells = np.empty(height * width, dtype=sorted_cells.dtype)
        cells[order.reshape(-1)] = sorted_cells.reshape(-1)
        found[name] = cells.reshape(height, width)

    if "rank" in wanted:
        put_back("rank", (first + 1) * real)
    if "tied" in wanted:
        ends = np.full((height, width), width - 1, dtype=np.int32)
        np.copyto(ends[:, :-1], column[:, :-1], where=starts[:, 1:])
        last = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
        put_back("tied", (last - first) * real)
    if "quartile" in wanted:
        greatest = keyed.reshape(-1)[np.arange(height) * width + np.maximum(count[:, 0] - 1, 0)][:, None]
        some = (count >= LEAST) & (keyed[:, :1] != greatest)
        put_back("quartile", _quartiles(first, count) * (real & some))
    if "median" in wanted:
        rows = np.arange(height) * width
        middle = keyed.reshape(-1)[rows + np.maximum(count[:, 0] - 1, 0) // 2]
        other = keyed.reshape(-1)[rows + np.minimum(count[:, 0] // 2, width - 1)]
        half = np.where(count[:, 0] > 0, -(middle + (other - middle) / 2), np.nan)
        found["median"] = np.broadcast_to(half[:, None], (height, width))
    if "of" in wanted:
        found["of"] = np.broadcast_to(count, (height, width))
    if "missing" in wanted:
        found["missing"] = np.broadcast_to(sizes[:, None] - count, (height, width))
    return found


def _quartiles(first: npt.NDArray[Any], count: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Section 7's formula for the ranks ``first`` + 1 among ``count``; looked up where few sizes share it.

    The ceiling of (N + 1 - r) / (N / 4) is taken in whole numbers, so that no quotient rounds across a boundary.
    """
    sizes, which = np.unique(count[:, 0], return_inverse=True)
    width = first.shape[1]
    if len(sizes) * width > first.size:
        return _formula(first, np.maximum(count, 1))
    table = _formula(np.arange(width, dtype=np.int32)[None, :], np.maximum(sizes, 1)[:, None].astype(np.int32))
    found: npt.NDArray[Any] = table.reshape(-1)[first + (which * width)[:, None]]
    return found


def _formula(first: npt.NDArray[Any], count: npt.NDArray[Any]) -> npt.NDArray[Any]:
    found: npt.NDArray[Any] = np.clip(5 + (-4 * (count - first)) // count, 1, 4).astype(np.uint8)
    return found
