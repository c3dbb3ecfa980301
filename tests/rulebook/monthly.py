"""Long series in a short form: "9 11 ×6, 17" is thirteen months from April 2020; – is a gap, / starts a segment."""

from __future__ import annotations

from itertools import groupby

import polars as pl

from goldenthread.engines.periods import from_code, next_
from goldenthread.engines.scoring.xmr import xmr


def monthly(given: dict[str, str | None]) -> pl.DataFrame:
    """The series of an example, its other columns beside each figure."""
    values: list[str | None] = []
    opens: list[str | None] = []
    for segment in str(given["figures"]).split("/"):
        fresh = _figures(segment)
        opens += [("1" if values else None), *([None] * (len(fresh) - 1))]
        values += fresh
    period, codes = from_code("2020-04"), []
    for _ in values:
        codes.append(period.code)
        period = next_(period)
    same = {
        name: pl.lit(cell, pl.String) for name, cell in given.items() if name not in ("figures", "baseline", "screen")
    }
    schema = dict.fromkeys(("period", "value", "rebase"), pl.String)
    return pl.DataFrame({"period": codes, "value": values, "rebase": opens}, schema=schema).with_columns(**same)


def chart(given: dict[str, str | None]) -> dict[str, str]:
    """What the chart of an example says: lines of its last segment, the points marked, and both icons."""
    result = xmr(
        monthly(given), baseline=int(given["baseline"]) if given.get("baseline") else None,
        screen=given.get("screen") != "no",
    )  # fmt: skip
    last, icons = result.points.row(-1, named=True), result.summary.row(0, named=True)
    lines = [last[name] for name in ("lower_limit", "mean", "upper_limit")]
    return {
        "lines": ", ".join("none" if line is None else f"{line:.4g}" for line in lines),
        "marked": _marked(result.points),
        "variation": icons["variation"],
        "assurance": icons["assurance"] or "",
        "reason": icons["reason"],
    }


def _figures(text: str) -> list[str | None]:
    figures: list[str | None] = []
    for group in text.split(","):
        written, _, times = group.strip().partition("×")
        figures += [None if figure == "–" else figure for figure in written.split()] * int(times or 1)
    return figures


def _marked(points: pl.DataFrame) -> str:
    """The runs of points with one label: "1 to 7 trend high; 9 outside low"."""
    signals = [(n, f"{label} {side}") for n, (label, side) in enumerate(points.select("label", "side").rows(), start=1)]
    runs = []
    for signal, run in groupby(signals, key=lambda pair: pair[1]):
        places = [n for n, _ in run]
        if not signal.startswith("None"):
            runs.append(f"{places[0]} {signal}" if len(places) == 1 else f"{places[0]} to {places[-1]} {signal}")
    return "; ".join(runs)
