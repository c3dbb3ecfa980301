"""Every method asked about every indicator at once: trend, control chart, deterioration and forecast, with reasons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

import polars as pl

from goldenthread.domain.assessment.rules.apart import undivided
from goldenthread.domain.assessment.rules.methods import Answer, Number, decimal
from goldenthread.domain.assessment.rules.points import last_segment, points, window
from goldenthread.domain.assessment.rules.subjects import Subject
from goldenthread.domain.assessment.rules.yearend import year_ends
from goldenthread.engines.periods import Period, from_code
from goldenthread.engines.scoring import DIRECTION_VERSION, ScoringError
from goldenthread.engines.scoring.deterioration import DETERIORATION_VERSION, deterioration
from goldenthread.engines.scoring.trend import trend
from goldenthread.engines.scoring.xmr import XMR_VERSION, xmr

_LINES = ("mean", "lower_limit", "upper_limit")
_MARKS = ("label", "side", "rules")
_UNCHARTED = {
    "ytd": "Refused: the figures are year to date: each contains the one before it, so neighbours are not independent.",
    "rolling": "Refused: the figures are rolling: neighbours share most of their months, so they are not independent.",
}
_APART = " The single periods are worked out from year to date figures."
_APART_LEVEL = (
    " The single periods are worked out from year to date figures: what was counted in each, over its own denominator, "
    "because the denominator does not add up over the year."
)
_WHOLE = "Refused: the figures are year to date and cannot be taken apart: {}"

_A_YEAR = timedelta(days=400)
"""More than a year, so that the same period last year is in it."""

Answers = dict[int, dict[str, Answer]]


def tell(figures: pl.DataFrame, *, subjects: Sequence[Subject]) -> Answers:
    """Return what trend, xmr, deterioration and forecast say of each subject, by indicator and method.

    ``figures`` as for ``points``. Trend and deterioration look at the latest 36 periods after the last break, the
    chart at the latest 36 with a new segment at each break, the forecast at all periods after the last break.
    """
    if not subjects:
        return {}
    found = points(figures, subjects=subjects)
    shown = window(found)
    run = last_segment(shown)
    trends, unfit = _asked(run, lambda frame: trend(frame))
    charted = _charted(shown)
    charts, unchartable = _asked(charted, _chart)
    signs, unjudged = _asked(
        _countable(_year_of(run)), lambda frame: deterioration(frame, trends=trends, charts=charts)
    )
    spans = _spans(run)
    told: Answers = {one.indicator_id: {} for one in subjects}
    for series, answer in _trends(trends, spans=spans):
        told[series]["trend"] = answer
    for series, answer in _charts(charts):
        told[series]["xmr"] = answer
    for series, answer in _signs(signs, spans=spans):
        told[series]["deterioration"] = answer
    bases = dict(run.select("series", "basis").unique("series").iter_rows())
    whole = undivided(found)
    for one in subjects:
        mine, basis = told[one.indicator_id], bases[one.indicator_id]
        undone = _WHOLE.format(whole[one.indicator_id]) if one.indicator_id in whole else ""
        if undone:
            mine["trend"] = _refused("trend", undone, version=DIRECTION_VERSION)
        mine.setdefault("trend", _refused("trend", unfit.get(one.indicator_id, ""), version=DIRECTION_VERSION))
        why = undone or unchartable.get(one.indicator_id) or _UNCHARTED.get(basis, "")
        mine.setdefault("xmr", _refused("xmr", why, version=XMR_VERSION))
        why = unjudged.get(one.indicator_id, "")
        mine.setdefault("deterioration", _refused("deterioration", why, version=DETERIORATION_VERSION))
    for series, answer in year_ends(last_segment(found), subjects=subjects, ask=_asked):
        told[series]["forecast"] = answer
    return _with_notes(told, subjects=subjects, run=run)


def _asked(frame: pl.DataFrame, ask: Callable[[pl.DataFrame], pl.DataFrame]) -> tuple[pl.DataFrame, dict[int, str]]:
    """Ask an engine; series that it cannot read are left out and told why, so that they spoil no other."""
    refused: dict[int, str] = {}
    while True:
        try:
            return ask(frame), refused
        except ScoringError as error:
            for problem in error.problems:
                series = int(frame["series"][problem.row])
                refused.setdefault(series, f"Refused: {problem.seen} {problem.what_to_do}")
            frame = frame.filter(~pl.col("series").is_in(list(refused)))


def _charted(shown: pl.DataFrame) -> pl.DataFrame:
    """The rows of a chart: a segment starts where figures stop being like those before; a band is no line to meet."""
    starts = (pl.col("segment") != pl.col("segment").shift().over("series")).fill_null(False)
    return shown.filter(~pl.col("basis").is_in(list(_UNCHARTED)).fill_null(False)).with_columns(
        rebase=pl.when(starts).then(1), target=pl.when(~pl.col("banded")).then("target")
    )


def _chart(frame: pl.DataFrame) -> pl.DataFrame:
    """The summary of every chart with the lines and marks at its latest point, and the window of its segment."""
    charts = xmr(frame)
    given = charts.points.filter(pl.col("value").is_not_null())
    latest = given.group_by("series", maintain_order=True).last()
    begins = given.filter(pl.col("segment") == pl.col("segment").max().over("series")).group_by("series").first()
    lines = latest.select("series", *_LINES, *_MARKS, "target", last="period")
    return charts.summary.join(lines, on="series", how="left", maintain_order="left").join(
        begins.select("series", first="period"), on="series", how="left", maintain_order="left"
    )


def _year_of(run: pl.DataFrame) -> pl.DataFrame:
    """The rows from a year before the latest figure on: no sign looks further back than trend and chart did already."""
    latest = pl.col("start").filter(pl.col("value").is_not_null()).max().over("series")
    return run.filter((pl.col("start") >= latest - _A_YEAR).fill_null(True))


def _countable(run: pl.DataFrame) -> pl.DataFrame:
    """The points with parts only where an interval follows from them: shares of a whole, and events for a rate."""
    top, bottom = pl.col("numerator"), pl.col("denominator")
    share = (pl.col("unit") == "percent") & pl.col("proportion")
    counted = (top >= 0) & (bottom > 0) & ((share & (top <= bottom)) | (pl.col("unit") == "rate"))
    return run.with_columns(
        numerator=pl.when(counted).then(top),
        denominator=pl.when(counted).then(bottom),
        kind=pl.when(share).then(pl.lit("proportion")).when(pl.col("unit") == "rate").then(pl.lit("rate")),
    )


def _spans(run: pl.DataFrame) -> dict[int, tuple[int, str, str]]:
    """How many points of each series have a value, and the first and last of them."""
    given = run.filter(pl.col("value").is_not_null())
    spans = given.group_by("series").agg(n=pl.len(), first=pl.col("period").first(), last=pl.col("period").last())
    return {series: (n, first, last) for series, n, first, last in spans.iter_rows()}


_NOTHING = (0, "", "")


def _trends(trends: pl.DataFrame, *, spans: Mapping[int, tuple[int, str, str]]) -> Iterator[tuple[int, Answer]]:
    for series, word, slope, chance, reason, n in trends.select(
        "series", "direction", "slope", "p_value", "reason", "n"
    ).iter_rows():
        _, first, last = spans.get(series, _NOTHING)
        numbers: dict[str, Number] = {"slope": decimal(slope), "p_value": decimal(chance)}
        yield series, _answer("trend", word, reason, DIRECTION_VERSION, (n, first, last), numbers)


def _charts(charts: pl.DataFrame) -> Iterator[tuple[int, Answer]]:
    for row in charts.iter_rows(named=True):
        numbers: dict[str, Number] = {name: decimal(row[name]) for name in _LINES}
        numbers |= {name: row[name] or "" for name in (*_MARKS, "assurance")}
        numbers["target"] = decimal(row["target"])
        span = (row["segment_n"], row["first"] or "", row["last"] or "")
        yield row["series"], _answer("xmr", row["variation"], row["reason"], XMR_VERSION, span, numbers)


def _signs(signs: pl.DataFrame, *, spans: Mapping[int, tuple[int, str, str]]) -> Iterator[tuple[int, Answer]]:
    words = {True: "deteriorating", False: "not_deteriorating", None: "not_known"}
    for series, found, seen, missed, reason in signs.iter_rows():
        numbers: dict[str, Number] = {"signs": seen or "", "not_checked": missed or ""}
        span = spans.get(series, _NOTHING)
        yield series, _answer("deterioration", words[found], reason, DETERIORATION_VERSION, span, numbers)


def _answer(
    method: str, word: str, reason: str, version: str, span: tuple[int, str, str], numbers: Mapping[str, Number]
) -> Answer:
    return Answer(
        method=method,
        answer=word,
        reason=reason,
        version=version,
        points=span[0],
        window_start=span[1],
        window_end=span[2],
        numbers=numbers,
    )


def _refused(method: str, why: str, *, version: str) -> Answer:
    return _answer(method, "refused", why or "Refused: the figures cannot be used.", version, _NOTHING, {})


def _with_notes(told: Answers, *, subjects: Sequence[Subject], run: pl.DataFrame) -> Answers:
    """Say in each reason where single periods were worked out, and where the figure that is due is not there yet."""
    apart = dict(run.filter(pl.col("worked_out")).select("series", "level").iter_rows())
    for one in subjects:
        level = apart.get(one.indicator_id)
        if level is not None or not one.has_figure:
            note = "" if level is None else _APART_LEVEL if level else _APART
            mine = told[one.indicator_id]
            for method, answer in mine.items():
                mine[method] = _noted(answer, note, expected=one.expected, here=one.has_figure)
    return told


def _noted(answer: Answer, note: str, *, expected: Period, here: bool) -> Answer:
    if answer.answer == "refused" or not answer.points:
        return answer
    if not here:
        latest = from_code(answer.window_end).label
        note += f" There is no figure for {expected.label}: this goes up to {latest}."
    return replace(answer, reason=answer.reason + note)
