"""Is a measure robust and collectable? Each point by name, and which of them fail."""

from dataclasses import dataclass
from datetime import date

from goldenthread.domain.framework.rules.rows import ItemRow, MeasureRow
from goldenthread.domain.indicators.rules import DefinitionRow, IndicatorRow

POINTS = {
    "definition": "its definition is complete",
    "source": "its source is named",
    "owner": "somebody owns it",
    "frequency": "it says how often or when it is measured",
    "baseline": "there is a figure from before the plan",
    "target": "there is a target",
    "first_data": "there is a first figure",
}
"""What makes a measure robust and collectable, in the order of the check."""
_PARTS = ("percent", "rate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is stored of an indicator: the ends of its first and last period with a figure; is there a target."""

    first: date | None = None
    last: date | None = None
    targets: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The check of one measure: which of its ``points`` fail, and a sentence. Empty ``failing`` is a pass."""

    item: str
    position: int
    kind: str
    key: str
    points: tuple[str, ...]
    failing: tuple[str, ...]
    sentence: str


def checked(
    measure: MeasureRow,
    *,
    item: ItemRow,
    plan_starts: date,
    indicator: IndicatorRow | None = None,
    definition: DefinitionRow | None = None,
    coverage: Coverage | None = None,
) -> Check:
    """Check one measure of ``item``. An indicator has seven points; evidence and evaluations have those that apply.

    ``definition`` is the one in force. A share or rate is defined completely only with its numerator and denominator.
    """
    held = coverage or Coverage()
    if measure.kind == "indicator":
        passed = {
            "definition": definition is not None and _complete(definition),
            "source": bool(definition and definition.source),
            "owner": bool(indicator and indicator.lead_officer),
            "frequency": bool(indicator and indicator.frequency),
            "baseline": held.first is not None and held.first < plan_starts,
            "target": held.targets,
            "first_data": held.first is not None,
        }
    else:
        passed = {"definition": bool(measure.text), "source": bool(measure.source)}
        passed["owner"] = item.lead_officer is not None
        passed["frequency"] = (measure.on if measure.kind == "evidence" else measure.due_on) is not None
    failing = tuple(point for point, good in passed.items() if not good)
    named = measure.indicator or measure.text[:60]
    return Check(
        item=measure.item,
        position=measure.position,
        kind=measure.kind,
        key=measure.indicator,
        points=tuple(passed),
        failing=failing,
        sentence=f"{named}: robust and collectable."
        if not failing
        else f"{named}: not yet robust and collectable. Missing: "
        + "; ".join(point.replace("_", " ") for point in failing)
        + ".",
    )


def _complete(definition: DefinitionRow) -> bool:
    parts = bool(definition.numerator_label and definition.denominator_label)
    return bool(definition.description) and (definition.measure not in _PARTS or parts)
