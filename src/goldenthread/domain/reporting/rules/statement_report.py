"""The six-monthly report of lead officers to Cabinet member and director as a document, a section for each."""

from goldenthread.domain.reporting.rules.half_yearly import (
    actions_table,
    figures_table,
    in_a_line,
    late_days,
    missing,
    ratings,
    work_table,
)
from goldenthread.domain.reporting.rules.monitored import pounds
from goldenthread.domain.reporting.rules.statement import LeadOfficer, LedItem, StatementSource
from goldenthread.domain.reporting.rules.words import (
    count_cell,
    counted,
    day,
    listed,
    note,
    paragraph,
    sentence,
    text,
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
    Facts,
    Paragraph,
    Row,
    Section,
    Table,
)

TITLE = "Report of lead officers on the statement"
COLOURS = ("green", "amber", "red")


def compose_statement(source: StatementSource) -> Document:
    """Return the report of one monitoring point: the same source always gives the same document.

    Source: requirements S17.
    """
    council, edition = source.council, source.edition
    marks = (("draft", edition.draft), ("illustrative figures", council.illustrative))
    officers = source.officers
    facts = [Fact(name="Statement", inlines=text(listed(source.titles)))]
    if source.alone:
        facts += _who(officers[0])
    else:
        facts.append(Fact(name="To", inlines=text(listed(_everybody(source)) or "Nobody is named")))
    facts += [
        Fact(name="Monitoring point", inlines=text(f"{source.period.label}, to {day(source.period.end)}")),
        Fact(name="Compared with", inlines=text(f"{day(source.before.end)}, six months before")),
        Fact(name="Edition", inlines=text(f"{edition.name}, {day(edition.day)}")),
        Fact(name="Figures as known", inlines=text(f"{day(source.as_at.date())}, {source.as_at:%H:%M}")),
    ]
    if edition.note:
        facts.append(Fact(name="What is new", inlines=text(edition.note)))
    if council.contact:
        facts.append(Fact(name="Contact", inlines=text(council.contact)))
    sections = [_officer(one, source=source) for one in officers]
    title = f"Statement: {officers[0].title}" if source.alone else TITLE
    return Document(
        identifier=f"statement-{source.period.code}" + (f"-{officers[0].code.lower()}" if source.alone else ""),
        title=title,
        subtitle=f"{source.period.label}, to {day(source.period.end)}",
        authority=council.name,
        date=edition.day.isoformat(),
        edition=edition.name,
        author=council.name,
        summary=in_a_line(source.scored, what=f"{counted(len(officers), 'lead officer')},"),
        facts=tuple(facts),
        sections=tuple(sections if source.alone else [_summary(source), *sections]),
        marking=sentence(", ".join(words for words, holds in marks if holds)),
        colour=council.colour,
        keywords=("performance", "statement", source.period.label),
        licence=council.licence,
    )


def _everybody(source: StatementSource) -> list[str]:
    return list(dict.fromkeys(name for one in source.officers for name in (*one.members, *one.directors)))


def _who(one: LeadOfficer) -> list[Fact]:
    held = f"{one.title} ({one.holder})" if one.holder and one.holder != one.title else one.title
    return [
        Fact(name="Lead officer", inlines=text(held if one.holder else f"{one.title}: the post is vacant")),
        Fact(name="To the Cabinet member", inlines=text(listed(one.members) or "Nobody is named")),
        Fact(name="To the director", inlines=text(listed(one.directors) or "Nobody is named")),
    ]


def _summary(source: StatementSource) -> Section:
    rows = []
    for one in source.officers:
        codes = [followed.scored.shown_rating for followed in one.followed]
        late = sum(late_days(work) > 0 for _, work in one.work)
        cells = (len(one.items), *(codes.count(code) for code in COLOURS), late)
        rows.append(Row(cells=(words_cell(one.title), *(count_cell(count) for count in cells))))
    blocks: list[Block] = [
        Paragraph(inlines=text(in_a_line(source.scored, what=f"{counted(len(source.officers), 'lead officer')},")),
                  style="lead"),
        ratings(source.scored, identifier="ratings"),
        Table(
            identifier="officers",
            caption="What each lead officer answers for",
            short="Lead officers",
            columns=(
                Column(name="Lead officer", width=3.4),
                *(Column(name=word, kind="number") for word in ("Items", "Green", "Amber", "Red")),
                Column(name="Milestones slipped", kind="number", width=1.3),
            ),
            rows=tuple(rows),
            note="An indicator that two officers share counts for both. A milestone has slipped when it is done or "
            "expected after the day first promised, whatever was agreed since.",
        ),
    ]  # fmt: skip
    if source.nobody:
        names = [one.title for one in source.nobody]
        blocks.append(
            Callout(
                title="Nobody leads these",
                blocks=(Bullets(items=missing([("No lead officer", names)])),),
                tone="warning",
            )
        )
    if source.withheld:
        blocks.append(note(f"{counted(source.withheld, 'indicator is', 'indicators are')} for use inside the council "
                           "only, and not in this report."))  # fmt: skip
    return Section(identifier="summary", heading="Summary", blocks=tuple(blocks))


