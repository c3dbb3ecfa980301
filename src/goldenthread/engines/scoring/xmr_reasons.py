"""The sentences of a chart's summary: what the latest point says, and what may be expected of the target."""

from __future__ import annotations

import numpy as np
import polars as pl

from goldenthread.engines.scoring.units import figures
from goldenthread.engines.scoring.xmr_chart import Charts
from goldenthread.engines.scoring.xmr_icons import ASSURANCES, VARIATIONS
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


def reasons(laid: Laid, charts: Charts, *, min_points: int) -> pl.Series:
    """One text for each series, in the order of the charts."""
    at = np.maximum(charts.latest, 0)
    if not len(at):
        return pl.Series([], dtype=pl.String)
    enough = charts.segment_points >= min_points
    features = (
        np.where(charts.latest < 0, 0, charts.label[at]), np.where(charts.latest < 0, 0, charts.side[at]),
        charts.variation, charts.assurance, charts.constant, enough,
    )  # fmt: skip
    sizes = (len(RULES) + 1, 3, len(VARIATIONS), len(ASSURANCES) + 1, 2, 2)
    keys = np.ravel_multi_index([feature.astype(np.int64) for feature in features], sizes)
    distinct, which = np.unique(keys, return_inverse=True)
    templates = [_template(*(int(part) for part in np.unravel_index(key, sizes))) for key in distinct]
    lines = charts.lines[:, at]
    words = {
        "v": laid.value[at], "m": lines[0], "l": lines[1], "u": lines[2], "t": charts.target,
        "k": charts.segment_points.astype(np.float64), "p": np.full(len(at), float(min_points)),
    }  # fmt: skip
    used = {place: numbers for place, numbers in words.items() if any(f"{{{place}}}" in text for text in templates)}
    return _filled(pl.Series(templates, dtype=pl.String).gather(which), used)


def _template(label: int, side: int, variation: int, assurance: int, constant: int, enough: int) -> str:
    word = VARIATIONS[variation]
    if word == "not_enough_points":
        return _ALONE if enough else _SHORT
    assured = _ASSURED[ASSURANCES[assurance]] if assurance < len(ASSURANCES) else ""
    if word == "no_variation":
        return (_STILL if constant else _UNLIMITED) + assured
    if word == "common_cause":
        return _WITHIN + assured
    return _SIGNALS[RULES[label - 1], ("", "high", "low")[side]] + _MEANINGS[word.split("_")[0]] + assured


def _filled(text: pl.Series, words: dict[str, Floats]) -> pl.Series:
    """Each template with its row's figures; a line that is worked out has five significant digits."""
    numbers = pl.Series(np.concatenate(list(words.values())), nan_to_null=True)
    worked_out = np.repeat([place in "mlu" for place in words], len(text))
    numbers = numbers.zip_with(pl.Series(~worked_out), numbers.round_sig_figs(5))
    shown = figures(numbers).fill_null("none")
    places = list(words)
    columns = {place: shown.slice(n * len(text), len(text)) for n, place in enumerate(places)}
    filled = pl.col("text")
    for place in places:
        filled = filled.str.replace(f"{{{place}}}", pl.col(place), literal=True)
    return pl.DataFrame({"text": text, **columns}).select(filled)["text"]
