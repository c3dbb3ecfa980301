"""Refusals of an engine told with the file's name and the rows that a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl

from goldenthread.entrypoints.commands.refusals import Finding, RefusedDataError, WrongUsageError
from goldenthread.entrypoints.commands.tables import file_name


@contextmanager
def located(source: str, rows: pl.Series) -> Iterator[None]:
    """Turn what an engine refuses inside the block into findings; ``rows`` numbers the table's rows.

    Raises RefusedDataError where rows were refused, WrongUsageError where an option was.
    """
    from goldenthread.engines.scoring import ScoringError

    try:
        yield
    except ScoringError as refused:
        raise RefusedDataError(
            [
                Finding(
                    file=file_name(source), row=int(rows[problem.row]), column=problem.column, seen=problem.seen,
                    what_to_do=problem.what_to_do,
                )
                for problem in refused.problems
            ],
            total=refused.total,
        ) from refused  # fmt: skip
    except ValueError as wrong:
        raise WrongUsageError(str(wrong)) from wrong


def require_one_of(columns: list[str], *choices: list[str], file: str) -> None:
    """Raise WrongUsageError, naming the columns seen, unless all columns of one of the choices are there."""
    if not any(set(choice) <= set(columns) for choice in choices):
        wanted = ", or ".join(" and ".join(choice) for choice in choices)
        raise WrongUsageError(f"{file} has no columns {wanted}. The columns seen are: {', '.join(columns) or 'none'}.")
