"""Quartiles within area groups for ten million figures, beside Polars' own rank and a loop over areas in Python.

    python -m benchmarks.ranking [ROWS] [TIMES]

240 indicators of 350 areas in five groups over 120 months: 144,000 groups of 70 areas, standing together as a file of
comparators does. The bound: quartiles in at most 1.5 seconds, and in at most 11 times the time of a tenth of them.
The loop ranks the first thousand groups one at a time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
import polars as pl

from goldenthread.engines.scoring.ranking import rank
from goldenthread.engines.scoring.ranking_positions import positions

AREAS = 70
BOUND = 1.5
LOOPED = 1000


def made(rows: int) -> tuple[pl.Series, pl.Series]:
    """Reproducible figures with one decimal and one in fifty missing, and the number of each one's group."""
    dice = np.random.default_rng(2022)
    values = np.round(dice.normal(50, 10, rows), 1)
    values[dice.random(rows) < 0.02] = np.nan
    groups = np.arange(rows, dtype=np.uint32) // AREAS
    return pl.Series("value", values).fill_nan(None), pl.Series("group", groups)


def fastest(work: Callable[[], object], times: int) -> float:
    """The least seconds of several goes."""
    found = []
    for _ in range(times):
        clock = time.perf_counter()
        work()
        found.append(time.perf_counter() - clock)
    return min(found)


def looped(values: pl.Series, groups: pl.Series) -> list[int | None]:
    """The rulebook's formula, an area at a time."""
    found: list[int | None] = []
    table = pl.DataFrame([values, groups])
    for part in table.partition_by("group", maintain_order=True):
        there = part["value"].drop_nulls().to_list()
        for value in part["value"].to_list():
            if value is None or len(there) < 4:
                found.append(None)
                continue
            place = 1 + sum(other > value for other in there)
            found.append(max(1, int(5 - -(-4 * (len(there) + 1 - place) // len(there)))))
    return found


def main() -> int:
    """Measure, print, compare; 1 where a bound does not hold or the answers differ."""
    rows, times = (int(word) for word in (sys.argv[1:] + ["10080000", "3"][len(sys.argv) - 1 :])[:2])
    values, groups = made(rows)
    tenth = rows // AREAS // 10 * AREAS
    few = min(rows, LOOPED * AREAS)
    one = fastest(lambda: positions(values, groups, wanted=["quartile"]), times)
    part = fastest(lambda: positions(values[:tenth], groups[:tenth], wanted=["quartile"]), times)
    every = fastest(lambda: positions(values, groups), times)
    table = pl.DataFrame([values, groups]).with_columns(polarity=pl.lit("higher"))
    whole = fastest(lambda: rank(table), 1)
    plain = fastest(lambda: table.select(pl.col("value").rank("min", descending=True).over("group")), 1)
    loop = fastest(lambda: looped(values[:few], groups[:few]), 1) * rows / few
    same = looped(values[:few], groups[:few]) == positions(values[:few], groups[:few])["quartile"].to_list()
    held = "held" if one <= BOUND else "NOT HELD"
    print(f"{rows:,} figures in {rows // AREAS:,} groups")
    print(f"quartiles: {one:.2f} s ({rows / one:,.0f} a second), at most {BOUND} s: {held}")
    print(f"  {one / part:.1f} times a tenth of the figures ({part:.3f} s), at most 11")
    print(f"rank, of, tied, quartile, median, missing: {every:.2f} s; with the table read and checked: {whole:.2f} s")
    print(f"reference, Polars rank over groups (rank alone): {plain:.2f} s, {plain / one:.1f} times ours")
    print(f"reference, a loop in Python over {few:,}: {loop:,.0f} s for all, {loop / one:,.0f} times ours")
    print(f"the loop's answers are {'the same' if same else 'NOT THE SAME'}")
    return 0 if one <= BOUND and one <= 11 * part and same else 1


if __name__ == "__main__":
    sys.exit(main())
