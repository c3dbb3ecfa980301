"""How each kind of worked example is worked out, with the same engines that rate a council's figures."""

from __future__ import annotations

import polars as pl

from goldenthread.engines.periods import (
    from_code,
    next_,
    parse_frame,
    position_in_year,
    previous,
    same_period_last_year,
    year_to_date,
)
from goldenthread.engines.scoring import ScoringError, direction, rate
from goldenthread.engines.scoring.deterioration import deterioration
from goldenthread.entrypoints.commands.rulebook import Example
from tests.rulebook.comparing import compared
from tests.rulebook.delivering import delivered
from tests.rulebook.excepted import excepted
from tests.rulebook.monthly import chart, monthly
from tests.rulebook.standing import stands
from tests.rulebook.watching import watched


def work_out(example: Example) -> dict[str, str]:
    """What comes out for what is given, as text, under the names of the table's headings."""
    given = {name: cell or None for name, cell in example.given.items()}
    subject, _, method = example.subject.partition(" ")
    if subject == "rate":
        return _texts(rate(pl.DataFrame([given])))
    if subject == "refused":
        try:
            rate(pl.DataFrame([given]))
        except ScoringError as refused:
            return {"column": refused.problems[0].column, "seen": refused.problems[0].seen}
        return {"column": "", "seen": "not refused"}
    if subject == "direction":
        return _texts(direction(_series(given) if ":" in str(given["figures"]) else monthly(given), method=method))
    if subject == "work":
        return delivered(given)
    if subject in ("monitoring", "exception"):
        return watched(given) if subject == "monitoring" else excepted(given)
    if subject == "standing":
        return stands(given)
    if subject == "deterioration":
        return _texts(deterioration(monthly(given)))
    if subject == "xmr":
        return chart(given)
    if (answer := compared(example.subject, given, example.expected)) is not None:
        return answer
    if example.subject == "period moves":
        return _moves(str(given["period"]))
    read = parse_frame(
        pl.DataFrame({"period": [given["written"]], "type": [given["type"]]}, schema_overrides={"type": pl.String})
    )
    return _texts(read) | {"refused": "no" if read["error"][0] is None else "yes"}


def _texts(frame: pl.DataFrame) -> dict[str, str]:
    return {name: "" if cell is None else str(cell) for name, cell in frame.row(0, named=True).items()}


def _series(given: dict[str, str | None]) -> pl.DataFrame:
    """One series from "Q1 2022/23: 20/25, Q2 2022/23: 42/50": period, value, and its target after the stroke."""
    rows = []
    for point in str(given["figures"]).split(","):
        period, _, figure = point.strip().partition(":")
        value, _, target = figure.strip().partition("/")
        rows.append({"period": period, "value": value or None, "target": target or given.get("target")})
    same = {name: pl.lit(cell) for name, cell in given.items() if name not in ("figures", "target")}
    return pl.DataFrame(rows, schema=dict.fromkeys(("period", "value", "target"), pl.String)).with_columns(**same)


def _moves(code: str) -> dict[str, str]:
    period = from_code(code)
    ago = same_period_last_year(period)
    return {
        "previous": previous(period).label,
        "next": next_(period).label,
        "same period last year": ago.label if ago else "",
        "year to date": year_to_date(period).label,
        "position in year": str(position_in_year(period)),
    }
