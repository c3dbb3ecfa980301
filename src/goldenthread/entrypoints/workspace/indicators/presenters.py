"""An indicator's page: the answer, why, against before, and everything that was ever said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.safestring import SafeString

from goldenthread.design import words
from goldenthread.design.marks import direction_html, rating_html
from goldenthread.design.scored import shown
from goldenthread.domain.assessment.queries import ResultRow, Scored
from goldenthread.domain.framework.rules.rows import ItemRow
from goldenthread.domain.indicators.queries import PlaceValue, Revision, TargetRevision
from goldenthread.domain.indicators.rules import DefinitionRow
from goldenthread.engines.charts.figures import figure, plain
from goldenthread.engines.periods import Period, contains, from_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The latest figure against an earlier one."""

    against: str
    figure: str
    direction: SafeString
    reason: str
    chosen: bool


def comparisons(scored: Scored, *, method: str) -> list[Comparison]:
    """Return every comparison with before, the council's own method first."""
    trend = scored.methods.get("trend")
    window = f", {_label(trend.window_start)} to {_label(trend.window_end)}" if trend and trend.window_start else ""
    every = [
        Comparison(
            against=f"The period before{f', {scored.previous_label}' if scored.previous_label else ''}",
            figure=shown(scored, scored.previous),
            direction=direction_html(scored.direction_previous),
            reason=scored.direction_previous_reason,
            chosen=method == "previous",
        ),
        Comparison(
            against=f"The same period last year{f', {scored.last_year_label}' if scored.last_year_label else ''}",
            figure=shown(scored, scored.last_year),
            direction=direction_html(scored.direction_last_year),
            reason=scored.direction_last_year_reason,
            chosen=method == "last_year",
        ),
    ]
    if trend is not None:
        every.append(
            Comparison(
                against=f"The trend{window}",
                figure=words.counted(trend.points, "figure", "figures"),
                direction=direction_html(trend.answer or "not_enough_data"),
                reason=trend.reason,
                chosen=method == "trend",
            )
        )
    return sorted(every, key=lambda one: not one.chosen)


def _label(code: str) -> str:
    return from_code(code).label


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """The figure of one place beside the whole council's."""

    name: str
    value: str
    parts: str
    note: str
    url: str


def place_lines(places: Sequence[PlaceValue], scored: Scored, *, own: str, url: str) -> list[PlaceLine]:
    """Return the figures of the places inside the council; ``url`` is the page's address for a place."""
    return [
        PlaceLine(
            name=one.place_name,
            value=shown(scored, one.value),
            parts=_parts(one.numerator, one.denominator),
            note="" if one.status == "final" else f"{words.STATUS_WORDS[one.status]} {one.status_reason}".strip(),
            url=f"{url}?place={one.place_code}",
        )
        for one in places
        if one.place_code != own
    ]


def _parts(numerator: Decimal | None, denominator: Decimal | None) -> str:
    if numerator is None or denominator is None:
        return ""
    return f"{plain(numerator)} of {plain(denominator)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One line of a history: of which period, what, who and when, why."""

    period: str
    what: str
    detail: str
    who: str
    why: str


def value_lines(revisions: Sequence[Revision], scored: Scored) -> list[HistoryLine]:
    """Return every revision of every figure."""
    return [
        HistoryLine(
            period=one.period_label,
            what=shown(scored, one.value, missing=words.STATUS_WORDS[one.status].capitalize()),
            detail=_joined(
                f"revision {one.number}" if one.number > 1 else "first figure",
                words.STATUS_WORDS[one.status] if one.value is not None and one.status != "final" else "",
                one.status_reason,
                _parts(one.numerator, one.denominator),
                f"as at {words.day(one.as_at)}" if one.as_at else "",
            ),
            who=f"{one.entered_by}, {words.moment(one.entered_at)}",
            why=one.reason,
        )
        for one in revisions
    ]


