"""Which indicators there are and what they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime

from goldenthread.domain.indicators.models import Definition, Indicator
from goldenthread.domain.indicators.queries.reading import NotFoundError, live
from goldenthread.domain.indicators.rules import DefinitionRow, IndicatorRow
from goldenthread.domain.organisation import queries as organisation

_DEFINED = tuple(field.name for field in fields(DefinitionRow))


def indicators(
    *, public_only: bool = False, references: Sequence[str] | None = None, on: date | None = None
) -> list[IndicatorRow]:
    """Return the indicators in the council's order (directorate, order, reference); three queries.

    ``public_only`` leaves out what is not for publication; ``references`` asks for some of them. Their directorate is
    that of the day ``on`` (today unless given).
    """
    units = organisation.units(on=on)
    found = Indicator.objects.all()
    if public_only:
        found = found.filter(public=True)
    if references is not None:
        found = found.filter(reference__in=references)
    values = found.values_list(
        "id",
        "reference",
        "name",
        "kind",
        "frequency",
        "strategic",
        "public",
        "unit_id",
        "committee__code",
        "committee__name",
        "lead_officer__title",
        "chief_officer__title",
        "cabinet_member__title",
        "due_days",
        "order",
        "starts",
        "ends",
        "proportion",
        "roll_up_time",
    )
    rows = [
        IndicatorRow(
            id=row[0],
            reference=row[1],
            name=row[2],
            kind=row[3],
            frequency=row[4],
            strategic=row[5],
            public=row[6],
            unit_code=units[row[7]].code,
            unit_name=units[row[7]].name,
            directorate_code=units[row[7]].directorate_code,
            directorate_name=units[row[7]].directorate_name,
            directorate_order=units[row[7]].directorate_order,
            committee_code=row[8] or "",
            committee_name=row[9] or "",
            lead_officer=row[10] or "",
            chief_officer=row[11] or "",
            cabinet_member=row[12] or "",
            due_days=row[13],
            order=row[14],
            starts=row[15],
            ends=row[16],
            proportion=row[17],
            roll_up_time=row[18],
        )
        for row in values
    ]
    return sorted(rows, key=lambda row: (row.directorate_order, row.directorate_name, row.order, row.reference))


def indicator(*, reference: str, public_only: bool = False) -> IndicatorRow:
    """Return one indicator. Raises :class:`NotFoundError` when there is none, or it is not for this reader."""
    found = indicators(public_only=public_only, references=[reference])
    if not found:
        raise NotFoundError(f"There is no indicator with the reference {reference}.")
    return found[0]


def owners() -> dict[int, tuple[int | None, int | None, int]]:
    """Return, by the id of each indicator, the ids of its lead officer's post, its chief officer's and its unit."""
    values = Indicator.objects.values_list("id", "lead_officer_id", "chief_officer_id", "unit_id")
    return {key: (lead, chief, unit) for key, lead, chief, unit in values}


def definitions_of(*, indicators: Iterable[int], as_at: datetime | None = None) -> dict[int, list[DefinitionRow]]:
    """Return the definitions of each indicator, oldest first, each in its latest wording as known; one query."""
    wanted = list(indicators)
    kept = live(Definition.objects.filter(indicator_id__in=wanted), key=("indicator_id", "valid_from"), as_at=as_at)
    rows: dict[int, list[DefinitionRow]] = {key: [] for key in wanted}
    values = kept.order_by("indicator_id", "valid_from").values_list(*_DEFINED)
    for one in values:
        rows[one[1]].append(DefinitionRow(**dict(zip(_DEFINED, one, strict=True))))
    return rows


def definitions(*, reference: str) -> list[DefinitionRow]:
    """Return the definitions of one indicator, oldest first."""
    found = indicator(reference=reference)
    return definitions_of(indicators=[found.id])[found.id]
