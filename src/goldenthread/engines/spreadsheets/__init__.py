"""Spreadsheets: an upload (CSV or XLSX) into rows of their kind and problems with their place. Pure.

``read_sheet`` reads against declared columns; ``read_grid`` gives the text cells of any sound file.
"""

from goldenthread.engines.spreadsheets.columns import ColumnKind, ColumnSpec, column_table
from goldenthread.engines.spreadsheets.grid import FIRST_ROW, Grid, UnreadableFileError
from goldenthread.engines.spreadsheets.problems import LISTED, Ledger, Problem, Severity
from goldenthread.engines.spreadsheets.reading import ROW, Sheet, read_grid, read_sheet

__all__ = [
    "FIRST_ROW",
    "LISTED",
    "ROW",
    "ColumnKind",
    "ColumnSpec",
    "Grid",
    "Ledger",
    "Problem",
    "Severity",
    "Sheet",
    "UnreadableFileError",
    "column_table",
    "read_grid",
    "read_sheet",
]
