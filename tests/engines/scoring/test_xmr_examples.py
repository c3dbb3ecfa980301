"""The worked examples of the NHS package NHSRplotthedots 0.2.2 come out the same, to a billionth.

Ours differs on purpose in three places: figures that never change have no limits and pass at their target; one point
is too few for an icon; and a label, like a side, is missing where the figure is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from goldenthread.engines.scoring.xmr import XmrResult, xmr

FILE = Path(__file__).with_name("xmr_examples.json")
EXAMPLES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["examples"]
POLARITY = {"increase": "higher", "decrease": "lower", "neutral": "none"}
SIGNALS = {
    "Common Cause": (None, None), "Above UCL": ("outside", "high"), "Below LCL": ("outside", "low"),
    "7 Point Trend (Increasing)": ("trend", "high"), "7 Point Trend (Decreasing)": ("trend", "low"),
    "2 in 3 Above CL": ("two_in_three", "high"), "2 in 3 Below CL": ("two_in_three", "low"),
    "7 Points Above CL": ("shift", "high"), "7 Points Below CL": ("shift", "low"),
}  # fmt: skip
ASSURANCE = {None: None, "inconsistent": "hit_or_miss", "pass": "pass", "fail": "fail"}
STATED = [example for example in EXAMPLES if "special_cause_type" in example["expected"]]


def name(example: dict[str, Any]) -> str:
    return str(example["id"])


def charted(example: dict[str, Any]) -> XmrResult:
    given = example["inputs"]
    frame = pl.DataFrame({"period": given["dates"], "value": given["values"]}, schema_overrides={"value": pl.Float64})
    frame = frame.with_columns(
        target=pl.lit(given["target"], pl.Float64),
        polarity=pl.lit(POLARITY[given["improvement_direction"]]),
        rebase=pl.col("period").is_in(given["rebase_dates"]).cast(pl.Int8),
    )
    return xmr(frame, baseline=given["fix_after_n_points"], screen=given["screen_outliers"], min_points=2)


def constant(example: dict[str, Any]) -> bool:
    return len(example["inputs"]["values"]) > 1 and len(set(example["inputs"]["values"])) == 1


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_lines(example: dict[str, Any]) -> None:
    points, expected = charted(example).points, example["expected"]
    opens = sorted({0, *points["rebase"].arg_true().to_list()} if points["rebase"].dtype == pl.Boolean else
                   {0, *(points["rebase"] == 1).arg_true().to_list()})  # fmt: skip
    stated = {"significant_digits": 5e-3, "rounded_to_decimals": 5e-3}
    within = next((size for word, size in stated.items() if word in expected), 1e-9)
    assert len(opens) == len(expected["segments"])
    for row, segment in zip(opens, expected["segments"], strict=True):
        found = points.row(row, named=True)
        assert found["mean"] == pytest.approx(segment["mean"], rel=within, abs=0 if within < 1e-6 else within)
        for line, theirs in (("lower_limit", "lpl"), ("upper_limit", "upl")):
            if constant(example) or segment[theirs] is None:
                assert found[line] is None
            else:
                assert found[line] == pytest.approx(segment[theirs], rel=within, abs=1e-12)


@pytest.mark.parametrize("example", STATED, ids=name)
def test_labels_and_point_types(example: dict[str, Any]) -> None:
    points, expected, values = charted(example).points, example["expected"], example["inputs"]["values"]
    signals = [
        SIGNALS[word] if value is not None else (None, None)
        for word, value in zip(expected["special_cause_type"], values, strict=True)
    ]
    assert list(zip(points["label"].to_list(), points["side"].to_list(), strict=True)) == signals
    kinds = [
        word.removeprefix("special_cause_") if value is not None else None
        for word, value in zip(expected["point_type"], values, strict=True)
    ]
    assert points["point_type"].to_list() == kinds


@pytest.mark.parametrize("example", STATED, ids=name)
def test_icons(example: dict[str, Any]) -> None:
    found, expected = charted(example).summary.row(0, named=True), example["expected"]
    if len(example["inputs"]["values"]) == 1:
        assert (found["variation"], found["assurance"]) == ("not_enough_points", None)
    elif constant(example):
        assert (found["variation"], found["assurance"]) == ("no_variation", "pass")
    else:
        assert found["variation"] == expected["variation_icon"]
        assert found["assurance"] == ASSURANCE[expected["assurance_icon"]]
