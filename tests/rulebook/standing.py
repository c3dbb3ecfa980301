"""How the examples of standing among other councils are worked out, by the rules that judge a council's figures."""

from datetime import date
from typing import Any

import polars as pl

from goldenthread.domain.assessment.rules.comparing import compare
from goldenthread.domain.assessment.rules.comparing_words import Measure
from goldenthread.engines.periods import Period, parse

_THIS_YEAR = "2024/25"
_MEASURE = Measure(unit="percent", decimals=1, proportion=True)
_FIGURES: dict[str, Any] = {
    "indicator_id": pl.Int64, "code": pl.String, "kind": pl.String, "start": pl.Date, "end": pl.Date,
    "value": pl.Float64, "numerator": pl.Float64, "denominator": pl.Float64,
}  # fmt: skip
_OTHERS: dict[str, Any] = {
    "indicator_id": pl.Int64, "group": pl.String, "group_name": pl.String, "group_kind": pl.String,
    "group_order": pl.Int64, "area": pl.String, "role": pl.String, "period": pl.String, "period_label": pl.String,
    "period_end": pl.Date, "value": pl.Float64, "source": pl.String, "licence": pl.String, "own": pl.Boolean,
}  # fmt: skip


def stands(given: dict[str, str | None]) -> dict[str, str]:
    """What is said of our figures beside those of others: "2023/24: 57; 2024/25: 74", "80 78 –", "900/1000"."""
    figures = [
        (1, period.code, period.kind.value, period.start, period.end, *_parts(cell))
        for period, cells in _periods(given["ours"])
        for cell in cells
    ]
    published = [
        (1, "NN", "Similar counties", "nearest_neighbours", 1, f"A{number}", "member", period.code, period.label,
         period.end, _parts(cell)[0], "Census", "OGL", False)
        for period, cells in _periods(given["others"])
        for number, cell in enumerate(cells)
    ]  # fmt: skip
    found = compare(
        figures=pl.DataFrame(figures, schema=_FIGURES, orient="row"),
        comparators=pl.DataFrame(published, schema=_OTHERS, orient="row"),
        polarities={1: str(given["polarity"])},
        until=date(2025, 7, 1),
        measures={1: _MEASURE},
    )[1]
    numbers = {name: "" if number is None else str(number) for name, number in found.numbers.items()}
    return {
        **dict.fromkeys(("rank", "of", "missing", "quartile", "comparison"), ""),
        **numbers,
        "answer": found.answer,
        "sentence": found.reason,
        "period": numbers.get("period_label", ""),
    }


def _periods(text: str | None) -> list[tuple[Period, list[str]]]:
    found = []
    for piece in (text or "").split(";") if text else []:
        label, colon, cells = piece.partition(":")
        if not colon:
            label, cells = _THIS_YEAR, piece
        found.append((parse(label.strip(), kind="year").period, cells.split()))
    return found


def _parts(cell: str) -> tuple[float | None, float | None, float | None]:
    top, stroke, bottom = cell.partition("/")
    if cell == "–":
        return None, None, None
    return (100 * float(top) / float(bottom), float(top), float(bottom)) if stroke else (float(cell), None, None)
