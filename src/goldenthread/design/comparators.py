"""The council among others as a page shows it: one sentence, a strip without ranks, and a table by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.utils.safestring import SafeString

from goldenthread.design import words
from goldenthread.design.marks import drawn
from goldenthread.design.yearend import Answered
from goldenthread.engines.charts import Strip, strip_svg
from goldenthread.engines.charts.figures import figure


class Published(Protocol):
    """What is read from one line of what others published."""

    @property
    def group(self) -> str: ...  # noqa: D102 - the names speak for themselves
    @property
    def group_name(self) -> str: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def area_name(self) -> str: ...  # noqa: D102
    @property
    def period_code(self) -> str: ...  # noqa: D102
    @property
    def period_label(self) -> str: ...  # noqa: D102
    @property
    def value(self) -> Decimal | None: ...  # noqa: D102
    @property
    def own(self) -> bool: ...  # noqa: D102
    @property
    def status(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def source_url(self) -> str: ...  # noqa: D102
    @property
    def licence(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area of the table; ``value`` in words, ``own`` for the council itself."""

    name: str
    value: str
    note: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who published, where, and under which licence."""

    name: str
    url: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """The council among the areas of one group in one period. Without a figure to draw ``svg`` is empty."""

    finding: str
    group: str
    period: str
    svg: SafeString
    areas: list[Area]
    given: int
    missing: int
    sources: list[Source]


def others(
    answer: Answered | None,
    lines: Sequence[Published],
    *,
    reference: str,
    own_name: str,
    measure: str,
    decimals: int,
) -> Others | None:
    """Return the council among others as ``answer`` compares it, or None where nothing was published at all.

    ``lines`` are of any group and period: those that the answer names are shown, else the first group's latest.
    """
    if not lines:
        return None
    numbers: Mapping[str, Any] = answer.numbers if answer is not None else {}
    group, period = numbers.get("group") or lines[0].group, numbers.get("period") or ""
    shown = [line for line in lines if line.group == group and line.period_code == (period or lines[0].period_code)]
    shown = shown or [
        line for line in lines if (line.group, line.period_code) == (lines[0].group, lines[0].period_code)
    ]
    own = numbers.get("value") if isinstance(numbers.get("value"), Decimal) else None
    members = [line for line in shown if line.role == "member" and not line.own]
    published = [line for line in shown if line.role != "member" and line.value is not None]

    def written(number: Decimal | None, *, missing: str = "–") -> str:
        return figure(number, unit=measure, decimals=decimals, missing=missing)

    areas = [
        Area(
            name=line.area_name,
            value=written(line.value),
            note=_note(line),
            own=False,
        )
        for line in members
    ]
    if own is not None:
        areas.append(Area(name=own_name, value=written(own), note="this council", own=True))
    given = [line.value for line in members if line.value is not None]
    first = shown[0]
    finding = (
        answer.reason if answer is not None and answer.reason else f"{first.group_name} published {len(given)} figures."
    )
    return Others(
        finding=finding,
        group=first.group_name,
        period=first.period_label,
        svg=_picture(
            given,
            own=own,
            own_name=own_name,
            numbers=numbers,
            published=published,
            title=finding,
            reference=reference,
            measure=measure,
            decimals=decimals,
        ),
        areas=[
            *sorted(areas, key=lambda area: area.name.casefold()),
            *(Area(name=line.area_name, value=written(line.value), note="", own=False) for line in published),
        ],
        given=len(given),
        missing=len(members) - len(given),
        sources=[
            Source(name=name, url=url, licence=licence)
            for name, url, licence in dict.fromkeys(
                (line.source, line.source_url, line.licence) for line in shown if line.source
            )
        ],
    )


def _note(line: Published) -> str:
    if line.value is not None:
        return "" if line.status in ("final", "") else words.STATUS_WORDS.get(line.status, line.status)
    return words.STATUS_WORDS.get(line.status, line.status) if line.status else "not published"


def _picture(
    given: Sequence[Decimal],
    *,
    own: Decimal | None,
    own_name: str,
    numbers: Mapping[str, Any],
    published: Sequence[Published],
    title: str,
    reference: str,
    measure: str,
    decimals: int,
) -> SafeString:
    if not given:
        return drawn("")

    def written(number: Decimal) -> str:
        return figure(number, unit=measure, decimals=decimals)

    low, high = numbers.get("lower_quartile"), numbers.get("upper_quartile")
    band = (low, high) if isinstance(low, Decimal) and isinstance(high, Decimal) else None
    median = numbers.get("median")
    lines = [(median, "Median")] if isinstance(median, Decimal) else []
    lines += [(line.value, line.area_name) for line in published if line.value is not None and line.role != "median"][
        :2
    ]
    said = [f"{len(given)} other areas lie between {written(min(given))} and {written(max(given))}"]
    if band is not None:
        said.append(f"the middle half between {written(band[0])} and {written(band[1])}")
    if own is not None:
        said.append(f"{own_name} at {written(own)}")
    strip = Strip(
        identifier=f"others-{reference}",
        title=title,
        words=f"{words.joined(said)}.",
        unit=measure,
        decimals=decimals,
        own=own,
        own_words=own_name,
        others=given,
        band=band,
        lines=lines,
        named=[(min(given), "Lowest"), (max(given), "Highest")] if min(given) != max(given) else [],
    )
    return drawn(strip_svg(strip))
