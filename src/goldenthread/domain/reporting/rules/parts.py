"""A section for each part of the council: its tables, then each indicator with its chart and what the service says."""

from collections.abc import Sequence

from goldenthread.domain.assessment.rules import Scored, summary
from goldenthread.domain.reporting.rules.finding import drawn
from goldenthread.domain.reporting.rules.source import Source
from goldenthread.domain.reporting.rules.words import (
    STATUS_WORDS,
    compared_cell,
    counted,
    day,
    direction_of,
    figure_before,
    listed,
    number_cell,
    paragraph,
    range_words,
    rating_mark,
    shown,
    target_cell,
    text,
    title_of,
    value_cell,
    value_words,
    why_unrated,
    words_cell,
)
from goldenthread.engines.charts.figures import figure, plain, written_places
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
    """Return the section of one part of the council: rated indicators, activity, then each indicator by itself.

    The counts are of ``scored``; only those in the view of ``source`` are shown.
    """
    those, whole = summary(scored), len(scored)
    in_view = {one.reference for one in source.shown}
    scored = [one for one in scored if one.reference in in_view]
    rated = [one for one in scored if one.scheme != "range"]
    activity = [one for one in scored if one.scheme == "range"]
    words = [f"{those.counts[code]} {RATING_WORDS[code].word}" for code in RATED if those.counts[code]]
    lead = (
        f"{counted(whole, 'indicator')}, {those.rated} rated: {listed(words)}."
        if those.rated
        else f"{counted(whole, 'indicator')}, none rated this quarter."
    )
    if len(scored) < whole:
        lead += f" {len(scored):,} of them {'is' if len(scored) == 1 else 'are'} shown in this view."
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
                compared_cell(one, method=source.council.direction_method),
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
        Column(name="Compared with", kind="number", width=1.25),
    )
    return (
        Table(
            identifier=f"indicators-{number}",
            caption=f"{name}: indicators in {source.period.label}",
            short=name,
            columns=columns,
            rows=rows,
            note=_remark(source, scored),
        ),
    )


def _remark(source: Source, scored: Sequence[Scored]) -> str:
    if all(title_of(one, period=source.period) == one.name for one in scored):
        return ""
    return "A period in brackets is the indicator’s own latest period, where it is not measured by the quarter."


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
                compared_cell(one, method=source.council.direction_method),
            )
        )
        for one in scored
    )
    return (
        Table(
            identifier=f"activity-{number}",
            caption=f"{name}: activity against the expected range in {source.period.label}",
            short=f"Activity, {name}",
            columns=(
                Column(name="Indicator", width=3.6),
                Column(name="Latest", kind="number", width=1.2),
                Column(name="Expected from", kind="number", width=1.2),
                Column(name="Expected to", kind="number", width=1.2),
                Column(name="Result", kind="rating", width=1.8),
                Column(name="Direction of travel", kind="direction", width=1.5),
                Column(name="Compared with", kind="number", width=1.2),
            ),
            rows=rows,
            note="Activity shows demand, not performance: outside the range is not good or bad, but it has a cost.",
        ),
    )


def _indicator(source: Source, one: Scored) -> Section:
    blocks: list[Block] = []
    chart = drawn(one, points=source.series.get(one.reference, ()), keep=_points(one), place=source.council.place_name)
    opening: tuple[Inline, ...] = (
        *rating_mark(one),
        *((Text(text=" · "), direction_of(one.direction)) if one.value is not None else ()),
        Text(text=f" · {_latest(one)}"),
    )
    blocks.append(Paragraph(inlines=opening))
    if chart is not None:
        blocks.append(chart)
    blocks.append(Facts(facts=_facts(source, one)))
    tone = {"green": "good", "amber": "warning", "red": "bad"}.get(one.shown_rating, "plain")
    why = [paragraph(why_unrated(one))]
    if one.override:
        why.append(
            paragraph(
                f"Set by hand to {RATING_WORDS[one.override].word}; the calculated rating is "
                f"{RATING_WORDS[one.rating].word}. Reason: {one.override_reason}"
            )
        )
    if one.value is not None:
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


def _latest(one: Scored) -> str:
    if one.value is not None:
        return f"{value_words(one)} in {one.period_label}"
    return f"no figure for {one.period_label}" if one.period_label else "no figure yet"


def _facts(source: Source, one: Scored) -> tuple[Fact, ...]:
    facts = [Fact(name="Latest", inlines=text(f"{_state(one)}{_parts(one)}"))]
    if one.scheme == "range":
        facts.append(Fact(name="Expected range", inlines=text(range_words(one))))
    else:
        band = one.target is None and (one.lower is not None or one.upper is not None)
        facts.append(Fact(name="Target band" if band else "Target", inlines=text(_target(one))))
        if one.target is not None or band:
            facts.append(Fact(name="Limit", inlines=text(_limit(one))))
    facts.append(Fact(name="Period before", inlines=text(_before(source, one))))
    facts.append(Fact(name="Same period last year", inlines=text(_last_year(source, one))))
    # One post may answer in two roles; it is named once.
    owners = list(dict.fromkeys(post for post in (one.lead_officer, one.chief_officer, one.cabinet_member) if post))
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


def _before(source: Source, one: Scored) -> str:
    """The period before, or the last figure there was: each with its own period, so that no gap is hidden."""
    if one.previous is None:
        return "No figure"
    earlier = f"{shown(one.previous, one)} ({one.previous_label})"
    if figure_before(one) is None:
        return f"No figure; the last one before is {earlier}{_break(source, one, label=one.previous_label)}"
    return f"{earlier}{_break(source, one, label=one.previous_label)}"


def _last_year(source: Source, one: Scored) -> str:
    if one.last_year is None:
        return "No figure"
    return f"{shown(one.last_year, one)} ({one.last_year_label}){_break(source, one, label=one.last_year_label)}"


def _break(source: Source, one: Scored, *, label: str) -> str:
    """Say that the definition changed between an earlier figure and the latest one."""
    points = source.series.get(one.reference, ())
    earlier = next((point for point in points if point.label == label), None)
    if earlier is None:
        return ""
    broken = any(point.breaks for point in points if earlier.end < point.end <= (one.period_end or point.end))
    return ", not comparable: the definition has changed" if broken else ""


def _parts(one: Scored) -> str:
    if one.numerator is None or one.denominator is None or one.value is None or one.measure != "percent":
        return ""
    return f" ({plain(one.numerator.normalize())} of {plain(one.denominator.normalize())})"


def _state(one: Scored) -> str:
    """The latest figure and how sure it is, or why there is none."""
    if one.late_days and one.value is None:
        return f"No figure yet: {counted(one.late_days, 'day')} late"
    if one.rating == "not_due" and one.due_on is not None:
        return f"Not due until {day(one.due_on)}"
    if one.status in ("provisional", "estimated"):
        return f"{value_words(one)}, {STATUS_WORDS[one.status].lower()}"
    return f"{value_words(one)}: {one.status_reason}" if one.status_reason else value_words(one)


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
        unit = "points" if one.measure == "percent" else one.measure
        amount = figure(one.tolerance, unit=unit, decimals=written_places(one.tolerance, unit=unit, decimals=9))
        return f"Amber within {amount} of the target"
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
