"""What a partnership agreement's six-monthly report is made from, and what its counts say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from goldenthread.domain.assessment.rules import Scored
from goldenthread.domain.delivery.rules.rows import WorkRow
from goldenthread.domain.framework.rules.rows import ItemRow, PlanRow
from goldenthread.domain.organisation.rules import AuthorityRow
from goldenthread.domain.reporting.rules.monitored import Followed
from goldenthread.domain.reporting.rules.source import EditionLine
from goldenthread.engines.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """An outcome with who leads it (the council itself where no partner does), its indicators and milestones."""

    item: ItemRow
    lead: str
    followed: tuple[Followed, ...]
    work: tuple[WorkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement at a monitoring point: its outcomes in its own order.

    ``withheld`` counts indicators that were left out because they are not for publication.
    """

    plan: PlanRow
    period: Period
    before: Period
    outcomes: tuple[OutcomeRow, ...]
    withheld: int = 0

    @property
    def followed(self) -> list[Followed]:
        """Every indicator once, in the order of the outcomes."""
        return list({one.scored.reference: one for outcome in self.outcomes for one in outcome.followed}.values())

    @property
    def leads(self) -> list[str]:
        """Who leads, in the order in which the agreement first names them."""
        return list(dict.fromkeys(outcome.lead for outcome in self.outcomes))

    def of(self, lead: str) -> list[OutcomeRow]:
        """Return the outcomes that ``lead`` leads."""
        return [outcome for outcome in self.outcomes if outcome.lead == lead]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSource:
    """Agreements at a monitoring point, with what stands on the front of the report."""

    council: AuthorityRow
    agreements: Sequence[Agreement]
    period: Period
    as_at: datetime
    edition: EditionLine

    @property
    def scored(self) -> list[Scored]:
        """Every indicator of every agreement, once."""
        every = {one.scored.reference: one.scored for deal in self.agreements for one in deal.followed}
        return list(every.values())


def granted(followed: Sequence[Followed]) -> tuple[Decimal, Decimal] | None:
    """Return what the stretch targets have earned and what they could earn, in pounds; None without any."""
    earned = [one.earned for one in followed if one.earned is not None]
    if not earned:
        return None
    return sum((one.grant or Decimal(0) for one in earned), Decimal(0)), sum((one.pot for one in earned), Decimal(0))


def gaps(deal: Agreement) -> list[tuple[str, list[str]]]:
    """Return what is missing, as (what, names): nothing measured, no figure, no action on what is off target."""
    every = deal.followed
    found = (
        ("No indicator", [one.item.title for one in deal.outcomes if not one.followed]),
        ("No figure", [one.scored.name for one in every if one.scored.value is None]),
        ("Red or Amber, and no action recorded", [one.scored.name for one in every if one.needs_action]),
    )
    return [(what, names) for what, names in found if names]
