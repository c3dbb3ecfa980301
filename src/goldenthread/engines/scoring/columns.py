"""Columns that a table may or may not have: read as numbers or words, with every fault located."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from goldenthread.engines.scoring.points import read_points
from goldenthread.engines.scoring.reading import read_numbers, read_words
from goldenthread.engines.scoring.refusal import Problems, ScoringError


def number_columns(frame: pl.DataFrame, names: Sequence[str], *, problems: Problems) -> dict[str, pl.Series]:
    """Each named column as Float64 of 15 digits, in the frame's order; an absent column is a column of missing values.

    What is not a finite number is added to ``problems``.
    """
    return {
        name: read_numbers(_cells(frame, name), column=name, problems=problems, first=0).rename(name) for name in names
    }


def word_columns(
    frame: pl.DataFrame, choices: Mapping[str, Sequence[str]], *, problems: Problems
) -> dict[str, pl.Series]:
    """Each named column as one of its words (String); blank and absent are missing, unknown words are problems."""
    found = {}
    for name, words in choices.items():
        codes = read_words(_cells(frame, name), column=name, words=words, problems=problems, first=0)
        found[name] = pl.Series(name, list(words), dtype=pl.String).gather(codes)
    return found


def points_with(
    frame: pl.DataFrame,
    names: Sequence[str],
    *,
    check: Callable[[dict[str, pl.Series], Problems], None],
) -> pl.DataFrame:
    """The points of every series (see ``read_points``) with more number columns, each called as in the frame.

    ``check`` adds what is wrong with those numbers. All faults of the table are told together: raises ScoringError.
    """
    problems = Problems()
    numbers = number_columns(frame, names, problems=problems)
    check(numbers, problems)
    try:
        points = read_points(frame)
    except ScoringError as refused:
        problems.listed.extend(refused.problems)
        problems.total += refused.total
    problems.raise_if_any()
    return points.with_columns(list(numbers.values()))


def refuse_where(
    wrong: pl.Series, *, column: str, cells: pl.Series, seen: str, what_to_do: str, problems: Problems
) -> None:
    """Add a problem for each true row of ``wrong``; missing is not wrong."""
    marked = wrong.fill_null(False)
    if marked.any():
        problems.add(where=marked, column=column, cells=cells, seen=seen, what_to_do=what_to_do, first=0)


def _cells(frame: pl.DataFrame, name: str) -> pl.Series:
    if name in frame.columns:
        return frame[name]
    return pl.Series([None], dtype=pl.Null).new_from_index(0, frame.height)
