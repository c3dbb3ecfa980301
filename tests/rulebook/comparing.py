"""How the examples of comparing and combining are worked out; numbers are cut, not rounded, to the digits drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from goldenthread.engines.scoring.comparisons import significant_change
from goldenthread.engines.scoring.forecast import forecast
from goldenthread.engines.scoring.intervals import interval
from goldenthread.engines.scoring.ranking import rank
from goldenthread.engines.scoring.refusal import ScoringError
from goldenthread.engines.scoring.reward import reward
from goldenthread.engines.scoring.rollup import rollup
from goldenthread.engines.scoring.rollup_plan import roll_up_plan
from goldenthread.engines.scoring.yearly_trend import yearly_trend

Given = dict[str, str | None]
DIGITS = 10


def compared(subject: str, given: Given, expected: dict[str, str]) -> dict[str, str] | None:
    """What comes out for one example of these pages, as text; None for subjects of other pages."""
    kind, _, option = subject.partition(" ")
    if subject == "interval refused":
        return _refused(given)
    if kind == "interval":
        return _texts(_interval(option, given), expected)
    workings: dict[str, Callable[[Given], dict[str, Any]]] = {
        "change": lambda row: significant_change(pl.DataFrame([row])).row(0, named=True),
        "yearly trend": _yearly_trend, "rank": _rank, "rollup": _rollup, "plan": _plan, "forecast": _forecast,
        "reward": lambda row: reward(pl.DataFrame([row])).row(0, named=True),
    }  # fmt: skip
    return _texts(workings[subject](given), expected) if subject in workings else None


def _texts(found: dict[str, Any], expected: dict[str, str]) -> dict[str, str]:
    return {name: _text(cell, expected.get(name, "")) for name, cell in found.items()}


def _text(cell: Any, drawn: str) -> str:
    if cell is None or not drawn:
        return "" if cell is None or isinstance(cell, str) else str(cell)
    if not isinstance(cell, float):
        return {True: "yes", False: "no"}[cell] if isinstance(cell, bool) else str(cell)
    # Cut to the digits drawn: 30.4477903 is drawn as 30.447790.
    places = len(drawn.partition(".")[2])
    return drawn if abs(cell - float(drawn)) < max(10.0**-places if places >= 6 else 0, 1e-9) else repr(cell)


def _interval(kind: str, given: Given) -> dict[str, Any]:
    options: dict[str, Any] = {
        name: float(given.get(name) or at) for name, at in (("multiplier", 1), ("confidence", 0.95))
    }
    return interval(pl.DataFrame([given]), kind=kind, **options).row(0, named=True)


def _refused(given: Given) -> dict[str, str]:
    try:
        interval(pl.DataFrame([given]), kind=str(given["kind"]))
    except ScoringError as refused:
        return {"column": refused.problems[0].column, "seen": refused.problems[0].seen}
    return {"column": "", "seen": "not refused"}


def _figures(text: str | None) -> list[str | None]:
    separate = str(text).split(",") if "," in str(text) else str(text).split()
    return [None if figure.strip() == "–" else figure.strip() for figure in separate]


def _pairs(text: str | None) -> pl.DataFrame:
    """Figures and counts: "10, 1/2" is a value of 10 and one of two."""
    rows = []
    for figure in _figures(text):
        top, stroke, bottom = (figure or "").partition("/")
        rows.append((None, top, bottom) if stroke else (top or None, None, None))
    return pl.DataFrame(rows, schema=dict.fromkeys(("value", "numerator", "denominator"), pl.String), orient="row")


def _yearly_trend(given: Given) -> dict[str, Any]:
    frame = _pairs(given["counts"]).drop("value")
    periods = pl.Series("period", [str(2018 + n) for n in range(frame.height)])
    return yearly_trend(frame.with_columns(periods, polarity=pl.lit(given["polarity"]))).row(0, named=True)


def _rank(given: Given) -> dict[str, Any]:
    found = rank(pl.DataFrame({"value": _figures(given["values"]), "polarity": given["polarity"]}))
    listed = {
        f"{name}s": " ".join("–" if cell is None else str(cell) for cell in found[name].to_list())
        for name in ("rank", "quartile")
    }
    return {**listed, "median": str(found["median"][0]), "missing": found["missing"][0]}


def _rollup(given: Given) -> dict[str, Any]:
    frame = _pairs(given["figures"])
    frame = frame.with_columns(
        pl.Series("period", _quarters(frame.height)),
        unit=pl.lit(given.get("unit"), pl.String),
        total=pl.lit("all"),
    )
    return rollup(frame, by=["total"], rule=given["rule"], partial=given.get("partial") == "yes").row(0, named=True)


def _quarters(count: int) -> list[str]:
    return [f"Q{n % 4 + 1} {2021 + n // 4}/{22 + n // 4}" for n in range(count)]


def _plan(given: Given) -> dict[str, Any]:
    children = [(part or "").split() for part in _figures(given["parts"])]
    rows = [("plan", child[0], float(child[1]) if child[1:] else None) for child in children]
    schema = {"plan": pl.String, "rating": pl.String, "weight": pl.Float64}
    return roll_up_plan(
        pl.DataFrame(rows, schema=schema, orient="row"), by=["plan"], rule=str(given["rule"])
    ).row(0, named=True)  # fmt: skip


def _forecast(given: Given) -> dict[str, Any]:
    figures = _figures(given["figures"])
    frame = pl.DataFrame({"period": _quarters(len(figures)), "value": figures}).with_columns(
        target=pl.lit(given.get("target"), pl.String), polarity=pl.lit(given.get("polarity"), pl.String)
    )
    found = forecast(frame, method=given.get("method") or "auto").row(0, named=True)
    return {**found, "method used": found["method"]}
