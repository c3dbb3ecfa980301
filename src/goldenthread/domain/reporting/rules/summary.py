"""The executive summary: counts, what changed, what is being done about the Reds, what is late or provisional."""

from collections.abc import Sequence
from decimal import Decimal

from goldenthread.domain.assessment.rules import Scored, Summary, changes, summary
from goldenthread.domain.reporting.rules.source import Source
from goldenthread.domain.reporting.rules.words import (
    STATUS_WORDS,
    count_cell,
    counted,
    day,
    direction_of,
    first_sentence,
    how_many,
    listed,
    note,
    number_word,
    paragraph,
    rating_of,
    sentence,
    strong_cell,
    target_cell,
    text,
    title_of,
    value_cell,
    value_words,
    why_unrated,
    words_cell,
)
from goldenthread.engines.documents import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Inline,
    Paragraph,
    Row,
    Section,
    Spread,
    Strong,
    Table,
    Text,
)
from goldenthread.engines.scoring import DIRECTION_WORDS, RATED, RATING_WORDS


def executive_summary(source: Source, *, groups: Sequence[tuple[str, Sequence[Scored]]]) -> Section:
    """Return the first section of the report: what a Cabinet member reads who reads one page."""
    now, before = summary(source.now), summary(source.before)
    return Section(
        identifier="summary",
        heading="Summary",
        blocks=(*_headline(source, now, before), *_by_group(groups), *_directions(source, now)),
        sections=(_changed(source), _reds(source), _late(source)),
    )


def _headline(source: Source, now: Summary, before: Summary) -> tuple[Block, ...]:
    if not now.total:
        return (paragraph("There are no indicators in this quarter."),)
    if not now.rated:
        return (
            Paragraph(
                inlines=text(
                    f"This report has {counted(now.total, 'indicator')}. None is rated this quarter: the reasons are "
                    "in “What is not rated and why”."
                ),
                style="lead",
            ),
        )
    parts: list[Inline] = [Text(text=f"Of the {counted(now.total, 'indicator')} in this report, ")]
    parts.append(Text(text=f"{now.rated} {'is' if now.rated == 1 else 'are'} rated: "))
    for place, code in enumerate(RATED):
        word = f"{now.counts[code]} {RATING_WORDS[code].word}"
        parts += [Strong(text=word), Text(text=f" ({now.shares[code]})" + (", ", " and ", ". ")[place])]
    parts.append(Text(text=_compared(source, now, before)))
    others = now.total - now.rated
    spread = Spread(
        identifier="ratings",
        summary=", ".join(f"{now.counts[code]} {RATING_WORDS[code].word}" for code in RATED)
        + ". Shares are of the rated indicators; each is rounded, so they may not add up to 100%.",
        counts=tuple((code, RATING_WORDS[code].word, now.counts[code], now.shares[code]) for code in RATED),
    )
    kinds = [
        *(
            counted(count, f"is {code} the expected range", f"are {code} the expected range")
            for code, count in now.expected_range.items()
        ),
        *(f"{count:,} “{RATING_WORDS[code].word.lower()}”" for code, count in now.grey.items()),
    ]
    rest = f"{counted(others, 'other indicator')} {'is' if others == 1 else 'are'} not rated: {listed(kinds)}."
    return (
        Paragraph(inlines=tuple(parts), style="lead"),
        spread,
        *((paragraph(rest),) if others else ()),
    )


def _compared(source: Source, now: Summary, before: Summary) -> str:
    if not before.rated:
        return f"There are no ratings for {source.before_period.label} to compare with."
    if now.rated != before.rated:
        # Numbers of two different wholes are not set against each other.
        verb = "was" if before.counts["green"] == 1 else "were"
        return f"In {source.before_period.label}, {before.counts['green']} of {before.rated} rated {verb} Green."
    difference = now.counts["green"] - before.counts["green"]
    if difference == 0:
        return f"As many are Green as in {source.before_period.label}."
    word = "more" if difference > 0 else "fewer"
    verb = "is" if abs(difference) == 1 else "are"
    return f"{sentence(number_word(abs(difference)))} {word} {verb} Green than in {source.before_period.label}."


