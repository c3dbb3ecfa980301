"""The exception report as a document: short, the finding first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from goldenthread.domain.assessment.rules import Scored
from goldenthread.domain.assessment.rules.monitoring import EVERY
from goldenthread.domain.organisation.rules import AuthorityRow
from goldenthread.domain.reporting.rules.exceptions import (
    ACTION_PLAN,
    BELOW_MEDIAN,
    DETERIORATING,
    NEEDED,
    ExceptionList,
    Listed,
    median_of,
    missing,
)
from goldenthread.domain.reporting.rules.source import EditionLine
from goldenthread.domain.reporting.rules.words import (
    counted,
    day,
    direction_of,
    how_many,
    listed,
    number_cell,
    paragraph,
    quarter_words,
    rating_mark,
    sentence,
    stopped,
    strong_cell,
    text,
    title_of,
    value_cell,
    words_cell,
)
from goldenthread.engines.documents import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Document,
    Fact,
    Inline,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
)
from goldenthread.engines.periods import Period

TITLE = "Staying Excellent: exception report"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionSource:
    """The list of one quarter, of public indicators only, with what stands on the front.

    ``withheld`` counts the indicators that would be on the list and are not for publication.
    """

    council: AuthorityRow
    period: Period
    those: ExceptionList
    withheld: int
    as_at: datetime
    edition: EditionLine
    rule_version: str


def compose_exceptions(source: ExceptionSource) -> Document:
    """Return the exception report of one quarter: the same source always gives the same document.

    Source: requirements S09; the report "Staying Excellent" of Kent County Council, 2007.
    """
    council, edition, those = source.council, source.edition, source.those
    marks = (("draft", edition.draft), ("illustrative figures", council.illustrative))
    facts = [
        Fact(name="Period", inlines=text(quarter_words(source.period))),
        Fact(name="Edition", inlines=text(f"{edition.name}, {day(edition.day)}")),
        Fact(name="Figures as known", inlines=text(f"{day(source.as_at.date())}, {source.as_at:%H:%M}")),
    ]
    if edition.note:
        facts.append(Fact(name="What is new", inlines=text(edition.note)))
    if council.contact:
        facts.append(Fact(name="Contact", inlines=text(council.contact)))
    return Document(
        identifier=f"exceptions-{source.period.code}",
        title=TITLE,
        subtitle=quarter_words(source.period),
        authority=council.name,
        date=edition.day.isoformat(),
        edition=edition.name,
        author=council.name,
        summary=in_one_line(those),
        facts=tuple(facts),
        sections=(
            _summary(source),
            *((_acting(source),) if those.included else ()),
            *((_dropped(source),) if those.of("dropped") or those.gone else ()),
            _unknown(source),
            _method(),
        ),
        marking=sentence(", ".join(words for words, holds in marks if holds)),
        colour=council.colour,
        keywords=("performance", "exception report", source.period.label),
        licence=council.licence,
    )


def in_one_line(those: ExceptionList) -> str:
    """Return the finding: how many of how many are on the report, and for how many something is owed."""
    if not those.total:
        return "There are no indicators in this quarter."
    number = len(those.included)
    if not number:
        return f"None of {counted(those.total, 'indicator')} is on the report."
    owed = len(those.needing)
    tail = f"; {counted(owed, 'needs', 'need')} an action plan or commentary." if owed else "."
    return f"{number:,} of {counted(those.total, 'indicator')} {'is' if number == 1 else 'are'} on the report{tail}"


def _summary(source: ExceptionSource) -> Section:
    those = source.those
    included = those.included
    blocks: list[Block] = [Paragraph(inlines=text(in_one_line(those)), style="lead")]
    if included:
        below, worse = (_having(included, code) for code in (BELOW_MEDIAN, DETERIORATING))
        both = below + worse - len(included)
        items = [
            f"{counted(below, 'is', 'are')} worse than the comparators’ median.",
            f"{counted(worse, 'is', 'are')} significantly deteriorating.",
            *([f"{counted(both, 'is', 'are')} both."] if both else []),
        ]
        blocks.append(Bullets(items=tuple(text(item) for item in items)))
    if source.edition.draft and (owed := missing(those)):
        blocks.append(
            Callout(
                title="This report cannot be frozen yet",
                blocks=(Bullets(items=tuple(_owed(what, names, whole=len(included)) for what, names in owed)),),
                tone="warning",
            )
        )
    if included:
        blocks.append(_table(source, included))
    return Section(identifier="summary", heading="Summary", blocks=tuple(blocks))


def _having(included: Sequence[Listed], code: str) -> int:
    return sum(any(reason.code == code for reason in one.reasons) for one in included)


def _owed(what: str, names: Sequence[str], *, whole: int) -> tuple[Inline, ...]:
    which = "all of them" if len(names) == whole > 1 else listed(names)
    return (Strong(text=f"{what} ({len(names):,}): "), Text(text=f"{which}."))


def _table(source: ExceptionSource, included: Sequence[Listed]) -> Table:
    rows = tuple(
        Row(
            cells=(
                words_cell(title_of(one.scored, period=source.period)),
                value_cell(one.scored),
                number_cell(median_of(one.scored), one.scored),
                Cell(inlines=rating_mark(one.scored)),
                Cell(inlines=(direction_of(one.scored.direction),)),
                words_cell(" ".join(reason.sentence for reason in one.reasons) + _unreviewed(one)),
            )
        )
        for one in included
    )
    return Table(
        identifier="exceptions",
        caption=f"Indicators on the exception report in {source.period.label}, and why",
        short="On the report",
        columns=(
            Column(name="Indicator", width=2.2),
            Column(name="Latest", kind="number", width=1),
            Column(name="Median", kind="number", width=1),
            Column(name="Rating", kind="rating", width=1.1),
            Column(name="Direction of travel", kind="direction", width=1.4),
            Column(name="Why it is here", width=3.6),
        ),
        rows=rows,
        note="The median is of the comparators, in the latest period that can be compared; “–” where there is none.",
    )


def _unreviewed(one: Listed) -> str:
    if one.review is None:
        return " Not yet reviewed."
    return " Reviewed before the figures changed." if one.lapsed else ""


def _acting(source: ExceptionSource) -> Section:
    rows = []
    for one in source.those.included:
        said = one.said
        action = (said.action_planned or said.action_taken or said.context).strip() if said else ""
        by = day(said.action_by) if said and one.answer == ACTION_PLAN else "–"
        rows.append(
            Row(
                cells=(
                    words_cell(title_of(one.scored, period=source.period)),
                    words_cell(who_answers(one.scored)),
                    strong_cell("Action needed") if one.answer == NEEDED else words_cell(action),
                    words_cell(by),
                    words_cell(EVERY[one.proposal.frequency]),
                )
            )
        )
    needing = source.those.needing
    warning: tuple[Block, ...] = ()
    if needing:
        verb = "has" if len(needing) == 1 else "have"
        warning = (
            Callout(
                title=f"{sentence(how_many(len(needing), 'indicator'))} {verb} neither action plan nor commentary",
                blocks=(paragraph(f"Action needed for: {listed([one.scored.name for one in needing])}."),),
                tone="warning",
            ),
        )
    return Section(
        identifier="actions",
        heading="What is being done",
        blocks=(
            *warning,
            Table(
                identifier="actions",
                caption="Who answers, and the action plan or commentary",
                short="What is being done",
                columns=(
                    Column(name="Indicator", width=2),
                    Column(name="Who answers", width=2),
                    Column(name="Action plan or commentary", width=3.4),
                    Column(name="By", kind="date", width=1.1),
                    Column(name="Look at it", width=1.1),
                ),
                rows=tuple(rows),
                note="“Look at it” is how often it is proposed to be looked at until it leaves this report.",
            ),
        ),
    )


def who_answers(one: Scored) -> str:
    """Return the posts that answer for an indicator, each once, and which are not named."""
    posts = (
        ("lead officer", one.lead_officer),
        ("chief officer", one.chief_officer),
        ("Cabinet member", one.cabinet_member),
    )
    named = "; ".join(dict.fromkeys(post for _, post in posts if post))
    gaps = [name for name, post in posts if not post]
    return f"{named}{'. ' if named and gaps else ''}{f'Not named: {listed(gaps)}' if gaps else ''}"


def _dropped(source: ExceptionSource) -> Section:
    blocks: list[Block] = []
    dropped = source.those.of("dropped")
    if dropped:
        rows = []
        for one in dropped:
            review = one.review
            rows.append(
                Row(
                    cells=(
                        words_cell(title_of(one.scored, period=source.period)),
                        words_cell(" ".join(reason.sentence for reason in one.reasons)),
                        words_cell(stopped(review.reason) if review else "–"),
                        words_cell(day(review.entered_at.date()) if review else "–"),
                    )
                )
            )
        blocks.append(
            Table(
                identifier="dropped",
                caption="Indicators that were dropped from the report, and why",
                short="Dropped",
                columns=(
                    Column(name="Indicator", width=2),
                    Column(name="Why it was proposed", width=3),
                    Column(name="Why it was dropped", width=3),
                    Column(name="On", kind="date", width=1.2),
                ),
                rows=tuple(rows),
            )
        )
    if source.those.gone:
        names = listed([one.scored.name for one in source.those.gone])
        blocks.append(
            paragraph(f"Reviewed earlier and no longer proposed, because the figures have changed since: {names}.")
        )
    return Section(identifier="dropped", heading="What was dropped", blocks=tuple(blocks))


def _unknown(source: ExceptionSource) -> Section:
    those = source.those
    items = []
    if those.not_compared:
        could = counted(len(those.not_compared), "indicator")
        items.append(f"{could} could not be compared with others: no comparators, or too few.")
    if those.not_checked:
        could = counted(len(those.not_checked), "indicator")
        items.append(f"{could} could not be checked for deterioration: too few figures, or figures of a kind that "
                     "hides it.")  # fmt: skip
    if those.unjudged:
        have = counted(len(those.unjudged), "indicator has", "indicators have")
        items.append(f"{have} no better direction, so no figure of theirs is worse than another.")
    if source.withheld:
        those_are = counted(source.withheld, "indicator that would be here is", "indicators that would be here are")
        items.append(f"{those_are} for use inside the council only, and not in this report.")
    blocks: tuple[Block, ...] = (paragraph("Every indicator was compared with others and checked for deterioration."),)
    if items:
        blocks = (
            paragraph("Not being on this report is no good news for these:"),
            Bullets(items=tuple(text(item) for item in items)),
        )
    return Section(identifier="not-compared", heading="What could not be looked at", blocks=blocks)


def _method() -> Section:
    return Section(
        identifier="method",
        heading="How this is worked out",
        blocks=(
            paragraph(
                "An indicator is on this report when its latest figure is worse than the median of its comparators, or "
                "when it is significantly deteriorating: the latest figure is an unusual worsening on its control "
                "chart, or there is a trend for the worse, or it is significantly worse than the same period last year."
            ),
            paragraph(
                "The performance team reviews every indicator on the list, and keeps it or drops it with a reason. "
                "Each one kept has an action plan or commentary for the period. The rating plays no part."
            ),
        ),
    )
