"""Columns of text into columns of their kind, and every cell that is not of its kind, named.

Reading rules, the same for CSV and XLSX. Numbers: plain digits with an optional minus and point; no signs, commas,
spaces or exponents, because "1,234" and "1.234,5" mean different things to different people, and no infinity or
"nan". Dates: ``2011-06-30``, or day first as ``30/06/2011``. Spaces around a value do not count.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

import polars as pl

from goldenthread.engines.periods import AmbiguousPeriodError, Kind, PeriodError, parse
from goldenthread.engines.spreadsheets.columns import ColumnSpec
from goldenthread.engines.spreadsheets.problems import LISTED, Ledger, Problem, quoted

_NUMBER = r"^-?(?:0|[1-9][0-9]{0,27})(?:\.[0-9]{1,20})?$"
_LOOSE_NUMBER = r"^[+-]?(?:[0-9]{1,40}(?:\.[0-9]{1,20})?|\.[0-9]{1,20})$"
_WHOLE = r"^[+-]?[0-9]{1,18}(?:\.0+)?$"
_ISO = r"^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$"
_BRITISH = r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$"
_HIDDEN = r"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u{200B}\u{2028}-\u{202E}\u{2060}-\u{2069}\u{FEFF}]"
_TYPES_TRIED = (None, Kind.MONTH, Kind.FINANCIAL_YEAR, Kind.TERM, Kind.WAVE)

Told = tuple[str, str]


def check_column(
    cells: pl.Series, *, spec: ColumnSpec, rows: pl.Series, file: str, sheet: str | None, ledger: Ledger
) -> list[pl.Series]:
    """Return a column's values by its kind (a bad cell becomes null) and note each bad cell in the ledger.

    ``rows`` holds the spreadsheet's row numbers. A decimal comes back twice: exact text under its own name and
    Float64 as ``<name>_float``. Integers are Int64, dates Date, everything else text.
    """
    cells = cells.str.strip_chars().alias(spec.name)
    if (cells == "").any():
        cells = pl.select(pl.when(cells != "").then(cells)).to_series().alias(spec.name)
    good, values, tell = _KINDS[spec.kind](cells, spec)
    bad = good.not_() & cells.is_not_null()
    count = int(bad.sum())

    def problem(row: int, seen: str, what_to_do: str) -> Problem:
        return Problem(
            file=file,
            sheet=sheet,
            row=row,
            column=spec.name,
            seen=seen,
            expected=_expected(spec),
            what_to_do=what_to_do,
        )

    if count:
        shown = cells.filter(bad).head(LISTED)
        told = {cell: tell(cell, spec) for cell in shown.unique()}
        places = zip(rows.filter(bad).head(LISTED), shown, strict=True)
        wrong = (problem(row, f"{quoted(cell)} {told[cell][0]}", told[cell][1]) for row, cell in places)
        ledger.note(wrong, total=count)
        values = [pl.select(pl.when(good).then(column)).to_series().alias(column.name) for column in values]
    if spec.required and cells.null_count():
        empty = rows.filter(cells.is_null())
        unfilled = (problem(row, "the cell is empty", "Fill it in.") for row in empty.head(LISTED))
        ledger.note(unfilled, total=empty.len())
    return values


def _expected(spec: ColumnSpec) -> str:
    if spec.kind == "choice":
        return "one of " + ", ".join(spec.choices)
    words = {
        "text": "text",
        "decimal": "a number such as 1234.5",
        "integer": "a whole number such as 1234",
        "date": "a date such as 2011-06-30 or 30/06/2011",
        "period": "a period such as Q1 2011/12",
    }
    return words[spec.kind]


Checked = tuple[pl.Series, list[pl.Series], Callable[[str, ColumnSpec], Told]]


def _texts(cells: pl.Series, spec: ColumnSpec) -> Checked:
    return cells.str.contains(_HIDDEN).not_(), [cells], _tell_text


def _tell_text(cell: str, spec: ColumnSpec) -> Told:
    return "holds a hidden character", "Type the cell again, without copying."


def _decimals(cells: pl.Series, spec: ColumnSpec) -> Checked:
    plain = cells.str.contains(_NUMBER)
    if not plain.all():
        # The rare shapes: a true minus sign, a plus, zeros in front. Only then is the column rewritten.
        signed = cells.str.replace("−", "-", literal=True)
        loose = signed.str.contains(_LOOSE_NUMBER)
        tidy = signed.str.strip_prefix("+").str.replace(r"^(-?)0+([0-9])", "${1}${2}").str.replace(r"^(-?)\.", "${1}0.")
        cells = pl.select(pl.when(loose).then(tidy)).to_series().alias(cells.name)
        plain = cells.str.contains(_NUMBER).fill_null(False)
    zero = cells.str.starts_with("-0") & cells.str.contains(r"^-0(?:\.0+)?$")
    if zero.any():
        unsigned = pl.when(zero).then(cells.str.strip_prefix("-")).otherwise(cells)
        cells = pl.select(unsigned).to_series().alias(cells.name)
    number = cells.cast(pl.Float64, strict=False).alias(f"{spec.name}_float")
    return plain, [cells, number], _tell_number


def _integers(cells: pl.Series, spec: ColumnSpec) -> Checked:
    good = cells.str.contains(_WHOLE)
    whole = cells.str.strip_prefix("+").str.replace(r"\.0+$", "").cast(pl.Int64, strict=False)
    return good, [whole], _tell_number


def _tell_number(cell: str, spec: ColumnSpec) -> Told:
    if re.search(r"[£$€]", cell):
        return "has a currency sign", "Write the number alone; the indicator's unit says that it is money."
    if "%" in cell:
        return "has a percent sign", "Write 85 for 85%; the indicator's unit says that it is a percentage."
    if re.fullmatch(r"[+-]?[\d.]+[eE][+-]?\d+", cell):
        return "is in scientific notation", "Format the cell as a number and write every digit."
    if re.fullmatch(r"[+-]?(?:inf(?:inity)?|nan)", cell, re.IGNORECASE):
        return "is not a finite number", "Leave the cell empty where there is no value."
    if cell.startswith("#"):
        return "is an error of a spreadsheet formula", "Mend the formula, or leave the cell empty."
    if cell.startswith("="):
        return "is a formula", "Paste the formula's result as a value."
    if "," in cell:
        what = "Write 1234.5 for one thousand two hundred and thirty-four and a half."
        return "has a comma, which could mark thousands or decimals", what
    if re.fullmatch(r"\(.*\d.*\)", cell):
        return "is in brackets", "Write a negative number with a minus sign, as -5."
    if spec.kind == "integer" and re.fullmatch(r"[+-]?\d*\.\d+", cell):
        return "is not whole", "Write a number without a fraction."
    if re.fullmatch(r"[+-]?[0-9.]*[0-9]", cell) and cell.count(".") <= 1:
        return "has too many digits", "Write at most 28 digits before the point and 20 after it."
    if re.search(r"\d\s+\d", cell):
        return "has a space between its digits", "Write the digits without spaces."
    return "is not a number", "Write the number alone, or leave the cell empty where there is no value."


def _dates(cells: pl.Series, spec: ColumnSpec) -> Checked:
    iso = pl.select(pl.when(cells.str.contains(_ISO)).then(cells)).to_series().str.to_date("%Y-%m-%d", strict=False)
    british = cells.str.contains(_BRITISH)
    if british.any():
        day_first = pl.select(pl.when(british).then(cells)).to_series().str.to_date("%d/%m/%Y", strict=False)
        iso = pl.select(pl.coalesce(iso, day_first)).to_series()
    within = iso.dt.year().is_between(1800, 2199).fill_null(False)
    return within, [iso.alias(spec.name)], _tell_date


def _tell_date(cell: str, spec: ColumnSpec) -> Told:
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d", cell):
        return "is no day of the calendar (dates are read day first)", "Correct the day, the month or the year."
    return "is not a date", "Write the date as 2011-06-30."


def _periods(cells: pl.Series, spec: ColumnSpec) -> Checked:
    distinct = cells.drop_nulls().unique()
    wrong = [label for label in distinct if _period_refusal(label)]
    return cells.is_in(wrong).not_(), [cells], _tell_period


def _period_refusal(label: str) -> str:
    """Return why no type at all could make a period of a label; the indicator's own type decides later."""
    first = ""
    for kind in _TYPES_TRIED:
        try:
            parse(label, kind=kind)
        except AmbiguousPeriodError:
            return ""
        except PeriodError as refused:
            first = first or str(refused)
        else:
            return ""
    return first


def _tell_period(cell: str, spec: ColumnSpec) -> Told:
    return "is not a period", _period_refusal(cell).partition(". ")[2]


def _choices(cells: pl.Series, spec: ColumnSpec) -> Checked:
    known = {choice.casefold(): choice for choice in spec.choices}
    found = {cell: known.get(" ".join(cell.casefold().split())) for cell in cells.drop_nulls().unique()}
    values = cells.replace_strict(found, default=None, return_dtype=pl.String)
    return values.is_not_null(), [values.alias(spec.name)], _tell_choice


def _tell_choice(cell: str, spec: ColumnSpec) -> Told:
    near = difflib.get_close_matches(cell.casefold(), [choice.casefold() for choice in spec.choices], n=1)
    meant = next((choice for choice in spec.choices if near and choice.casefold() == near[0]), None)
    what = f"Write {meant}." if meant else f"Write one of: {', '.join(spec.choices)}."
    return "is not one of the words known here", what


_KINDS: dict[str, Callable[[pl.Series, ColumnSpec], Checked]] = {
    "text": _texts,
    "decimal": _decimals,
    "integer": _integers,
    "date": _dates,
    "period": _periods,
    "choice": _choices,
}