def _by_group(groups: Sequence[tuple[str, Sequence[Scored]]]) -> tuple[Block, ...]:
    if len(groups) < 2:
        return ()
    rows = []
    for name, scored in groups:
        those = summary(scored)
        rows.append(
            Row(
                cells=(
                    words_cell(name),
                    *(count_cell(those.counts[code]) for code in RATED),
                    count_cell(those.rated),
                    _share_cell(those),
                    count_cell(those.total - those.rated),
                )
            )
        )
    whole = summary([one for _, scored in groups for one in scored])
    rows.append(
        Row(
            cells=(
                strong_cell("All"),
                *(count_cell(whole.counts[code]) for code in RATED),
                count_cell(whole.rated),
                _share_cell(whole),
                count_cell(whole.total - whole.rated),
            )
        )
    )
    columns = (
        Column(name="Part of the council", width=3.2),
        *(Column(name=RATING_WORDS[code].word, kind="number", unit="number", decimals=0) for code in RATED),
        Column(name="Rated", kind="number", unit="number", decimals=0),
        Column(name="Share Green", kind="number", width=1.2),
        Column(name="Not rated", kind="number", unit="number", decimals=0, width=1.2),
    )
    return (
        Table(
            identifier="ratings-by-part",
            caption="Ratings by part of the council",
            short="Ratings by part",
            columns=columns,
            rows=tuple(rows),
            note="Shares are of the rated indicators.",
        ),
    )


def _share_cell(those: Summary) -> Cell:
    if not those.rated:
        return words_cell("–")
    return Cell(
        inlines=text(those.shares["green"]),
        number=Decimal(those.shares["green"].rstrip("%")),
        unit="percent",
        decimals=0,
    )


def _directions(source: Source, now: Summary) -> tuple[Block, ...]:
    if not now.directions:
        return ()
    items: list[tuple[Inline, ...]] = [
        (direction_of(code), Text(text=f": {counted(count, 'indicator')}"))
        for code in DIRECTION_WORDS
        if (count := now.directions.get(code, 0))
    ]
    method = {
        "previous": "each compared with the period before it (cumulative figures with the same period last year)",
        "last_year": "each compared with the same period last year",
        "trend": "each by the trend of its latest figures (cumulative figures by the same period last year)",
    }[source.council.direction_method]
    those = counted(sum(now.directions.values()), "indicator that has a figure", "indicators that have a figure")
    return (
        paragraph(f"Direction of travel of the {those}, {method}."),
        Bullets(items=tuple(items)),
    )


def _changed(source: Source) -> Section:
    by_reference = {one.reference: one for one in source.now}
    rows = []
    for change in changes(source.before, source.now):
        one = by_reference[change.reference]
        said = source.said(one)
        why: list[Inline] = [Text(text=one.override_reason or why_unrated(one))]
        if said is not None and said.context:
            why.append(Text(text=f" The service says: {first_sentence(said.context)}"))
        rows.append(
            Row(
                cells=(
                    words_cell(title_of(one, period=source.period)),
                    Cell(inlines=(rating_of(change.was),)),
                    Cell(inlines=(rating_of(change.now),)),
                    Cell(inlines=tuple(why)),
                )
            )
        )
    last = source.before_period.label
    if not rows:
        unchanged = (
            f"No rating has changed since {last}."
            if summary(source.before).rated
            else f"There are no ratings for {last} to compare with."
        )
        blocks: tuple[Block, ...] = (paragraph(unchanged),)
    else:
        blocks = (
            Table(
                identifier="changes",
                caption=f"Ratings that changed since {last}",
                short="Changed ratings",
                columns=(
                    Column(name="Indicator", width=2.2),
                    Column(name=f"In {last}", kind="rating", width=1.1),
                    Column(name="Now", kind="rating", width=1.1),
                    Column(name="Why", width=3.6),
                ),
                rows=tuple(rows),
                note=f"Ratings of {last} are as the figures are known now; they may differ from those reported then.",
            ),
        )
    return Section(identifier="changed", heading=f"What changed since {last}", blocks=blocks)


