"""A plan's present words as passages: what an iteration keeps."""

from collections.abc import Sequence

from goldenthread.domain.consultation.rules.drafts import Passage
from goldenthread.domain.consultation.rules.endorsing import day_in_words
from goldenthread.domain.delivery.rules.rows import WorkRow
from goldenthread.domain.framework.rules.rows import FactorRow, ItemRow, MeasureRow


def wording(
    items: Sequence[ItemRow],
    *,
    factors: Sequence[FactorRow],
    milestones: Sequence[tuple[int, WorkRow]],
    measures: Sequence[MeasureRow],
) -> list[Passage]:
    """Return every word of ``items`` in their order; ``milestones`` are (item id, milestone or action).

    A milestone stands with the day it is due, a success factor with its "by when", a measure by an indicator with
    the indicator's name. A milestone's position is its place among those of its item, by the day it is due.
    """
    found: list[Passage] = []
    for item in items:
        heading = f"{item.label} {item.title}".strip()
        parts: list[tuple[str, int, int, str]] = [("wording", 0, item.number, item.title)]
        if item.description:
            parts.append(("wording", 1, item.number, item.description))
        parts += [
            ("success_factors", one.position, one.number, _factor(one)) for one in factors if one.item == item.code
        ]
        due = sorted((one for key, one in milestones if key == item.id), key=lambda one: (one.baseline, one.code))
        parts += [("milestones", place, one.number, _milestone(one)) for place, one in enumerate(due, start=1)]
        parts += [("measures", one.position, one.number, _measure(one)) for one in measures if one.item == item.code]
        found += [
            Passage(item=item.code, item_title=heading, section=section, position=position, revision=number, text=text)
            for section, position, number, text in parts
        ]
    return found


def _factor(one: FactorRow) -> str:
    return f"{one.by_when}: {one.text}" if one.by_when else one.text


def _milestone(one: WorkRow) -> str:
    return f"{one.title} (due {day_in_words(one.baseline)})"


def _measure(one: MeasureRow) -> str:
    if one.kind == "indicator":
        return f"{one.indicator_name} ({one.indicator})"
    due = f" (due {day_in_words(one.due_on)})" if one.due_on else ""
    return f"{one.text}{due}"
