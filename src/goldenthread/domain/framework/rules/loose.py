"""Which ends are loose."""

from collections.abc import Collection, Mapping, Sequence

from goldenthread.domain.delivery.rules.rows import WorkRow
from goldenthread.domain.framework.rules.rows import ItemRow, MoneyRow, Orphan
from goldenthread.domain.indicators.rules import IndicatorRow

_MEASURED = ("statement", "partnership_agreement")
"""Plans whose lowest items are priorities or outcomes, and need a measure."""
_SERVING = ("directorate_plan", "medium_term_plan", "unit_plan", "personal_objectives")
"""Plans whose topmost items must serve something in a plan above."""
_POSTS = {"lead_officer": "lead officer", "chief_officer": "chief officer", "cabinet_member": "Cabinet member"}


def loose_ends(
    rows: Sequence[ItemRow],
    *,
    kinds: Mapping[str, str],
    tied: Collection[str],
    measured: Collection[str],
    worked: Collection[int],
    work: Sequence[WorkRow],
    unused: Sequence[IndicatorRow],
    money: Sequence[MoneyRow],
) -> list[Orphan]:
    """Return every loose end, by sort.

    ``rows`` are the items in force, ``kinds`` the kind of each plan; ``tied`` the codes that serve something in another
    plan, ``measured`` those with a measure, ``worked`` the ids with a milestone or action; ``work`` what no item has,
    ``unused`` the indicators that no item uses.
    """
    parents = {row.parent for row in rows if row.parent}
    lowest = [row for row in rows if row.code not in parents and row.state == "active"]
    found = [
        _orphan("priority_without_measure", row, f"{_called(row)} has no measure.")
        for row in lowest
        if kinds[row.plan] in _MEASURED and row.code not in measured
    ]
    found += [
        _orphan("priority_without_action", row, f"{_called(row)} has no milestone or action.")
        for row in lowest
        if kinds[row.plan] == "statement" and row.id not in worked
    ]
    found += [
        Orphan(
            kind="action_without_priority",
            code=one.code,
            title=one.title,
            plan="",
            sentence=f"The {one.kind} {one.code} belongs to no item of a plan.",
        )
        for one in work
    ]
    up = {row.code: row.parent for row in rows}
    for row in lowest:
        if kinds[row.plan] not in _SERVING or _serves(row.code, up, tied):
            continue
        personal = kinds[row.plan] == "personal_objectives"
        kind = "objective_without_line" if personal else "line_without_priority"
        found.append(_orphan(kind, row, f"{_called(row)} serves nothing in another plan."))
    found += [
        Orphan(
            kind="indicator_unused",
            code=one.reference,
            title=one.name,
            plan="",
            sentence=f"The indicator {one.reference} measures no item of a plan.",
        )
        for one in unused
    ]
    by_code = {row.code: row for row in rows}
    found += [
        _orphan(
            "money_without_purpose",
            by_code[line.item],
            f"£{line.amount:,.2f} for {line.period_label} has no purpose.",
        )
        for line in money
        if not line.purpose and line.item in by_code
    ]
    for row in lowest:
        missing = [word for post, word in _POSTS.items() if getattr(row, post) is None]
        if missing and kinds[row.plan] in _MEASURED:
            found.append(_orphan("gap", row, f"{_called(row)} has no {' and no '.join(missing)}."))
    return found


def _serves(code: str, up: Mapping[str, str], tied: Collection[str]) -> bool:
    """An item serves what it is tied to, or what something further up in its own plan is tied to."""
    at = code
    while at:
        if at in tied:
            return True
        at = up.get(at, "")
    return False


def _called(row: ItemRow) -> str:
    return f"{row.level_name} {row.label or row.code}"


def _orphan(kind: str, row: ItemRow, sentence: str) -> Orphan:
    return Orphan(kind=kind, code=row.code, title=row.title, plan=row.plan, sentence=sentence)
