"""A section for each part of the council: its tables, then each indicator with its chart and what the service says."""

from collections.abc import Sequence

from goldenthread.domain.assessment.rules import Scored, summary
from goldenthread.domain.reporting.rules.finding import drawn
from goldenthread.domain.reporting.rules.source import Source
from goldenthread.domain.reporting.rules.words import (
    STATUS_WORDS,
    day,
    direction_of,
    how_many,
    listed,
    number_cell,
    paragraph,
    range_words,
    rating_mark,
    sentence,
    shown,
    target_cell,
    text,
    title_of,
    value_cell,
    value_words,
    words_cell,
)
from goldenthread.engines.charts.figures import plain
from goldenthread.engines.documents import (
    Block,
    Callout,
    Cell,
    Column,
    Fact,
    Facts,
    Inline,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from goldenthread.engines.scoring import RATED, RATING_WORDS


def part_section(source: Source, *, name: str, number: int, scored: Sequence[Scored]) -> Section:
    """Return the section of one part of the council: rated indicators, activity, then each indicator by itself."""
    rated = [one for one in scored if one.scheme != "range"]
    activity = [one for one in scored if one.scheme == "range"]
    counted = summary(scored)
    words = [f"{counted.counts[code]} {RATING_WORDS[code].word}" for code in RATED if counted.counts[code]]
    lead = (
        f"{sentence(how_many(len(scored), 'indicator'))}, {counted.rated} rated: {listed(words)}."
        if counted.rated
        else f"{sentence(how_many(len(scored), 'indicator'))}, none rated this quarter."
    )
    return Section(
        identifier=f"part-{number}",
        heading=name,
        new_page=True,
        blocks=(
            Paragraph(inlines=text(lead), style="lead"),
            *(_table(source, number=number, name=name, scored=rated) if rated else ()),
            *(_activity(source, number=number, name=name, scored=activity) if activity else ()),
        ),
        sections=tuple(_indicator(source, one) for one in scored),
    )


def _table(source: Source, *, number: int, name: str, scored: Sequence[Scored]) -> tuple[Block, ...]:
    floors = any(one.floor is not None for one in scored)
    rows = tuple(
        Row(
            cells=(
                words_cell(title_of(one, period=source.period)),
                value_cell(one),
                target_cell(one),
                *((number_cell(one.floor, one),) if floors else ()),
                Cell(inlines=rating_mark(one)),
                Cell(inlines=(direction_of(one.direction),)),
                number_cell(one.previous, one),
            )
        )
        for one in scored
    )
    columns = (
        Column(name="Indicator", width=4),
        Column(name="Latest", kind="number", width=1.25),
        Column(name="Target", kind="number", width=1.25),
        *((Column(name="Floor", kind="number", width=1.25),) if floors else ()),
        Column(name="Rating", kind="rating", width=1.35),
        Column(name="Direction of travel", kind="direction", width=1.5),
        Column(name="Period before", kind="number", width=1.25),
    )
    return (
        Table(
            identifier=f"indicators-{number}",
            caption=f"{name}: indicators in {source.period.label}",
            columns=columns,
            rows=rows,
            note="A period in brackets is the indicator’s own latest period, where it is not measured by the quarter.",
        ),
    )


def _activity(source: Source, *, number: int, name: str, scored: Sequence[Scored]) -> tuple[Block, ...]:
    rows = tuple(
        Row(
            cells=(
                words_cell(title_of(one, period=source.period)),
                value_cell(one),
                number_cell(one.lower, one),
                number_cell(one.upper, one),
                Cell(inlines=rating_mark(one)),
                Cell(inlines=(direction_of(one.direction),)),
                number_cell(one.previous, one),
            )
        )
        for one in scored
    )
    return (
        Table(
            identifier=f"activity-{number}",
            caption=f"{name}: activity against the expected range in {source.period.label}",
            columns=(
                Column(name="Indicator", width=3.6),
                Column(name="Latest", kind="number", width=1.2),
                Column(name="Expected from", kind="number", width=1.2),
                Column(name="Expected to", kind="number", width=1.2),
                Column(name="Result", kind="rating", width=1.8),
                Column(name="Direction of travel", kind="direction", width=1.5),
                Column(name="Period before", kind="number", width=1.2),
            ),
            rows=rows,
            note="Activity shows demand, not performance: outside the range is not good or bad, but it has a cost.",
        ),
    )


def _indicator(source: Source, one: Scored) -> Section:
    blocks: list[Block] = []
    figure = drawn(one, points=source.series.get(one.reference, ()), keep=_points(one), place=source.council.place_name)
    opening: tuple[Inline, ...] = (
        *rating_mark(one),
        Text(text=" · "),
        direction_of(one.direction),
        Text(text=f" · {value_words(one)} in {one.period_label}" if one.period_label else " · no figure yet"),
    )
    blocks.append(Paragraph(inlines=opening))
    if figure is not None:
        blocks.append(figure)
    blocks.append(Facts(facts=_facts(one)))
    tone = {"green": "good", "amber": "warning", "red": "bad"}.get(one.shown_rating, "plain")
    why = [paragraph(one.reason)]
    if one.override:
        why.append(
            paragraph(
                f"Set by hand to {RATING_WORDS[one.override].word}; the calculated rating is "
                f"{RATING_WORDS[one.rating].word}. Reason: {one.override_reason}"
            )
        )
    why.append(paragraph(one.direction_reason))
    word = RATING_WORDS[one.shown_rating].word
    title = f"Why is this {word}?" if one.shown_rating in RATED else f"Why “{word.lower()}”?"
    blocks.append(Callout(title=title, blocks=tuple(why), tone=tone))  # type: ignore[arg-type]  # tones are listed above
    return Section(
        identifier=f"indicator-{one.reference}",
        heading=f"{one.reference} {one.name}",
        blocks=(*blocks, *_commentary(source, one)),
    )


def _points(one: Scored) -> int:
    return {"month": 25, "week": 26, "day": 25}.get(one.frequency, 13)


def _facts(one: Scored) -> tuple[Fact, ...]:
    facts = [Fact(name="Latest", inlines=text(f"{value_words(one)}{_parts(one)}{_status(one)}"))]
    if one.scheme == "range":
        facts.append(Fact(name="Expected range", inlines=text(range_words(one))))
    else:
        facts.append(Fact(name="Target", inlines=text(_target(one))))
        if one.target is not None:
            facts.append(Fact(name="Limit", inlines=text(_limit(one))))
    before = f"{shown(one.previous, one)} ({one.previous_label})" if one.previous is not None else "No figure"
    year = f"{shown(one.last_year, one)} ({one.last_year_label})" if one.last_year is not None else "No figure"
    facts.append(Fact(name="Period before", inlines=text(before)))
    facts.append(Fact(name="Same period last year", inlines=text(year)))
    owners = [post for post in (one.lead_officer, one.chief_officer, one.cabinet_member) if post]
    gaps = [
        name
        for name, post in (
            ("lead officer", one.lead_officer),
            ("chief officer", one.chief_officer),
            ("Cabinet member", one.cabinet_member),
        )
        if not post
    ]
    who = "; ".join(owners) + (f"{'. ' if owners else ''}Not named: {listed(gaps)}" if gaps else "")
    facts.append(Fact(name="Who answers for this", inlines=text(who)))
    return tuple(facts)


def _parts(one: Scored) -> str:
    if one.numerator is None or one.denominator is None or one.value is None or one.measure != "percent":
        return ""
    return f" ({plain(one.numerator.normalize())} of {plain(one.denominator.normalize())})"


def _status(one: Scored) -> str:
    if one.status in ("provisional", "estimated"):
        return f", {STATUS_WORDS[one.status].lower()}"
    if one.status_reason:
        return f": {one.status_reason}"
    return f", {how_many(one.late_days, 'day')} late" if one.late_days else ""


def _target(one: Scored) -> str:
    if one.target is None and (one.lower is not None or one.upper is not None):
        return range_words(one)
    return shown(one.target, one, missing="No target")


def _limit(one: Scored) -> str:
    if one.scheme == "floor":
        return f"Floor standard {shown(one.floor, one)}" if one.floor is not None else "No floor standard set"
    if one.scheme == "percent" and one.tolerance is not None:
        return f"Amber within {plain(one.tolerance.normalize())}% of the target"
    if one.scheme == "absolute" and one.tolerance is not None:
        return f"Amber within {shown(one.tolerance, one)} of the target"
    if one.scheme == "last_year":
        return "Amber while no worse than last year"
    return "Met or not met"


def _commentary(source: Source, one: Scored) -> tuple[Block, ...]:
    said = source.said(one)
    if said is None:
        if one.shown_rating == "red":
            return (Paragraph(inlines=(Strong(text="No management action has been recorded for this Red."),)),)
        return ()
    parts = [
        ("Context", said.context),
        ("Action taken", said.action_taken),
        ("Action planned", said.action_planned + (f" By {day(said.action_by)}." if said.action_by else "")),
    ]
    blocks: list[Block] = [
        Paragraph(inlines=(Strong(text=f"{heading}. "), Text(text=line)))
        for heading, words in parts
        if words
        for line in [words.strip()]
    ]
    if one.shown_rating == "red" and not (said.action_taken or said.action_planned):
        blocks.append(Paragraph(inlines=(Strong(text="No management action has been recorded for this Red."),)))
    return tuple(blocks)
