"""What a return covers today, and how its submission stands."""

from collections.abc import Iterable, Mapping
from typing import Any

from goldenthread.domain.approvals import queries as approvals
from goldenthread.domain.approvals.rules import Submission, standing
from goldenthread.domain.collection.models import Expected
from goldenthread.domain.indicators import queries as indicators


def covers(*, returns: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the exact revisions that each return (by id) covers now: ids of figures and of commentary; three queries.

    A submission names them, and lapses when one of them is superseded.
    """
    wanted = list(returns)
    keys = list(
        Expected.objects.filter(owed_id__in=wanted).values_list(
            "owed_id", "indicator_id", "place_id", "breakdown", "period_id"
        )
    )
    figures = indicators.latest_figures(keys=[key[1:] for key in keys])
    said = indicators.latest_commentary(keys=[(key[1], key[4]) for key in keys])
    found: dict[int, dict[str, Any]] = {one: {"figures": [], "commentary": []} for one in wanted}
    for owed, indicator, place, breakdown, period in keys:
        figure = figures.get((indicator, place, breakdown, period))
        comment = said.get((indicator, period))
        if figure is not None:
            found[owed]["figures"].append(figure)
        if comment is not None and comment not in found[owed]["commentary"]:
            found[owed]["commentary"].append(comment)
    return {one: {name: sorted(ids) for name, ids in held.items()} for one, held in found.items()}


def standings(*, returns: Iterable[int]) -> dict[int, tuple[str, Submission | None]]:
    """Return how each return stands ("" before it was submitted, else a word of approvals), with its submission."""
    current: Mapping[int, Mapping[str, Any]] = covers(returns=returns)
    latest = approvals.latest([f"return {one}" for one in current])
    rows: dict[int, tuple[str, Submission | None]] = {}
    for one, now in current.items():
        submission = latest.get(f"return {one}")
        rows[one] = ("" if submission is None else standing(submission, current=now), submission)
    return rows