def target_lines(revisions: Sequence[TargetRevision], scored: Scored) -> list[HistoryLine]:
    """Return the target ledger: what was promised, on what basis, what it became, and who approved it."""
    return [
        HistoryLine(
            period=one.period_label,
            what=_promise(one, scored),
            detail=_joined(
                f"revision {one.number}" if one.number > 1 else "",
                f"floor {shown(scored, one.floor)}" if one.floor is not None else "",
                words.TARGET_BASIS_WORDS.get(one.basis, one.basis),
                f"approved by {one.approver}" if one.approver else "",
                words.day(one.approved_on) if one.approved_on else "",
                one.note,
            ),
            who=f"{one.entered_by}, {words.moment(one.entered_at)}",
            why=one.reason,
        )
        for one in revisions
    ]


def _promise(one: TargetRevision, scored: Scored) -> str:
    if one.value is not None:
        return shown(scored, one.value)
    low, high = shown(scored, one.lower, missing=""), shown(scored, one.upper, missing="")
    if low and high:
        return f"{low} to {high}"
    return f"{low} or more" if low else f"up to {high}"


def result_lines(results: Sequence[ResultRow], scored: Scored) -> list[tuple[HistoryLine, SafeString]]:
    """Return what the rules said before, with their version, beside the mark of each rating."""
    return [
        (
            HistoryLine(
                period=one.period_label,
                what=figure(one.value, unit=scored.measure, decimals=scored.decimals),
                detail=one.reason,
                who=f"{words.moment(one.made_at)}, rules {one.rule_version}",
                why="",
            ),
            rating_html(one.rating),
        )
        for one in results
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionLine:
    """What an indicator means from a day on."""

    since: str
    description: str
    facts: list[tuple[str, str]]
    breaks: bool
    why: str


def definition_lines(definitions: Sequence[DefinitionRow]) -> list[DefinitionLine]:
    """Return the definitions, newest first."""
    return [
        DefinitionLine(
            since=words.day(one.valid_from),
            description=one.description,
            facts=[
                (name, text)
                for name, text in (
                    ("What is counted", one.numerator_label),
                    ("Out of", one.denominator_label),
                    ("What is good", words.POLARITY_WORDS.get(one.polarity, one.polarity)),
                    ("What a figure covers", words.BASIS_WORDS.get(one.basis, one.basis)),
                    ("Rated by", words.SCHEME_WORDS.get(one.scheme, "") if one.scheme else "the council’s own scheme"),
                    ("Tolerance", plain(one.tolerance) if one.tolerance is not None else ""),
                    ("Source", one.source),
                )
                if text
            ],
            breaks=one.breaks_series,
            why=one.reason,
        )
        for one in reversed(definitions)
    ]


def target_setting(revisions: Sequence[TargetRevision], scored: Scored) -> str:
    """Say who set the target that rates the latest figure, when and on what basis; empty without a target."""
    if scored.target is None and scored.lower is None and scored.upper is None:
        return ""
    # The ledger may name a year that holds for its quarters: the nearest period around the figure's own counts.
    around = [one for one in revisions if scored.period is not None and _around(one.period_code, scored.period)]
    found = min(around, key=lambda one: _length(one.period_code), default=None)
    if found is None:
        return ""
    who = f"approved by {found.approver}" if found.approver else f"entered by {found.entered_by}"
    when = words.day(found.approved_on) if found.approved_on else words.day(found.entered_at)
    basis = words.TARGET_BASIS_WORDS.get(found.basis, "")
    return f"Target for {found.period_label} {_joined(basis, f'{who} on {when}')}."


def _around(code: str, period: Period) -> bool:
    return contains(from_code(code), period)


def _length(code: str) -> timedelta:
    period = from_code(code)
    return period.end - period.start


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class UseLine:
    """An item of a plan that is measured by an indicator."""

    name: str
    url: str
    level: str


def use_lines(items: Sequence[ItemRow]) -> list[UseLine]:
    """Return where an indicator is used, as links."""
    return [
        UseLine(
            name=f"{one.label} {one.title}".strip(),
            url=reverse("workspace:priority", args=[one.code]),
            level=f"{one.level_name}, {one.plan_title}",
        )
        for one in items
    ]
