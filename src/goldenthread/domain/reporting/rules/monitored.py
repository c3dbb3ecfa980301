"""An indicator at a monitoring point: against the point six months before, with what was done and what it earns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from goldenthread.domain.assessment.rules import Scored
from goldenthread.domain.framework.rules.stretch import StretchRow
from goldenthread.domain.indicators.rules import CommentaryRow
from goldenthread.engines.charts.figures import figure
from goldenthread.engines.periods import Kind, Period, previous
from goldenthread.engines.scoring.comparison import compare
from goldenthread.engines.scoring.reward import LEAST_SHARE, reward

OFF_TARGET = ("red", "amber")
HALF_YEARLY = (Kind.HALF_YEAR, Kind.QUARTER)
"""What a monitoring point may be called by: the half-year, or the quarter, that it ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """What a stretch target has earned by the latest figure, in pounds.

    ``pot`` is this target's part of the pot. ``share`` is how much of the stretch is reached, below 0 or above 1 where
    it is; without a figure it and ``grant`` are None. ``sentence`` says it.
    """

    target: StretchRow
    pot: Decimal
    share: Decimal | None
    grant: Decimal | None
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An indicator at a monitoring point and at the one before; ``said`` is the latest word between the two."""

    scored: Scored
    before: Scored | None
    said: CommentaryRow | None
    direction: str
    direction_reason: str
    earned: Earned | None = None

    @property
    def figure_before(self) -> Decimal | None:
        """The figure that was the latest six months before; None where it adds up, or where there is no newer one."""
        if self.before is None or self.before.period_code == self.scored.period_code or self.adds_up:
            return None
        return self.before.value

    @property
    def adds_up(self) -> bool:
        """Whether the figure starts again every year, so that it is set against the same period last year instead."""
        return self.scored.basis == "ytd"

    @property
    def acted(self) -> bool:
        """Whether it is said what was or will be done."""
        return self.said is not None and bool(self.said.action_taken or self.said.action_planned)

    @property
    def needs_action(self) -> bool:
        """Whether it is Red or Amber and nobody said what was or will be done."""
        return self.scored.shown_rating in OFF_TARGET and not self.acted


def point_before(period: Period) -> Period:
    """Return the monitoring point six months before. Raises ValueError for anything but a half-year or quarter."""
    if period.kind not in HALF_YEARLY:
        raise ValueError(
            f"{period.label} is no monitoring point. Choose a half-year or a quarter, such as “H1 2026/27”."
        )
    return previous(period) if period.kind is Kind.HALF_YEAR else previous(previous(period))


def followed(
    now: Sequence[Scored],
    *,
    before: Mapping[str, Scored],
    said: Mapping[int, Sequence[CommentaryRow]],
    period: Period,
    earned: Mapping[str, Earned],
) -> dict[str, Followed]:
    """Return each indicator of ``now`` by reference; ``before`` is by reference, ``said`` by id, newest first."""
    ways = _ways(now, before=before)
    return {
        one.reference: Followed(
            scored=one,
            before=before.get(one.reference),
            said=_latest(said.get(one.indicator_id, ()), one=one, period=period),
            direction=ways[one.reference][0],
            direction_reason=ways[one.reference][1],
            earned=earned.get(one.reference),
        )
        for one in now
    }


def _latest(lines: Sequence[CommentaryRow], *, one: Scored, period: Period) -> CommentaryRow | None:
    """What was said last of a period since the monitoring point before, or of the very period that is reported."""
    since = point_before(period).end
    for line in lines:
        if line.period_end <= period.end and (line.period_end > since or line.period_code == one.period_code):
            return line
    return None


def _ways(now: Sequence[Scored], *, before: Mapping[str, Scored]) -> dict[str, tuple[str, str]]:
    """The way each has gone since the point before; a cumulative figure is set against the same period last year."""
    found: dict[str, tuple[str, str]] = {}
    pairs = []
    for one in now:
        was = before.get(one.reference)
        if one.basis == "ytd":
            found[one.reference] = (one.direction_last_year, one.direction_last_year_reason)
        elif one.value is None:
            found[one.reference] = ("not_enough_data", "There is no figure.")
        elif was is None or was.value is None:
            found[one.reference] = ("not_enough_data", "There was no figure six months before.")
        elif was.period_code == one.period_code:
            found[one.reference] = ("not_enough_data", f"There has been no new figure since {one.period_label}.")
        elif was.definition_id != one.definition_id:
            found[one.reference] = ("refused", "It has been measured in another way since.")
        else:
            pairs.append((one, was, float(one.value), float(was.value)))
    if pairs:
        frame = pl.DataFrame(
            [
                {
                    "series": one.reference,
                    "value": value,
                    "target": float(one.target) if one.target is not None else None,
                    "kind": one.period.kind.value if one.period else "",
                    "label": one.period_label,
                    "was": earlier,
                    "was_target": float(was.target) if was.target is not None else None,
                    "was_label": was.period_label,
                    "polarity": one.polarity if one.polarity != "target" or one.target is not None else "none",
                    "band": 0.0,
                    "unit": one.measure,
                    "decimals": one.decimals,
                }
                for one, was, value, earlier in pairs
            ],
            schema_overrides={"target": pl.Float64, "was_target": pl.Float64, "decimals": pl.Int64},
        )
        told = compare(frame, relative=False).select("series", "direction", "reason")
        found |= {series: (direction, reason) for series, direction, reason in told.iter_rows()}
    return found


def earned(targets: Sequence[StretchRow], *, scored: Mapping[str, Scored]) -> dict[tuple[str, str], Earned]:
    """Return what each stretch target has earned, by (item, indicator); ``scored`` by reference gives the figures.

    Source: rulebook, section 10. The pot is shared before anything is left out, so pass all targets of an item.
    """
    if not targets:
        return {}
    actual = [scored[one.indicator].value if one.indicator in scored else None for one in targets]
    frame = pl.DataFrame(
        {
            "target": [one.item for one in targets],
            "pot": [float(one.pot) for one in targets],
            "without_deal": [float(one.without_deal) for one in targets],
            "stretch": [float(one.stretch) for one in targets],
            "weight": [None if one.weight is None else float(one.weight) for one in targets],
            "actual": [None if value is None else float(value) for value in actual],
        },
        schema_overrides={"weight": pl.Float64, "actual": pl.Float64},
    )
    told = reward(frame).select("achieved_share", "grant").rows()
    found = {}
    for one, (share, grant) in zip(targets, told, strict=True):
        weighed = [other.weight for other in targets if (other.item, other.pot) == (one.item, one.pot)]
        part = (one.weight if one.weight is not None else Decimal(1)) / sum(
            (Decimal(1) if weight is None else weight for weight in weighed), Decimal(0)
        )
        reached = None if share is None else Decimal(repr(share))
        sum_of = None if grant is None else Decimal(repr(grant))
        pot = one.pot * part
        found[one.item, one.indicator] = Earned(
            target=one, pot=pot, share=reached, grant=sum_of, sentence=_sentence(reached, grant=sum_of, pot=pot)
        )
    return found


def pounds(amount: Decimal) -> str:
    """Return a sum of money in whole pounds."""
    return figure(amount, unit="money", decimals=0)


def _sentence(share: Decimal | None, *, grant: Decimal | None, pot: Decimal) -> str:
    if share is None or grant is None:
        return f"No figure yet, so nothing can be said of the {pounds(pot)}."
    if share < 0:
        return "Worse than would be reached without the deal: nothing is paid."
    if share >= 1:
        return f"All of the stretch is reached: {pounds(grant)} is paid in full."
    reached = f"{int(share * 100)}% of the stretch is reached"
    if share < Decimal(str(LEAST_SHARE)):
        return f"{reached}: nothing is paid under {int(LEAST_SHARE * 100)}%."
    return f"{reached}: {pounds(grant)} of {pounds(pot)}."
