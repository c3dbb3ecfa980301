"""What if: another target or scheme over periods that are past, and the ratings it would have given. Nothing is kept.

Pure. The ratings are those of engines/scoring, as everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from goldenthread.domain.assessment.rules.judging import Case, Judged, Known, judge
from goldenthread.domain.indicators.rules import DefinitionRow, TargetRow, target_for

SHOWN = 12
"""Periods that are tried: a year of months, three years of quarters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is tried: a scheme, and the numbers to be put in place of each period's own; None keeps its own."""

    scheme: str
    target: Decimal | None = None
    floor: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    tolerance: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedLine:
    """One period: its figure, what the rules say of it, and what they would have said."""

    label: str
    value: Decimal | None
    rating: str
    reason: str
    tried_rating: str
    tried_reason: str

    @property
    def changed(self) -> bool:
        """Whether the rating would have been another."""
        return self.rating != self.tried_rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The periods, newest first."""

    lines: tuple[TriedLine, ...]

    @property
    def changed(self) -> int:
        """How many ratings would have been another."""
        return sum(line.changed for line in self.lines)

    def counted(self, code: str, *, tried: bool) -> int:
        """Return how many periods have the rating ``code``, as it is or as it would have been."""
        return sum((line.tried_rating if tried else line.rating) == code for line in self.lines)


def faults(trial: Trial, *, polarity: str) -> dict[str, str]:
    """Return what cannot be tried, by field, each with what to do instead. Source: rulebook, section 4."""
    found: dict[str, str] = {}
    if trial.scheme == "percent" and trial.target == 0:
        found["target"] = (
            "A tolerance that is a share of the target does not work with a target of 0, because any share of nothing "
            "is nothing. Choose the tolerance in the indicator’s own unit instead."
        )
    if trial.tolerance is not None and trial.tolerance < 0:
        found["tolerance"] = "A tolerance cannot be below 0. Enter 0 or more."
    elif trial.scheme == "absolute" and trial.tolerance is None:
        found["tolerance"] = "Enter how far the target may be missed, in the indicator’s own unit."
    if trial.floor is not None and trial.target is not None:
        wrong = {"higher": trial.floor > trial.target, "lower": trial.floor < trial.target}.get(polarity, False)
        if wrong:
            found["floor"] = "The floor standard is harder to meet than the target. Enter one that is easier to meet."
    if trial.lower is not None and trial.upper is not None and trial.lower > trial.upper:
        found["upper"] = "The upper end of the range is below its lower end. Enter the larger number here."
    return found


def tried(
    figures: Sequence[Known],
    *,
    definitions: Sequence[DefinitionRow],
    targets: Sequence[TargetRow],
    trial: Trial,
    today: date,
    scheme: str,
    tolerance: Decimal | None,
) -> Tried:
    """Return the latest 12 periods of ``figures`` (oldest first) as they are rated and as ``trial`` would rate them.

    ``scheme`` and ``tolerance`` are the authority's. The rating as it is is that of the rules, without any set by hand.
    """
    shown = [figure for figure in figures if figures and figure.period.kind == figures[-1].period.kind][-SHOWN:]
    own, other = [], []
    for figure in shown:
        known = [
            one for one in figures if one.period.kind == figure.period.kind and one.period.end <= figure.period.end
        ]
        case = Case(
            indicator_id=0, expected=figure.period, due_days=0, figures=known, definitions=definitions, targets=targets
        )
        own.append(case)
        other.append(
            replace(
                case,
                definitions=[replace(one, scheme=trial.scheme, tolerance=trial.tolerance) for one in definitions],
                targets=_targets(figure, definitions=definitions, targets=targets, trial=trial),
            )
        )
    judged = judge([*own, *other], today=today, scheme=scheme, tolerance=tolerance)
    pairs = zip(shown, judged[: len(shown)], judged[len(shown) :], strict=True)
    return Tried(lines=tuple(_line(figure, was, would) for figure, was, would in reversed(list(pairs))))


def _targets(
    figure: Known, *, definitions: Sequence[DefinitionRow], targets: Sequence[TargetRow], trial: Trial
) -> list[TargetRow]:
    basis = definitions[-1].basis if definitions else "single"
    own = target_for(targets, period=figure.period, basis=basis)

    def taken(tried: Decimal | None, kept: Decimal | None) -> Decimal | None:
        return kept if tried is None else tried

    return [
        TargetRow(
            id=0,
            indicator_id=0,
            period=figure.period,
            value=taken(trial.target, own.value if own else None),
            floor=taken(trial.floor, own.floor if own else None),
            lower=taken(trial.lower, own.lower if own else None),
            upper=taken(trial.upper, own.upper if own else None),
            tolerance=trial.tolerance,
            apportion="none",
        )
    ]


def _line(figure: Known, was: Judged, would: Judged) -> TriedLine:
    return TriedLine(
        label=figure.period.label,
        value=figure.value,
        rating=was.rating,
        reason=was.reason,
        tried_rating=would.rating,
        tried_reason=would.reason,
    )
