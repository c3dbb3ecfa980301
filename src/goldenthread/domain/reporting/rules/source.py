"""Everything that a Quarterly Performance Report is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.domain.assessment.rules import Scored, is_exception
from goldenthread.domain.indicators.rules import CommentaryRow, DefinitionRow, Point
from goldenthread.domain.organisation.rules import AuthorityRow
from goldenthread.engines.periods import Period

VIEWS = {"full": "Full", "exception": "Exceptions only", "strategic": "Strategic"}
"""Views of the same figures, by the name commands use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """What stands on the front: "Edition 2" or "Draft", the day it bears, and what is new in it."""

    name: str
    day: date
    draft: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The records of one quarter, all as known at ``as_at``.

    ``now`` and ``before`` are the scorecards of the quarter and of the one before it, in the council's order.
    ``withheld`` counts the indicators that are not for publication: a report is published whole, so they stay out.
    ``series``, ``commentary`` (newest period first) and ``definitions`` (oldest first) are by reference. ``view`` is a
    name of VIEWS.
    """

    council: AuthorityRow
    period: Period
    before_period: Period
    now: Sequence[Scored]
    before: Sequence[Scored]
    series: Mapping[str, Sequence[Point]]
    commentary: Mapping[str, Sequence[CommentaryRow]]
    definitions: Mapping[str, Sequence[DefinitionRow]]
    as_at: datetime
    edition: EditionLine
    withheld: int = 0
    view: str = "full"

    @property
    def shown(self) -> Sequence[Scored]:
        """The indicators that the view shows one by one; the counts of the report are of ``now``."""
        if self.view == "exception":
            return [one for one in self.now if is_exception(one)]
        if self.view == "strategic":
            return [one for one in self.now if one.strategic]
        return self.now

    def said(self, one: Scored) -> CommentaryRow | None:
        """Return what the service said of the very period that ``one`` reports, or None."""
        lines = self.commentary.get(one.reference, ())
        return next((line for line in lines if line.period_code == one.period_code), None)
