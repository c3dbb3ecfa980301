"""What others published of one indicator, exactly and with its source: for a table and a chart."""

from datetime import datetime

from goldenthread.domain.indicators.models import ComparatorMember, ComparatorValue
from goldenthread.domain.indicators.queries.reading import live
from goldenthread.domain.indicators.queries.register import indicator
from goldenthread.domain.indicators.rules import ComparatorLine
from goldenthread.domain.organisation import queries as organisation


def comparators_of(*, reference: str, as_at: datetime | None = None) -> list[ComparatorLine]:
    """Return what each area of each group published of one indicator, as known now or at ``as_at``.

    The preferred group first, in it the latest period, then members by name and the lines published for the group. For
    every group and period of which anything is known each area has a line: one that published nothing has no value and
    an empty status. Six queries. Raises NotFoundError where there is no such indicator.
    """
    found = indicator(reference=reference)
    home = organisation.authority().place_code
    kept = live(
        ComparatorValue.objects.filter(indicator_id=found.id),
        key=("indicator_id", "area_id", "period_id"),
        as_at=as_at,
    ).select_related("period")
    values = {(one.area_id, one.period_id): one for one in kept}
    periods = {one.period_id: one.period for one in values.values()}
    members = list(ComparatorMember.objects.select_related("group", "area"))
    grouped: dict[int, set[int]] = {}
    for one in members:
        grouped.setdefault(one.group_id, set()).update(when for where, when in values if where == one.area_id)
    lines = []
    for member in members:
        for when in grouped[member.group_id]:
            value = values.get((member.area_id, when))
            lines.append(
                ComparatorLine(
                    group=member.group.code,
                    group_name=member.group.name,
                    kind=member.group.kind,
                    order=member.group.order,
                    role=member.role,
                    area_code=member.area.code,
                    area_name=member.area.name,
                    period_code=periods[when].code,
                    period_label=periods[when].label,
                    period_end=periods[when].end,
                    value=value.value if value else None,
                    numerator=value.numerator if value else None,
                    denominator=value.denominator if value else None,
                    own=member.area.code == home,
                    status=value.status if value else "",
                    source=value.source if value else "",
                    source_url=value.source_url if value else "",
                    licence=value.licence if value else "",
                    published_on=value.published_on if value else None,
                )
            )
    return sorted(lines, key=_place)


def _place(line: ComparatorLine) -> tuple[int, str, int, str, bool, str, str]:
    latest_first = -line.period_end.toordinal()
    return (
        line.order,
        line.group,
        latest_first,
        line.period_code,
        line.role != "member",
        line.area_name,
        line.area_code,
    )
