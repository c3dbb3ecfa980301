"""Storing groups of areas to compare with; what the areas published is kept in revisions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.domain.audit.operations import record
from goldenthread.domain.indicators.models import ComparatorArea, ComparatorGroup, ComparatorMember
from goldenthread.domain.organisation.operations import Changes, upsert

_OF_A_GROUP = ("name", "kind", "order", "description", "source")


@transaction.atomic
def save_comparator_groups(
    *,
    rows: Sequence[Mapping[str, Any]],
    by: Any,
    at: datetime,
    reason: str = "",
    request_id: str = "",
    source: Mapping[str, Any] | None = None,
) -> Changes:
    """Store groups and their areas, one area of one group a row, with one audit event if anything changed.

    A row has group, name, kind, order, description, source, area, area_name and role. The rows of a group are all
    its areas: those they do not name leave it, and the event says who left. Groups that no row names stay as they are.
    """
    groups = {row["group"]: {"code": row["group"], **{name: row[name] for name in _OF_A_GROUP}} for row in rows}
    areas = {row["area"]: {"code": row["area"], "name": row["area_name"]} for row in rows}
    described = upsert(model=ComparatorGroup, key="code", rows=list(groups.values()))
    named = upsert(model=ComparatorArea, key="code", rows=list(areas.values()))
    members = _save_members(rows=rows, groups=list(groups))
    changes = Changes(
        new=members.new,
        changed=(*described.changed, *named.changed, *members.changed),
        unchanged=members.unchanged,
    )
    if changes.any or described.new:
        record(
            action="comparator_groups stored",
            subject="comparator groups",
            by=by,
            at=at,
            reason=reason,
            request_id=request_id,
            data={**(source or {}), **changes.as_data()},
        )
    return changes


def _save_members(*, rows: Sequence[Mapping[str, Any]], groups: Sequence[str]) -> Changes:
    group_ids = dict(ComparatorGroup.objects.filter(code__in=groups).values_list("code", "pk"))
    area_ids = dict(ComparatorArea.objects.values_list("code", "pk"))
    stored = ComparatorMember.objects.filter(group__code__in=groups).select_related("group", "area")
    held = {(one.group.code, one.area.code): one for one in stored}
    wanted = {(row["group"], row["area"]): row["role"] for row in rows}
    changed: list[dict[str, Any]] = []
    leaving = [one for key, one in held.items() if key not in wanted or one.role != wanted[key]]
    for (group, area), one in held.items():
        role = wanted.get((group, area))
        if role != one.role:
            after = {} if role is None else {"role": role}
            changed.append({"key": f"{group}/{area}", "before": {"role": one.role}, "after": after})
    # Taken out before anything is put in: two areas may change their roles with each other.
    ComparatorMember.objects.filter(pk__in=[one.pk for one in leaving]).delete()
    ComparatorMember.objects.bulk_create(
        [
            ComparatorMember(group_id=group_ids[group], area_id=area_ids[area], role=role)
            for (group, area), role in wanted.items()
            if (group, area) not in held or held[group, area].role != role
        ],
        batch_size=500,
    )
    new = [key for key in wanted if key not in held]
    same = sum(key in held and held[key].role == role for key, role in wanted.items())
    return Changes(new=tuple("/".join(key) for key in new), changed=tuple(changed), unchanged=same)
