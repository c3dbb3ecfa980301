"""When a figure is refused or questioned. Rulebook sections 2 and 4; all checks look at whole columns at once."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from goldenthread.domain.collection.rules.findings import Check, Row, quoted
from goldenthread.domain.indicators.rules import VALUED_STATUSES

NO_CASES = "no cases"
"""Why there is no value where nothing was there to be counted: 0 of 0 is neither 0% nor an error."""

COUNTED = ("number", "days", "weeks", "hours", "minutes", "seconds", "tonnes", "kilograms")
"""Measures that cannot be below zero."""

PLACES_KEPT = Decimal("0.0000000001")
"""A value worked out from its parts keeps ten decimals."""

_POWERS = tuple(10.0**power for power in range(7))


def _number(name: str) -> pl.Expr:
    return pl.col(f"{name}_float")


def settle_status(frame: pl.DataFrame) -> pl.DataFrame:
    """Fill in the status: final unless said otherwise; 0 of 0 without a value is not available for want of cases."""
    none_of_none = (
        (_number("numerator") == 0)
        & (_number("denominator") == 0)
        & pl.col("value").is_null()
        & pl.col("status").fill_null("final").is_in(VALUED_STATUSES)
    ).fill_null(value=False)
    if not frame.select(none_of_none.any()).item():
        return frame.with_columns(pl.col("status").fill_null("final"))
    return frame.with_columns(
        pl.when(none_of_none)
        .then(pl.lit("not_available"))
        .otherwise(pl.col("status").fill_null("final"))
        .alias("status"),
        pl.when(none_of_none)
        .then(pl.col("status_reason").fill_null(NO_CASES))
        .otherwise(pl.col("status_reason"))
        .alias("status_reason"),
    )


def shape_checks() -> list[Check]:
    """Checks of one row by itself: value, parts and status fit together."""
    value, top, bottom = (pl.col(name).is_not_null() for name in ("value", "numerator", "denominator"))
    valued = pl.col("status").is_in(VALUED_STATUSES)
    no_cases = (_number("numerator") == 0) & (_number("denominator") == 0)
    return [
        Check(
            column="denominator",
            when=top & ~bottom,
            seen=lambda row: f"a numerator ({row['numerator']}) without a denominator",
            expected="numerator and denominator together",
            what_to_do="Add the denominator, or leave both empty.",
        ),
        Check(
            column="numerator",
            when=bottom & ~top,
            seen=lambda row: f"a denominator ({row['denominator']}) without a numerator",
            expected="numerator and denominator together",
            what_to_do="Add the numerator, or leave both empty.",
        ),
        Check(
            column="numerator",
            when=_number("numerator") < 0,
            seen=lambda row: f"a count below zero ({row['numerator']})",
            expected="zero or more",
            what_to_do="Correct the count.",
        ),
        Check(
            column="denominator",
            when=_number("denominator") < 0,
            seen=lambda row: f"a count below zero ({row['denominator']})",
            expected="more than zero",
            what_to_do="Correct the count.",
        ),
        Check(
            column="denominator",
            when=(_number("denominator") == 0) & (_number("numerator") != 0),
            seen=lambda row: f"{row['numerator']} of 0, which is no number",
            expected="a denominator above zero",
            what_to_do="Correct the denominator; where there was nothing to count, write 0 in both.",
        ),
        Check(
            column="value",
            when=no_cases & value,
            seen=lambda row: f"a value ({row['value']}) where there were no cases (0 of 0)",
            expected="no value: 0 of 0 is not available, never 0",
            what_to_do="Leave the value empty, or correct the parts.",
        ),
        Check(
            column="value",
            when=valued & ~value & ~(top & bottom),
            seen=lambda row: f"no value, and the status is {row['status']}",
            expected="a value, or a status that says why there is none (not_available, not_due, suppressed)",
            what_to_do="Write the value, or set the status.",
        ),
        Check(
            column="value",
            when=~valued & value,
            seen=lambda row: f"a value ({row['value']}) although the status is {row['status']}",
            expected="no value with this status",
            what_to_do="Delete the value, or correct the status to final, provisional or estimated.",
        ),
        Check(
            column="numerator",
            when=~valued & top & bottom & ~no_cases,
            seen=lambda row: f"{row['numerator']} of {row['denominator']} although the status is {row['status']}",
            expected="no figure with this status",
            what_to_do="Delete numerator and denominator, or correct the status.",
        ),
        Check(
            column="status_reason",
            when=(pl.col("status") == "not_available") & pl.col("status_reason").is_null(),
            seen="the figure is not available, and nothing says why",
            expected="a reason whenever the status is not_available",
            what_to_do="Say why in the column status_reason.",
        ),
    ]


def meaning_checks() -> list[Check]:
    """Checks of a row against what its indicator measures."""
    percent = (pl.col("measure") == "percent") | (pl.col("measure").is_null() & pl.col("proportion"))
    share = _number("numerator") / _number("denominator")
    worked_out = pl.when(percent).then(100.0 * share).otherwise(share)
    shown = (pl.col("value").str.len_bytes() - pl.col("value").str.find(".", literal=True) - 1).fill_null(0)
    # Half a unit of the last digit written, and what binary fractions lose.
    slack = 0.5 * (pl.lit(10.0) ** -shown.cast(pl.Int32)) * (1 + 1e-9) + worked_out.abs() * 1e-12
    agrees = (_number("value") - worked_out).abs() <= slack
    scaled = pl.any_horizontal(*[(_number("value") - share * power).abs() <= slack * power for power in _POWERS])
    fits = pl.when(pl.col("measure") == "rate").then(scaled).otherwise(agrees)
    return [
        Check(
            column="numerator",
            when=pl.col("proportion") & (_number("numerator") > _number("denominator")),
            seen=lambda row: f"the numerator {row['numerator']} is above the denominator {row['denominator']}",
            expected=lambda row: f"a part of the whole: {row['indicator']} is a proportion",
            what_to_do="Check whether the two were swapped.",
        ),
        Check(
            column="value",
            when=pl.col("proportion") & percent & (_number("value") > 100),
            seen=lambda row: f"{row['value']}% of a whole",
            expected=lambda row: f"at most 100: {row['indicator']} is a proportion",
            what_to_do="Correct the value.",
        ),
        Check(
            column="value",
            when=(_number("value") < 0) & (pl.col("proportion") | pl.col("measure").is_in(COUNTED)),
            seen=lambda row: f"a value below zero ({row['value']})",
            expected=lambda row: f"zero or more: {row['indicator']} is measured in {row['measure'] or 'shares'}",
            what_to_do="Correct the value.",
        ),
        Check(
            column="value",
            when=~fits,
            seen=_disagreement,
            expected=lambda row: f"{_share_shown(row)}, as {row['numerator']} of {row['denominator']} gives",
            what_to_do="Correct the value or its parts, or leave the value empty to have it worked out.",
        ),
    ]


def _percent(row: Row) -> bool:
    return bool(row["measure"] == "percent" or (row["measure"] is None and row["proportion"]))


def _share_shown(row: Row) -> str:
    exact = worked_out(numerator=row["numerator"], denominator=row["denominator"], percent=_percent(row))
    text = row["value"]
    digits = max(len(text.partition(".")[2]), min(row["decimals"] or 0, 9))
    return format(Decimal(exact).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP), "f")


def _disagreement(row: Row) -> str:
    if _percent(row) and abs(100 * row["value_float"] - 100 * row["numerator_float"] / row["denominator_float"]) < 0.5:
        return f"the value {row['value']} looks like a fraction where a percentage is wanted"
    return f"the value {row['value']} does not agree with its parts"


def worked_out(*, numerator: str, denominator: str, percent: bool) -> str:
    """Return numerator / denominator (times 100 for a percentage) exactly, rounded once to ten decimals."""
    exact = (100 if percent else 1) * Decimal(numerator) / Decimal(denominator)
    rounded = exact if exact == exact.to_integral_value() else exact.quantize(PLACES_KEPT, rounding=ROUND_HALF_UP)
    text = format(rounded, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def fill_values(frame: pl.DataFrame) -> pl.DataFrame:
    """Work out the value where only its parts are given, exactly; each distinct pair of parts once."""
    missing = pl.col("value").is_null() & pl.col("status").is_in(VALUED_STATUSES) & pl.col("numerator").is_not_null()
    if not frame.select(missing.any()).item():
        return frame
    percent = (pl.col("measure") == "percent").fill_null(pl.col("proportion"))
    pairs = frame.filter(missing).select("numerator", "denominator", percent.alias("percent")).unique()
    values = pl.Series(
        "filled",
        [worked_out(numerator=top, denominator=bottom, percent=share) for top, bottom, share in pairs.iter_rows()],
        dtype=pl.String,
    )
    joined = frame.with_columns(percent.alias("percent")).join(
        pairs.with_columns(values), on=["numerator", "denominator", "percent"], how="left", maintain_order="left"
    )
    return joined.with_columns(
        pl.when(missing).then(pl.col("filled")).otherwise(pl.col("value")).alias("value"),
        pl.when(missing).then(pl.col("filled").cast(pl.Float64)).otherwise(_number("value")).alias("value_float"),
    ).drop("filled", "percent")


def not_yours(mine: Sequence[str]) -> Check:
    """Refuse rows about indicators other than ``mine`` (needs owner, the name of the unit that owns the indicator)."""
    few = ", ".join(sorted(mine)[:6]) + (" and others" if len(mine) > 6 else "")
    return Check(
        column="indicator",
        when=~pl.col("indicator").is_in(list(mine)),
        seen=lambda row: f"{row['indicator']} belongs to {row['owner']}, for which you may not load figures",
        expected=f"an indicator of your part of the council: {few}"
        if mine
        else "an indicator of your part; it has none",
        what_to_do="Leave the row to whoever loads for that part, or ask the performance team.",
    )


def place_checks() -> list[Check]:
    """Checks that the place had its code when the period ended."""
    too_early = pl.col("end") < pl.col("valid_from")
    too_late = pl.col("end") > pl.col("valid_to")

    def seen(row: Row) -> str:
        return f"the code {quoted('place')(row)} does not hold at the end of {row['label']}"

    return [
        Check(
            column="place",
            when=too_early,
            seen=seen,
            expected=lambda row: f"a period from {day(row['valid_from'])} on",
            what_to_do="Use the code that held then.",
        ),
        Check(
            column="place",
            when=too_late,
            seen=seen,
            expected=lambda row: f"a period to {day(row['valid_to'])}",
            what_to_do=lambda row: (
                f"Use the code of the place that took over: {row['successor']}."
                if row["successor"]
                else "Use the code that holds now."
            ),
        ),
    ]


def jump_check() -> Check:
    """Question a figure ten times, or a tenth of, the figure before it (columns last_float, last_period_id)."""
    ratio = (_number("value") / pl.col("last_float")).abs()
    changed = pl.col("state") != "unchanged"
    return Check(
        column="value",
        when=changed & (pl.col("last_float") != 0) & (_number("value") != 0) & ((ratio >= 10) | (ratio <= 0.1)),
        seen=lambda row: (
            f"{row['value']} is {_how_far(row)} the figure before it ({row['last_float']:.10g} in {row['last_label']})"
        ),
        expected="a figure of the same size as the one before",
        what_to_do="Check the decimal point. If the figure is right, accept it with a reason.",
        severity="questioned",
    )


def _how_far(row: Row) -> str:
    return "ten times or more" if abs(row["value_float"]) > abs(row["last_float"]) else "a tenth or less of"


def day(moment: date) -> str:
    """Return a date as people write it: 1 July 2022."""
    return f"{moment.day} {moment:%B %Y}"
