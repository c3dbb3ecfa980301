"""When a target is refused or questioned. Rulebook section 4."""

from decimal import Decimal, InvalidOperation

import polars as pl

from goldenthread.domain.collection.rules.findings import Check, Row, quoted
from goldenthread.engines.periods import YEARS, Kind

PARTS_OF_A_YEAR = {"month": 12, "quarter": 4, "half_year": 2, "term": 3}
"""How many of its own periods an indicator has in a year; a target can be divided among these only."""

NEAR_ZERO = 0.1
"""A measure is sometimes near zero when a past value was within a tenth of its usual size."""

SERIES = ("indicator_id", "place_id", "breakdown")


def _number(name: str) -> pl.Expr:
    return pl.col(f"{name}_float")


def checks() -> list[Check]:
    """Checks of one target by itself and against its indicator's definition (columns polarity, scheme, frequency)."""
    given = [pl.col(name).is_not_null() for name in ("target", "floor", "lower", "upper")]
    target, floor, lower, upper = given
    years = [kind.value for kind in YEARS]
    return [
        Check(
            column="target",
            when=~target & ~lower & ~upper,
            seen="neither a target nor a range",
            expected="a target, or a lower or upper end of a range",
            what_to_do="Write the target, or delete the row.",
        ),
        Check(
            column="floor",
            when=floor & ~target,
            seen=lambda row: f"a floor ({row['floor']}) without a target",
            expected="a target that the floor belongs to",
            what_to_do="Add the target, or delete the floor.",
        ),
        Check(
            column="floor",
            when=(pl.col("polarity") == "higher") & (_number("floor") > _number("target")),
            seen=lambda row: f"the floor {row['floor']} is above the target {row['target']}, and higher is better",
            expected="a floor below the target",
            what_to_do="Check whether the two were swapped.",
        ),
        Check(
            column="floor",
            when=(pl.col("polarity") == "lower") & (_number("floor") < _number("target")),
            seen=lambda row: f"the floor {row['floor']} is below the target {row['target']}, and lower is better",
            expected="a floor above the target",
            what_to_do="Check whether the two were swapped.",
        ),
        Check(
            column="lower",
            when=_number("lower") > _number("upper"),
            seen=lambda row: f"the lower end {row['lower']} is above the upper end {row['upper']}",
            expected="lower at most upper",
            what_to_do="Check whether the two were swapped.",
        ),
        Check(
            column="tolerance",
            when=_number("tolerance") < 0,
            seen=lambda row: f"a tolerance below zero ({row['tolerance']})",
            expected="zero or more",
            what_to_do="Write it without the minus sign.",
        ),
        Check(
            column="target",
            when=(_number("target") == 0) & (pl.col("scheme") == "percent"),
            seen="a target of zero, and the tolerance is a share of the target, which would always be zero",
            expected="a target other than zero with this way of rating",
            what_to_do="Give the indicator's definition the scheme absolute, with a tolerance in its own unit.",
        ),
        Check(
            column="apportion",
            when=(pl.col("apportion") != "none")
            & ~(pl.col("period_kind").is_in(years) & pl.col("frequency").is_in(list(PARTS_OF_A_YEAR))),
            seen=lambda row: f"the target for {row['label']} is to be divided ({row['apportion']})",
            expected="a target for a year, of an indicator measured by month, quarter, half-year or term",
            what_to_do="Write none, or give the target for the whole year.",
        ),
        Check(
            column="shares",
            when=(pl.col("apportion") == "shares") & pl.col("shares").is_null(),
            seen="the target is to be divided by shares, and there are none",
            expected="one share for each part of the year, such as 0.2;0.3;0.25;0.25",
            what_to_do="Write the shares, or choose even.",
        ),
        Check(
            column="shares",
            when=(pl.col("apportion") != "shares") & pl.col("shares").is_not_null(),
            seen=lambda row: f"shares ({row['shares']}) although apportion is {row['apportion']}",
            expected="shares only with apportion shares",
            what_to_do="Write shares in the column apportion, or delete the shares.",
        ),
    ]


def shares_checks() -> list[Check]:
    """Checks of the shares (column share_list, null where unreadable; share_error says what is wrong)."""
    return [
        Check(
            column="shares",
            when=pl.col("share_error").is_not_null(),
            seen=lambda row: str(row["share_error"]),
            expected=lambda row: (
                f"{PARTS_OF_A_YEAR.get(row['frequency'], 0)} shares that add up to exactly 1, divided by semicolons"
            ),
            what_to_do="Correct the shares.",
        )
    ]


def with_shares(frame: pl.DataFrame) -> pl.DataFrame:
    """Add share_list (semicolon-joined plain numbers, null without shares) and share_error (a clause or null)."""
    read = {
        (text, often): read_shares(text, parts=PARTS_OF_A_YEAR.get(often, 0))
        for text, often in frame.select("shares", "frequency").unique().iter_rows()
        if text is not None
    }
    rows = [(text, often, *found) for (text, often), found in read.items()]
    schema = {"shares": pl.String, "frequency": pl.String, "share_list": pl.String, "share_error": pl.String}
    table = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.join(table, on=["shares", "frequency"], how="left", maintain_order="left")


def read_shares(text: str, *, parts: int) -> tuple[str | None, str | None]:
    """Return the shares of ``text`` as plain numbers joined by semicolons, or None and what is wrong with them."""
    try:
        shares = [Decimal(piece.strip()) for piece in text.split(";")]
    except InvalidOperation:
        return None, f"“{text}” are not numbers divided by semicolons"
    if not all(share.is_finite() and share >= 0 for share in shares):
        return None, f"“{text}” holds a share below zero or without end"
    if parts and len(shares) != parts:
        return None, f"{len(shares)} shares for a year of {parts} parts"
    total = sum(shares, Decimal(0))
    if total != 1:
        return None, f"the shares add up to {total}"
    return ";".join(format(share, "f") for share in shares), None


