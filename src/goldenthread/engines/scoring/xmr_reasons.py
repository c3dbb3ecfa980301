"""The sentences of a chart's summary: what the latest point says, and what may be expected of the target."""

from __future__ import annotations

import numpy as np
import polars as pl

from goldenthread.engines.scoring.units import figures
from goldenthread.engines.scoring.xmr_chart import Charts
from goldenthread.engines.scoring.xmr_rules import RULES
from goldenthread.engines.scoring.xmr_series import Floats, Laid

_SIGNALS = {
    ("outside", "high"): "The latest figure, {v}, is above the upper limit of {u}",
    ("outside", "low"): "The latest figure, {v}, is below the lower limit of {l}",
    ("trend", "high"): "The latest figure, {v}, ends seven or more in a row that each rose",
    ("trend", "low"): "The latest figure, {v}, ends seven or more in a row that each fell",
    ("two_in_three", "high"): "The latest figure, {v}, is one of two in three close to the upper limit of {u}",
    ("two_in_three", "low"): "The latest figure, {v}, is one of two in three close to the lower limit of {l}",
    ("shift", "high"): "The latest figure, {v}, ends seven or more in a row above the mean of {m}",
    ("shift", "low"): "The latest figure, {v}, ends seven or more in a row below the mean of {m}",
}
_MEANINGS = {
    "improvement": ": an unusual improvement.",
    "concern": ": an unusual worsening.",
    "neutral": ", which is unusual.",
}
_WITHIN = "The latest figure, {v}, is within the range to be expected, {l} to {u}: no unusual change."
_STILL = "Every figure is {m}: nothing varies."
_UNLIMITED = "Neighbouring figures behind the limits never differ, so there is no range to judge the latest, {v}, by."
_SHORT = "{k} of {p} points: too few for a judgement."
_ALONE = "{k} points, none beside another: too few for limits."
_ASSURED = {
    "pass": " The target of {t} can be expected to be met every time.",
    "fail": " The target of {t} cannot be expected to be met without a change.",
    "hit_or_miss": " The target of {t} will sometimes be met and sometimes missed.",
}


def reasons(table: pl.DataFrame, laid: Laid, charts: Charts, *, min_points: int) -> pl.Series:
    """One text for each series of the summary ``table``, in its order."""
    at = np.maximum(charts.latest, 0)
    if not len(at):
        return pl.Series([], dtype=pl.String)
    label, side = charts.label[at], charts.side[at]
    key = pl.Series(np.where(charts.latest < 0, 0, label.astype(np.int64) * 3 + side))
    signals = pl.DataFrame(
        {"key": key, "variation": table["variation"].cast(pl.String), "assurance": table["assurance"].cast(pl.String)}
    )
    lines = charts.lines[:, at]
    words = {
        "v": laid.value[at], "m": lines[0], "l": lines[1], "u": lines[2], "t": charts.target,
        "k": charts.segment_points.astype(np.float64), "p": np.full(len(at), float(min_points)),
    }  # fmt: skip
    distinct = signals.unique(maintain_order=True)
    templates = distinct.with_columns(
        template=pl.Series([_template(*row) for row in distinct.iter_rows()], dtype=pl.String)
    )
    chosen = signals.join(
        templates, on=["key", "variation", "assurance"], how="left", nulls_equal=True, maintain_order="left"
    )
    alone = pl.Series(charts.segment_points >= min_points) & (chosen["variation"] == "not_enough_points")
    unlimited = pl.Series(~charts.constant) & (chosen["variation"] == "no_variation")
    text = chosen.select(
        pl.when(alone).then(pl.lit(_ALONE)).when(unlimited).then(pl.lit(_UNLIMITED)).otherwise("template")
    ).to_series()
    return _filled(text, words)


def _template(key: int, variation: str, assurance: str | None) -> str:
    if variation == "not_enough_points":
        return _SHORT
    assured = _ASSURED[assurance] if assurance else ""
    if variation == "no_variation":
        return _STILL + assured
    if variation == "common_cause":
        return _WITHIN + assured
    label, side = RULES[key // 3 - 1], ("", "high", "low")[key % 3]
    return _SIGNALS[label, side] + _MEANINGS[variation.split("_")[0]] + assured


def _filled(text: pl.Series, words: dict[str, Floats]) -> pl.Series:
    """Each template with its row's figures; a line that is worked out has five significant digits."""
    lines = np.concatenate([words[place] for place in "mlu"])
    given = np.concatenate([numbers for place, numbers in words.items() if place not in "mlu"])
    numbers = pl.Series(lines, nan_to_null=True).round_sig_figs(5).append(pl.Series(given, nan_to_null=True))
    shown = figures(numbers).fill_null("none")
    places = [*"mlu", *(place for place in words if place not in "mlu")]
    frame = pl.DataFrame(
        {"text": text, **{name: shown.slice(n * len(text), len(text)) for n, name in enumerate(places)}}
    )
    filled = pl.col("text")
    for place in places:
        filled = filled.str.replace(f"{{{place}}}", pl.col(place), literal=True)
    return frame.select(filled)["text"]
