"""The rating that a figure would have while its officer still types it: the same engine, before anything is stored.

Many lines are rated at once: a return of forty figures costs little more than one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from goldenthread.domain.indicators.rules import DefinitionRow, TargetRow
from goldenthread.engines.scoring import Rating, rate_each


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A figure as typed, with what it is judged by."""

    value: Decimal | None
    status: str
    definition: DefinitionRow | None
    target: TargetRow | None
    last_year: Decimal | None


_COLUMNS = (
    "value",
    "target",
    "floor",
    "lower",
    "upper",
    "tolerance",
    "last_year",
    "polarity",
    "scheme",
    "status",
    "unit",
)


def ratings(lines: Sequence[Typed], *, scheme: str, tolerance: Decimal | None) -> list[Rating]:
    """Return rating and reason of every line, in the order given; the authority's scheme holds where none is named.

    A line that the rules cannot rate honestly is "not comparable", with the reason.
    """
    if not lines:
        return []
    rows = [_row(line, scheme=scheme, tolerance=tolerance) for line in lines]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String), orient="row")
    return rate_each(frame)


def _row(line: Typed, *, scheme: str, tolerance: Decimal | None) -> tuple[str | None, ...]:
    definition, target = line.definition, line.target
    own = definition.scheme if definition else ""
    limit = (
        target.tolerance if target and target.tolerance is not None else definition.tolerance if definition else None
    )
    if limit is None and own in ("", scheme):
        limit = tolerance
    numbers = (
        line.value,
        *((target.value, target.floor, target.lower, target.upper) if target else (None,) * 4),
        limit,
        line.last_year,
    )
    return (
        *[None if number is None else format(number, "f") for number in numbers],
        definition.polarity if definition else "none",
        own or scheme,
        line.status or None,
        definition.measure if definition else None,
    )