def with_past(targets: pl.DataFrame, *, figures: pl.DataFrame, earlier: pl.DataFrame) -> pl.DataFrame:
    """Add what the past says about each target: past_high, past_low, past_usual, past_last, past_label, carried.

    ``figures``: the latest figures (series, start, end, label, value_float); past are those whose period ended before
    the target's began. ``earlier``: the targets that hold now (series, start, target_float); ``carried`` is true where
    the target before this one was the same, which was questioned when it was first set. Sizes are without their sign.
    A target for the year to date (``measured_on`` "ytd") is compared with the same stretch of earlier years only.
    """
    ytd = (pl.col("measured_on") == "ytd").fill_null(value=False)
    wanted = targets.select(
        "row", *SERIES, pl.col("start").alias("from"), pl.col("end").alias("to"), "target_float", ytd.alias("ytd")
    )
    size = pl.col("value_float").abs()
    past = (
        wanted.join(figures.drop_nulls("value_float"), on=SERIES, how="inner")
        .filter(pl.col("end") < pl.col("from"))
        .filter(~pl.col("ytd") | (pl.col("end").dt.month() == pl.col("to").dt.month()))
        .sort("row", "end")
        .group_by("row", maintain_order=True)
        .agg(
            size.max().alias("past_high"),
            size.min().alias("past_low"),
            size.median().alias("past_usual"),
            pl.col("value_float").last().alias("past_last"),
            pl.col("label").last().alias("past_label"),
        )
    )
    before = (
        wanted.join(earlier.rename({"target_float": "held"}), on=SERIES, how="inner")
        .filter(pl.col("start") < pl.col("from"))
        .sort("row", "start")
        .group_by("row", maintain_order=True)
        .agg((pl.col("held").last() == pl.col("target_float").last()).alias("carried"))
    )
    return (
        targets.join(past, on="row", how="left", maintain_order="left")
        .join(before, on="row", how="left", maintain_order="left")
        .with_columns(pl.col("carried").fill_null(value=False))
    )


def questions() -> list[Check]:
    """Questions about a new or changed target in the light of the past (see :func:`with_past`)."""
    asked = ~pl.col("carried") & (pl.col("past_high") > 0)
    target = _number("target").abs()
    # A year's target against a quarter's figures is no comparison of sizes.
    alike = pl.col("period_kind") == pl.col("own_kind")
    same_size = asked & (alike | (pl.col("apportion") == "same"))
    worse = ((pl.col("polarity") == "higher") & (_number("target") < pl.col("past_last"))) | (
        (pl.col("polarity") == "lower") & (_number("target") > pl.col("past_last"))
    )
    extreme = (target >= 10 * pl.col("past_high")) | (target <= 0.1 * pl.col("past_low"))
    what_to_do = "Check it. If it is meant, accept it with a reason."
    return [
        Check(
            column="target",
            when=same_size & (target >= 10 * pl.col("past_high")),
            seen=lambda row: (
                f"the target {row['target']} is at least ten times every past figure (at most {_g(row['past_high'])})"
            ),
            expected="a target of the same size as the figures",
            what_to_do=what_to_do,
            severity="questioned",
        ),
        Check(
            column="target",
            when=same_size & (target > 0) & (target <= 0.1 * pl.col("past_low")),
            seen=lambda row: (
                f"the target {row['target']} is at most a tenth of every past figure (at least {_g(row['past_low'])})"
            ),
            expected="a target of the same size as the figures",
            what_to_do=what_to_do,
            severity="questioned",
        ),
        Check(
            column="target",
            when=same_size & (target == 0) & (pl.col("past_low") > NEAR_ZERO * pl.col("past_usual")),
            seen=lambda row: f"a target of zero, and no past figure was near zero (at least {_g(row['past_low'])})",
            expected="a target that can be met",
            what_to_do=what_to_do,
            severity="questioned",
        ),
        Check(
            column="target",
            when=same_size & worse & ~extreme & (target != 0),
            seen=lambda row: (
                f"the target {row['target']} is worse than current performance "
                f"({_g(row['past_last'])} in {row['past_label']})"
            ),
            expected=lambda row: f"a target at least as good, as {row['polarity']} is better",
            what_to_do=what_to_do,
            severity="questioned",
        ),
    ]


def with_own_kind(frame: pl.DataFrame, *, kinds: dict[str, Kind]) -> pl.DataFrame:
    """Add own_kind: the kind of period that the indicator's frequency means."""
    own = pl.col("frequency").replace_strict({often: kind.value for often, kind in kinds.items()}, default=None)
    return frame.with_columns(own.alias("own_kind"))


def who_approves() -> Check:
    """Refuse a change of a stored target without an approver."""
    return Check(
        column="approver",
        when=(pl.col("state") == "revised") & pl.col("approver_id").is_null(),
        seen=lambda row: (
            f"this changes the target of {row['indicator']} for {quoted('label')(row)}, and nobody approved it"
        ),
        expected="the post that approved the change",
        what_to_do="Write its code in the column approver.",
    )


def _g(number: float) -> str:
    return f"{number:.10g}"


def about(row: Row) -> str:
    """Say what a target or figure row is about: indicator, period, place and group."""
    parts = [str(row["indicator"]), str(row["label"])]
    if row.get("place"):
        parts.append(str(row["place"]))
    if row.get("breakdown"):
        parts.append(str(row["breakdown"]))
    return ", ".join(parts)