def _officer(one: LeadOfficer, *, source: StatementSource) -> Section:
    key = one.code.lower()
    scored = [followed.scored for followed in one.followed]
    blocks: list[Block] = [] if source.alone else [Facts(facts=tuple(_who(one)))]
    blocks.append(
        Paragraph(inlines=text(in_a_line(scored, what=f"{counted(len(one.items), 'item')},")), style="lead"),
    )
    blocks.append(_items(one, key=key))
    if scored:
        parts = [(_titled(item), item.followed) for item in one.items]
        blocks.append(
            figures_table(
                parts,
                identifier=f"figures-{key}",
                caption=_caption(one, "Indicators, against six months before"),
                short=f"{one.title}: figures",
                point=source.period,
            )
        )
    blocks += _slipped(one, key=key)
    planned = [item for item in one.followed if item.needs_action or (item.said and item.said.action_planned)]
    if planned:
        blocks.append(
            actions_table(
                planned,
                identifier=f"actions-{key}",
                caption=_caption(one, "Actions planned"),
                short=f"{one.title}: actions",
                taken=False,
            )
        )
    else:
        blocks.append(paragraph("No action is planned on any indicator, and none is Red or Amber without one."))
    blocks.append(_money(one, key=key))
    return Section(
        identifier=f"officer-{key}", heading=one.title, blocks=tuple(blocks), new_page=not source.alone
    )  # fmt: skip


def _items(one: LeadOfficer, *, key: str) -> Table:
    rows = []
    for item in one.items:
        spread = item.spread
        rest = sum(count for _, count in spread.others)
        counts = (spread.green, spread.amber, spread.red, rest)
        rows.append(Row(cells=(words_cell(_titled(item)), *(count_cell(count) for count in counts))))
    return Table(
        identifier=f"items-{key}",
        caption=_caption(one, "What is in and beneath each item, by rating"),
        short=f"{one.title}: items",
        columns=(
            Column(name="Item", width=4),
            *(Column(name=word, kind="number") for word in ("Green", "Amber", "Red", "Others")),
        ),
        rows=tuple(rows),
    )


def _slipped(one: LeadOfficer, *, key: str) -> list[Block]:
    late = [(item, work) for item, work in one.work if late_days(work) > 0]
    if not one.work:
        return [paragraph("There are no milestones.")]
    if not late:
        return [paragraph(f"None of {counted(len(one.work), 'milestone')} has slipped against its first promise.")]
    ordered = sorted(late, key=lambda pair: -late_days(pair[1]))
    return [
        work_table(
            [("", work) for _, work in ordered],
            identifier=f"work-{key}",
            caption=_caption(one, "Milestones that slipped against the first promise"),
            short=f"{one.title}: slipped",
            note=f"{len(late):,} of {counted(len(one.work), 'milestone')}. A moved day still counts as late.",
        )
    ]


def _money(one: LeadOfficer, *, key: str) -> Block:
    lines = [(item, line) for item in one.items for line in item.money if line.ring_fenced]
    if not lines:
        return paragraph("No money is ring-fenced for these items.")
    return Table(
        identifier=f"money-{key}",
        caption=_caption(one, "Ring-fenced money, which may be used for nothing else"),
        short=f"{one.title}: money",
        columns=(
            Column(name="Item", width=3),
            Column(name="What for", width=3),
            Column(name="Year", width=1),
            Column(name="Sum", kind="number", width=1.2, unit="money", decimals=0),
        ),
        rows=tuple(
            Row(
                cells=(
                    words_cell(_titled(item)),
                    words_cell(line.purpose or "No purpose is named"),
                    words_cell(line.period_label),
                    Cell(inlines=text(pounds(line.amount)), number=line.amount, unit="money", decimals=0),
                )
            )
            for item, line in lines
        ),
    )


def _caption(one: LeadOfficer, words: str) -> str:
    """A caption that no other officer's table has: tables are told apart by it where they are heard."""
    return f"{words} ({one.title})"


def _titled(one: LedItem) -> str:
    return f"{one.item.label} {one.item.title}" if one.item.label else one.item.title
