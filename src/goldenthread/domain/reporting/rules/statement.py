"""What the six-monthly report to each lead officer's Cabinet member and director is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from goldenthread.domain.assessment.rules import Scored
from goldenthread.domain.delivery.rules.rows import WorkRow
from goldenthread.domain.framework.rules.rows import ItemRow, MoneyRow, Spread
from goldenthread.domain.organisation.rules import AuthorityRow
from goldenthread.domain.reporting.rules.monitored import Followed
from goldenthread.domain.reporting.rules.source import EditionLine
from goldenthread.engines.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class LedItem:
    """An item that somebody leads, with the spread of ratings in and beneath it, and its money."""

    item: ItemRow
    spread: Spread
    followed: tuple[Followed, ...]
    work: tuple[WorkRow, ...]
    money: tuple[MoneyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadOfficer:
    """A post that leads items, who holds it, and to whom it reports: names of posts with their holders.

    ``members`` and ``directors`` are those that its items name, each once; a gap is an empty tuple.
    """

    code: str
    title: str
    holder: str
    members: tuple[str, ...]
    directors: tuple[str, ...]
    items: tuple[LedItem, ...]

    @property
    def followed(self) -> list[Followed]:
        """Every indicator of the items, once."""
        return list({one.scored.reference: one for item in self.items for one in item.followed}.values())

    @property
    def work(self) -> list[tuple[ItemRow, WorkRow]]:
        """Every milestone and action with its item, once."""
        return list({one.code: (item.item, one) for item in self.items for one in item.work}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSource:
    """Every lead officer of the statements in force at a monitoring point, or one of them (``alone``)."""

    council: AuthorityRow
    titles: tuple[str, ...]
    period: Period
    before: Period
    officers: Sequence[LeadOfficer]
    nobody: Sequence[ItemRow]
    as_at: datetime
    edition: EditionLine
    alone: bool = False
    withheld: int = 0

    @property
    def scored(self) -> list[Scored]:
        """Every indicator of every officer, once."""
        return list({one.scored.reference: one.scored for who in self.officers for one in who.followed}.values())
