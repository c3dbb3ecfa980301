"""Finding what a row refers to: codes, references and periods; and rows that mean the same thing twice."""

import difflib
from collections.abc import Callable, Collection, Sequence

import polars as pl

from goldenthread.domain.calendar.rules import KIND_OF_FREQUENCY
from goldenthread.domain.collection.rules.findings import Check, Findings, Row, quoted, without
from goldenthread.engines.periods import Kind, PeriodError, containing, parse

PERIOD_COLUMNS = {
    "code": pl.String,
    "period_kind": pl.String,
    "start": pl.Date,
    "end": pl.Date,
    "label": pl.String,
    "period_error": pl.String,
}
_YEAR_OF = {
    "calendar_year": Kind.CALENDAR_YEAR,
    "academic_year": Kind.ACADEMIC_YEAR,
    "term": Kind.ACADEMIC_YEAR,
}


def resolve(
    frame: pl.DataFrame,
    *,
    column: str,
    known: pl.DataFrame,
    declared: Collection[str] | None,
    what: str,
    file: str,
    findings: Findings,
    into: str = "",
) -> pl.DataFrame:
    """Join ``known`` (columns ``column`` and more) to the rows; refuse rows that name something unknown.

    An empty cell stays empty. ``declared`` are the keys that a file of this load holds in a row which was itself
    refused: rows that name one of them fall away without a second problem; None if that file could not be read, which
    excuses every name. ``what`` is "indicator", ``file``
    "indicators.csv". The new columns come from ``known``; its ``id`` is called ``into`` or "<column>_id".
    """
    names = {"id": into or f"{column}_id"}
    right = known.rename({old: new for old, new in names.items() if old in known.columns})
    joined = frame.join(right, on=column, how="left", maintain_order="left")
    lost = joined.filter(pl.col(column).is_not_null() & pl.col(names["id"]).is_null())
    if lost.is_empty():
        return joined
    excused = pl.Series(column, list(declared or ()), dtype=pl.String)
    strange = lost.clear() if declared is None else lost.filter(~pl.col(column).is_in(excused.implode()))
    codes = known[column].to_list()
    near = {seen: _nearest(seen, codes) for seen in strange[column].unique().to_list()}

    def way_out(row: Row) -> str:
        hint = near[row[column]]
        return f"Did you mean {hint}? If not, add it to {file}." if hint else f"Correct it, or add it to {file}."

    findings.note(
        Check(
            column=column,
            when=pl.lit(True),
            seen=lambda row: f"there is no {what} {quoted(column)(row)}",
            expected=f"{_article(what)} {what} of {file} or one already stored",
            what_to_do=way_out,
        ),
        strange,
    )
    findings.bad |= set(lost["row"].to_list())
    return without(joined, lost["row"].to_list())


def _article(what: str) -> str:
    return "an" if what[0] in "aeiou" else "a"


def _nearest(seen: str, codes: Sequence[str]) -> str:
    found = difflib.get_close_matches(seen, codes, n=1, cutoff=0.7) if len(codes) <= 5_000 else []
    return found[0] if found else ""


def duplicates(
    frame: pl.DataFrame, *, key: Sequence[str], words: Callable[[Row], str], column: str, findings: Findings
) -> pl.DataFrame:
    """Refuse every row whose ``key`` stands in an earlier row too, naming both rows; return the first of each.

    ``frame`` is sorted so that equal keys stand together, the earlier row first.
    """
    again = frame.select(
        pl.all_horizontal(*[pl.col(name).eq_missing(pl.col(name).shift(1)) for name in key])
    ).to_series()
    again = again & (pl.int_range(frame.height, eager=True) > 0)
    if not again.any():
        return frame
    first = pl.col("row").first().over([pl.col(name) for name in key]).alias("first_row")
    twice = frame.with_columns(first).filter(again)
    findings.note(
        Check(
            column=column,
            when=pl.lit(True),
            seen=lambda row: f"rows {row['first_row']} and {row['row']} are both about {words(row)}",
            expected="one row for each",
            what_to_do="Delete one of the two rows, or correct the one that is meant for something else.",
        ),
        twice,
    )
    return without(frame, twice["row"].to_list())


def resolve_periods(frame: pl.DataFrame, *, findings: Findings, years_too: bool = False) -> pl.DataFrame:
    """Add code, period_kind, start, end and label to rows with ``period`` (text) and ``frequency``.

    Each distinct label is read once. With ``years_too`` a year that contains the indicator's periods is read as well,
    as targets need. Refuses what cannot be read, what is ambiguous and what does not fit the frequency.
    """
    distinct = frame.select("period", "frequency").unique(maintain_order=True)
    read = [(label, often, *_read(label, often, years_too=years_too)) for label, often in distinct.iter_rows()]
    table = pl.DataFrame(read, schema={"period": pl.String, "frequency": pl.String, **PERIOD_COLUMNS}, orient="row")
    joined = frame.join(table, on=["period", "frequency"], how="left", maintain_order="left")
    if table["period_error"].null_count() < table.height:
        joined = findings.run(
            joined,
            [
                Check(
                    column="period",
                    when=pl.col("period_error").is_not_null(),
                    seen=lambda row: str(row["period_error"]).rstrip("."),
                    expected=lambda row: f"{_like(row['frequency'])}, as indicator {row['indicator']} is measured",
                    what_to_do="Correct the period.",
                )
            ],
        )
    return joined.drop("period_error")


def _like(frequency: str) -> str:
    return _EXAMPLES[frequency]


_EXAMPLES = {
    "day": "a day such as 2022-06-30",
    "week": "a week such as 2022-W14",
    "month": "a month such as April 2022",
    "quarter": "a quarter such as Q1 2022/23",
    "half_year": "half a year such as H1 2022/23",
    "term": "a term such as Autumn 2022",
    "year": "a financial year such as 2022/23",
    "academic_year": "an academic year such as 2022/23",
    "calendar_year": "a year such as 2022",
    "survey": "the stretch the survey covers, such as June 2022",
}


def _read(label: str, frequency: str, *, years_too: bool) -> tuple[object, ...]:
    kind = KIND_OF_FREQUENCY[frequency]
    # "quarter" leaves "2011 Q2" to be a calendar quarter, which is a quarter of a financial year by its dates.
    words = [kind.value]
    if years_too:
        words.append(_YEAR_OF.get(frequency, Kind.FINANCIAL_YEAR).value)
    refusal = ""
    for word in words:
        try:
            found = parse(label, kind=word).period
        except PeriodError as refused:
            refusal = refusal or str(refused)
            continue
        if found.kind is Kind.CALENDAR_QUARTER:
            found = containing(found.start, kind=Kind.QUARTER)
        if found.kind is Kind.CALENDAR_HALF_YEAR:
            refusal = refusal or f"“{label}” is half a calendar year"
            continue
        return found.code, found.kind.value, found.start, found.end, found.label, None
    return None, None, None, None, None, refusal


def cycles(parents: dict[str, str]) -> set[str]:
    """Return the codes that are their own ancestor, given each code's parent."""
    settled: set[str] = set()
    turning: set[str] = set()
    for start in parents:
        path: list[str] = []
        seen: set[str] = set()
        code = start
        while code in parents and code not in settled and code not in seen:
            path.append(code)
            seen.add(code)
            code = parents[code]
        if code in seen:
            turning |= set(path[path.index(code) :])
        settled |= set(path)
    return turning
