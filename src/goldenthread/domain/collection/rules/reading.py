"""From a file of a kind to a frame: the reader's columns, empty cells filled with what they mean."""

import polars as pl

from goldenthread.domain.collection.rules.columns import Column, FileKind
from goldenthread.engines.spreadsheets import ColumnSpec

_KINDS = {"choice": "choice", "yes_no": "choice", "date": "date", "number": "decimal", "integer": "integer"}


def specs(kind: FileKind) -> list[ColumnSpec]:
    """Return the columns of ``kind`` as the spreadsheet engine wants them."""
    return [_spec(column) for column in kind.columns]


def _spec(column: Column) -> ColumnSpec:
    meaning = column.meaning
    if column.default and not column.required:
        meaning = f"{meaning} Empty means {column.default}."
    return ColumnSpec(
        name=column.name,
        kind=_KINDS.get(column.type, "text"),  # type: ignore[arg-type]  # the kinds are those of the engine
        required=column.required,
        choices=("yes", "no") if column.type == "yes_no" else column.choices,
        description=meaning,
        example=column.example,
    )


def filled(frame: pl.DataFrame, *, kind: FileKind) -> pl.DataFrame:
    """Fill empty cells with the column's default; make yes and no true and false."""
    return frame.with_columns(_filled(column) for column in kind.columns if column.default)


def _filled(column: Column) -> pl.Expr:
    cell = pl.col(column.name)
    if column.type == "yes_no":
        return cell.fill_null(column.default) == "yes"
    if column.type == "integer":
        return cell.fill_null(int(column.default))
    return cell.fill_null(column.default)
