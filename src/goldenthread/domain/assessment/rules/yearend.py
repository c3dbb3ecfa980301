"""Where each indicator's year is heading (rulebook, section 8), and for which indicators a year end makes sense.

Counts add up over the year; shares and rates follow from their parts, forecast apart; averages are averaged. A figure
whose year is its last one, or that is not combined at all, has no forecast: nothing builds up towards a year end.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl

from goldenthread.domain.assessment.rules.apart import undivided
from goldenthread.domain.assessment.rules.methods import Answer, Number, decimal
from goldenthread.domain.assessment.rules.subjects import Subject
from goldenthread.engines.periods import YEARS
from goldenthread.engines.scoring.forecast import FORECAST_VERSION, forecast
from goldenthread.engines.scoring.forecast_squares import SEASONS

Ask = Callable[[pl.DataFrame, Callable[[pl.DataFrame], pl.DataFrame]], tuple[pl.DataFrame, dict[int, str]]]

_AVERAGED = 1e-6
"""An average is the sum of its figures over this for each: so small that no figure reads as a share of it."""
_NO = "No forecast: "
_REFUSED = {
    "none": f"{_NO}the figures of this measure are not combined over a year.",
    "last": f"{_NO}the year's figure is its last one, so nothing builds up towards it.",
}
_NO_PARTS = f"{_NO}the periods' figures cannot be combined without numerators and denominators."
_NO_YEAR = f"{_NO}the periods of this measure do not make up a year."


def year_ends(points: pl.DataFrame, *, subjects: Sequence[Subject], ask: Ask) -> Iterator[tuple[int, Answer]]:
    """Yield the forecast of each subject: the whole history after the last break, see ``points``.

    ``ask`` calls the engine and leaves out the series it refuses. ``answer`` is likely, uncertain or unlikely, empty
    without a forecast or a target.
    """
    given = points.select("series", "period", "value").drop_nulls("value")
    last = given.group_by("series", maintain_order=True).last()
    latest = {series: (code, value) for series, code, value in last.iter_rows()}
    known, asked = {}, []
    paired = set(points["series"].filter(points["numerator"].is_not_null()).unique())
    rates = set(points["series"].filter(points["scale"].is_null()).unique())
    whole = undivided(points)
    for one in subjects:
        why = _why_not(one, paired=one.indicator_id in paired, scaled=one.indicator_id not in rates)
        if not why and one.indicator_id in whole:
            why = f"{_NO}the figures are year to date and cannot be taken apart: {whole[one.indicator_id]}"
        if why:
            known[one.indicator_id] = _none(why)
        elif one.expected.kind in YEARS and _ends_with(one, latest):
            known[one.indicator_id] = _actual(one, value=latest[one.indicator_id][1])
        else:
            asked.append(one)
    found = _forecast(points, subjects=asked, ask=ask)
    for one in subjects:
        yield one.indicator_id, known.get(one.indicator_id) or found[one.indicator_id]


def _why_not(one: Subject, *, paired: bool, scaled: bool) -> str:
    if one.year is None:
        return _NO_YEAR
    if one.expected.kind in YEARS:
        return ""
    if one.roll_up in _REFUSED:
        return _REFUSED[one.roll_up]
    by_parts = one.unit != "percent" and one.roll_up == "ratio"
    return _NO_PARTS if by_parts and not (paired and scaled) else ""


def _ends_with(one: Subject, latest: Mapping[int, tuple[str, float]]) -> bool:
    return one.year is not None and latest.get(one.indicator_id, ("", 0))[0] == one.year.code


def _forecast(points: pl.DataFrame, *, subjects: Sequence[Subject], ask: Ask) -> dict[int, Answer]:
    about = pl.DataFrame(
        [
            (one.indicator_id, None if one.year_target is None else float(one.year_target), one.expected.kind in YEARS)
            for one in subjects
        ],
        schema={"series": pl.Int64, "goal": pl.Float64, "yearly": pl.Boolean},
        orient="row",
    )
    ready = _ready(points.join(about, on="series", maintain_order="left"))
    found, refused = ask(ready, partial(forecast, multiplier="multiplier"))
    told = {series: _none(why.replace("Refused: ", _NO)) for series, why in refused.items()}
    rows = {row["series"]: row for row in found.iter_rows(named=True)}
    given = ready.select("series", "period", "value").drop_nulls("value")
    spans = given.group_by("series").agg(first=pl.col("period").first(), last=pl.col("period").last())
    windows = {series: (first, end) for series, first, end in spans.iter_rows()}
    for one in subjects:
        row = rows.get(one.indicator_id)
        if row is not None:
            told[one.indicator_id] = _told(row, one, window=windows.get(one.indicator_id, ("", "")))
    return told


def _ready(points: pl.DataFrame) -> pl.DataFrame:
    """The points as the engine combines them: sums by value, ratios by parts, averages as a sum over how many.

    A denominator that does not add up over the year is spread over it, so that the year ends with its latest.
    """
    yearly, percent = pl.col("yearly"), pl.col("unit") == "percent"
    mean = ~yearly & ~percent & (pl.col("roll_up") == "mean")
    parts = ~yearly & ~mean & (percent | (pl.col("roll_up") == "ratio"))
    given = pl.col("value").is_not_null()
    whole = yearly & percent
    spread = pl.col("year_level") / pl.col("type").replace_strict(SEASONS, default=None, return_dtype=pl.Float64)
    below = pl.when("level").then(pl.when(pl.col("numerator").is_not_null()).then(spread)).otherwise("denominator")
    return points.with_columns(
        numerator=pl.when(parts).then("numerator").when(mean | whole).then("value"),
        denominator=pl.when(parts).then(below)
        .when(mean & given).then(_AVERAGED).when(whole & given).then(100.0),
        multiplier=pl.when(mean).then(_AVERAGED).when(parts & ~percent).then("scale").otherwise(1.0),
        target="goal",
    )  # fmt: skip


def _told(row: Mapping[str, Any], one: Subject, *, window: tuple[str, str]) -> Answer:
    year = one.year
    if row["method"] != "none" and year is not None and row["period"] != year.code:
        return _none(f"{_NO}there is no figure for {year.label} yet.")
    if row["method"] == "none":
        return _none(row["reason"])
    numbers: dict[str, Number] = {name: decimal(row[name]) for name in ("year_end", "lower", "upper", "target")}
    numbers |= {"forecast_method": row["method"], "year": row["period"]}
    return _answer(row["predicted"] or "", row["reason"], points=row["n"], window=window, numbers=numbers)


def _actual(one: Subject, *, value: float) -> Answer:
    """The year is over: its figure is the year end, and the target was met or missed."""
    year, found, target = one.year, decimal(value), one.year_target
    word, ending = "", "."
    if found is not None and target is not None and one.polarity in ("higher", "lower"):
        met = found >= target if one.polarity == "higher" else found <= target
        word, ending = ("likely", ", and the target was met.") if met else ("unlikely", ", and the target was missed.")
    label = year.label if year else ""
    numbers: dict[str, Number] = dict.fromkeys(("year_end", "lower", "upper"), found)
    numbers |= {"target": target, "forecast_method": "actual", "year": year.code if year else ""}
    code = year.code if year else ""
    reason = f"{label} is complete: its figure is known{ending}"
    return _answer(word, reason, points=1, window=(code, code), numbers=numbers)


def _none(why: str) -> Answer:
    numbers: dict[str, Number] = {"year_end": None, "lower": None, "upper": None, "forecast_method": "none"}
    return _answer("", why, points=0, window=("", ""), numbers=numbers)


def _answer(word: str, reason: str, *, points: int, window: tuple[str, str], numbers: Mapping[str, Number]) -> Answer:
    return Answer(
        method="forecast",
        answer=word,
        reason=reason,
        version=FORECAST_VERSION,
        points=points,
        window_start=window[0],
        window_end=window[1],
        numbers=numbers,
    )
