"""The tables that both six-monthly reports share."""

from collections.abc import Sequence

from goldenthread.domain.assessment.rules import Scored, summary
from goldenthread.domain.delivery.rules.rows import WorkRow
from goldenthread.domain.reporting.rules.monitored import Followed
from goldenthread.domain.reporting.rules.words import (
    counted,
    day,
    direction_of,
    listed,
    number_cell,
    rating_mark,
    strong_cell,
    text,
    value_cell,
    words_cell,
)
from goldenthread.engines.documents import Cell, Column, Inline, Rating, Row, Spread, Strong, Table, Text
from goldenthread.engines.periods import Period
from goldenthread.engines.scoring import RATED, RATING_WORDS

ADDS_UP = "A figure that adds up over the year is set against the same period last year."


def ratings(scored: Sequence[Scored], *, identifier: str) -> Spread:
    """Return how many of each colour, with shares of the rated."""
    those = summary(scored)
    others = those.total - those.rated
    tail = f" {counted(others, 'is', 'are')} not rated." if others else ""
    return Spread(
        identifier=identifier,
        summary=f"{listed([f'{those.counts[code]} {RATING_WORDS[code].word}' for code in RATED])}.{tail}",
        counts=tuple((code, RATING_WORDS[code].word, those.counts[code], those.shares[code]) for code in RATED),
    )


def in_a_line(scored: Sequence[Scored], *, what: str) -> str:
    """Return "22 indicators: 9 Green, 8 Amber and 3 Red; 2 not rated."."""
    those = summary(scored)
    if not those.total:
        return f"{what} no indicators."
    told = listed([f"{those.counts[code]} {RATING_WORDS[code].word}" for code in RATED])
    others = those.total - those.rated
    tail = f"; {others:,} not rated" if others else ""
    return f"{what} {counted(those.total, 'indicator')}: {told}{tail}."


def figures_table(
    parts: Sequence[tuple[str, Sequence[Followed]]], *, identifier: str, caption: str, short: str, point: Period
) -> Table:
    """Return the figures of indicators, grouped by the name of each part."""
    return Table(
        identifier=identifier,
        caption=caption,
        short=short,
        columns=(
            Column(name="Indicator", width=3.6),
            Column(name="Latest", kind="number", width=1.1),
            Column(name="Six months before", kind="number", width=1.2),
            Column(name="Direction", kind="direction", width=1.5),
            Column(name="Rating", kind="rating", width=1.3),
        ),
        rows=tuple(
            Row(
                cells=(
                    words_cell(_named(one, point=point)),
                    value_cell(one.scored),
                    number_cell(one.figure_before, one.scored),
                    Cell(inlines=(direction_of(one.direction),)),
                    Cell(inlines=rating_mark(one.scored)),
                ),
                group=name,
            )
            for name, many in parts
            for one in many
        ),
        note=ADDS_UP if any(one.adds_up for _, many in parts for one in many) else "",
    )


def _named(one: Followed, *, point: Period) -> str:
    """The indicator, with its period where that ended before the monitoring point."""
    older = one.scored.period_end is not None and one.scored.period_end != point.end
    return f"{one.scored.name} ({one.scored.period_label})" if older else one.scored.name


def actions_table(many: Sequence[Followed], *, identifier: str, caption: str, short: str, taken: bool = True) -> Table:
    """Return what was done and what will be done; what is off target without either says so."""
    rows = []
    for one in many:
        said = one.said
        done, planned = (said.action_taken, said.action_planned) if said else ("", "")
        empty = strong_cell("No action recorded") if one.needs_action else words_cell("–")
        cells = [
            words_cell(one.scored.name),
            words_cell(done) if done else empty if not planned else words_cell("–"),
            words_cell(planned) if planned else empty if not done else words_cell("–"),
            words_cell(day(said.action_by) if said else "–"),
        ]
        rows.append(Row(cells=tuple(cells if taken else [cells[0], *cells[2:]])))
    columns = [
        Column(name="Indicator", width=2.2),
        Column(name="Action taken", width=3),
        Column(name="Action planned", width=3),
        Column(name="By", kind="date", width=1.2),
    ]
    return Table(
        identifier=identifier,
        caption=caption,
        short=short,
        columns=tuple(columns if taken else [columns[0], *columns[2:]]),
        rows=tuple(rows),
    )


def work_table(
    work: Sequence[tuple[str, WorkRow]], *, identifier: str, caption: str, short: str, note: str = ""
) -> Table:
    """Return milestones and actions against their first promise, grouped by what they are for."""
    return Table(
        identifier=identifier,
        caption=caption,
        short=short,
        columns=(
            Column(name="Milestone", width=3.4),
            Column(name="First promised", kind="date", width=1.5),
            Column(name="Done or expected", kind="date", width=1.5),
            Column(name="Against the promise", width=1.4),
            Column(name="Rating", kind="rating", width=1.3),
        ),
        rows=tuple(
            Row(
                cells=(
                    words_cell(one.title),
                    words_cell(day(one.first)),
                    words_cell(_when(one)),
                    words_cell(slip(one)),
                    Cell(inlines=(_standing(one),)),
                ),
                group=name,
            )
            for name, one in work
        ),
        note=note,
    )


def late_days(one: WorkRow) -> int:
    """Return by how many days a milestone slips against its first promise; below 0 where it is early."""
    return 0 if one.state in {"deferred", "dropped"} else ((one.actual or one.forecast) - one.first).days


def slip(one: WorkRow) -> str:
    """Return "62 days late", "11 days early", "as promised"."""
    if one.state in {"deferred", "dropped"}:
        return f"{one.state.capitalize()}: {one.decision or 'see the decision'}"
    days = late_days(one)
    return f"{counted(abs(days), 'day')} {'late' if days > 0 else 'early'}" if days else "As promised"


def _when(one: WorkRow) -> str:
    if one.state in {"deferred", "dropped"}:
        return "–"
    return f"Done {day(one.actual)}" if one.actual else day(one.forecast)


def _standing(one: WorkRow) -> Inline:
    if one.rating in RATING_WORDS:
        return Rating(code=one.rating, word=RATING_WORDS[one.rating].word)
    return Text(text=one.rating.replace("_", " ").capitalize())


def missing(parts: Sequence[tuple[str, Sequence[str]]]) -> tuple[tuple[Inline, ...], ...]:
    """Return what is missing as the items of a list: how many, and which."""
    return tuple((Strong(text=f"{what} ({len(names):,}): "), *text(f"{listed(names)}.")) for what, names in parts)