def _reds(source: Source) -> Section:
    reds = [one for one in source.now if one.shown_rating == "red"]
    if not reds:
        return Section(
            identifier="reds",
            heading="What is being done about the Reds",
            blocks=(
                paragraph(
                    "No indicator is Red this quarter."
                    if summary(source.now).rated
                    else "No indicator is rated this quarter, so none is Red."
                ),
            ),
        )
    rows, missing = [], []
    for one in reds:
        said = source.said(one)
        action = (said.action_planned or said.action_taken) if said else ""
        if not action:
            missing.append(one.name)
        rows.append(
            Row(
                cells=(
                    words_cell(title_of(one, period=source.period)),
                    value_cell(one),
                    target_cell(one),
                    words_cell(action) if action else strong_cell("No action recorded"),
                    words_cell(day(said.action_by) if said and action else "–"),
                )
            )
        )
    warning: tuple[Block, ...] = ()
    if missing:
        verb = "has" if len(missing) == 1 else "have"
        warning = (
            Callout(
                title=f"{sentence(how_many(len(missing), 'Red indicator'))} {verb} no management action",
                blocks=(
                    paragraph(
                        f"A Red must have a management action. Missing for: {listed(missing)}. "
                        "The lead officer should record one before this report is considered."
                    ),
                ),
                tone="warning",
            ),
        )
    table = Table(
        identifier="reds",
        caption="Red indicators and their management action",
        short="Reds and their actions",
        columns=(
            Column(name="Indicator", width=2.1),
            Column(name="Latest", kind="number", width=1.1),
            Column(name="Target", kind="number", width=1.1),
            Column(name="Management action", width=3.4),
            Column(name="By", kind="date", width=1.2),
        ),
        rows=tuple(rows),
    )
    return Section(identifier="reds", heading="What is being done about the Reds", blocks=(table, *warning))


def _late(source: Source) -> Section:
    rows = []
    for one in source.now:
        if one.late_days:
            state, age = "Late", one.late_days
            when = f"Due {day(one.due_on)}"
        elif one.status in ("provisional", "estimated"):
            state = STATUS_WORDS[one.status]
            age = (source.edition.day - (one.as_at or one.period_end or source.edition.day)).days
            when = f"As at {day(one.as_at or one.period_end)}"
        else:
            continue
        rows.append(
            Row(
                cells=(
                    words_cell(one.name),
                    words_cell(one.period_label),
                    words_cell(value_words(one) if one.value is not None else "–"),
                    words_cell(state),
                    words_cell(when),
                    count_cell(max(age, 0)),
                )
            )
        )
    if not rows:
        blocks: tuple[Block, ...] = (paragraph("No figure is late, provisional or estimated."),)
    else:
        # Above the table: below a long one it might stand alone on a page.
        remark = note("A late figure is not rated: it is never counted as Red or as Green.")
        blocks = (
            *((remark,) if any(one.late_days for one in source.now) else ()),
            Table(
                identifier="late",
                caption="Figures that are late, provisional or estimated",
                short="Late or provisional",
                columns=(
                    Column(name="Indicator", width=2.5),
                    Column(name="Period", width=1.5),
                    Column(name="Figure", width=1.1),
                    Column(name="State", width=1.3),
                    Column(name="Since", width=1.9),
                    Column(name="Age in days", kind="number", unit="number", decimals=0, width=0.8),
                ),
                rows=tuple(rows),
            ),
        )
    return Section(identifier="late", heading="Figures that are late or provisional", blocks=blocks)
