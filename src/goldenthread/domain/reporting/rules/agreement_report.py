"""The six-monthly report of a partnership agreement as a document."""

from goldenthread.domain.reporting.rules.agreement import Agreement, AgreementSource, gaps, granted
from goldenthread.domain.reporting.rules.half_yearly import (
    actions_table,
    figures_table,
    in_a_line,
    missing,
    ratings,
    work_table,
)
from goldenthread.domain.reporting.rules.monitored import Followed, pounds
from goldenthread.domain.reporting.rules.words import (
    count_cell,
    counted,
    day,
    listed,
    note,
    paragraph,
    sentence,
    shown,
    text,
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
    Paragraph,
    Row,
    Section,
    Table,
)

TITLE = "Report on the partnership agreement"


def compose_agreement(source: AgreementSource) -> Document:
    """Return the report of the agreements at one monitoring point: the same source always gives the same document.

    Source: requirements S16.
    """
    council, edition = source.council, source.edition
    marks = (("draft", edition.draft), ("illustrative figures", council.illustrative))
    facts = [
        Fact(name="Agreement", inlines=text(listed([deal.plan.title for deal in source.agreements]))),
        Fact(name="Monitoring point", inlines=text(f"{source.period.label}, to {day(source.period.end)}")),
        Fact(name="Compared with", inlines=text(f"{day(source.agreements[0].before.end)}, six months before")),
        Fact(name="Edition", inlines=text(f"{edition.name}, {day(edition.day)}")),
        Fact(name="Figures as known", inlines=text(f"{day(source.as_at.date())}, {source.as_at:%H:%M}")),
    ]
    if edition.note:
        facts.append(Fact(name="What is new", inlines=text(edition.note)))
    if council.contact:
        facts.append(Fact(name="Contact", inlines=text(council.contact)))
    many = len(source.agreements) > 1
    sections = [
        section
        for place, deal in enumerate(source.agreements, start=1)
        for section in _sections(deal, key=f"{place}-" if many else "", name=f"{deal.plan.title}: " if many else "")
    ]
    return Document(
        identifier=f"agreement-{source.period.code}",
        title=TITLE,
        subtitle=f"{source.period.label}, to {day(source.period.end)}",
        authority=council.name,
        date=edition.day.isoformat(),
        edition=edition.name,
        author=council.name,
        summary=in_a_line(source.scored, what="The agreement has"),
        facts=tuple(facts),
        sections=tuple(sections),
        marking=sentence(", ".join(words for words, holds in marks if holds)),
        colour=council.colour,
        keywords=("performance", "partnership agreement", source.period.label),
        licence=council.licence,
    )


def _sections(deal: Agreement, *, key: str, name: str) -> list[Section]:
    found = [_summary(deal, key=key, name=name)]
    if any(one.earned for one in _with_targets(deal)):
        found.append(_stretch(deal, key=key, name=name))
    found += [_lead(deal, lead, key=f"{key}{place}", name=name) for place, lead in enumerate(deal.leads, start=1)]
    return found


def _with_targets(deal: Agreement) -> list[Followed]:
    return [one for outcome in deal.outcomes for one in outcome.followed if one.earned is not None]


def _summary(deal: Agreement, *, key: str, name: str) -> Section:
    every = deal.followed
    scored = [one.scored for one in every]
    blocks: list[Block] = [
        Paragraph(inlines=text(in_a_line(scored, what=f"{counted(len(deal.outcomes), 'outcome')},")), style="lead"),
        ratings(scored, identifier=f"{key}ratings"),
    ]
    ways = [one.direction for one in every]
    items = [
        (
            f"Against six months before, {counted(ways.count('improving'), 'is', 'are')} better, "
            f"{ways.count('worsening'):,} worse and {ways.count('same'):,} the same; "
            f"{len(every) - sum(ways.count(code) for code in ('improving', 'worsening', 'same')):,} cannot be compared."
        )
    ]
    if (paid := granted(_with_targets(deal))) is not None:
        items.append(f"On the latest figures {pounds(paid[0])} of {pounds(paid[1])} reward grant is earned.")
    late = [work for outcome in deal.outcomes for work in outcome.work if work.rating == "red"]
    whole = sum(len(outcome.work) for outcome in deal.outcomes)
    if whole:
        items.append(f"{len(late):,} of {counted(whole, 'milestone')} {'is' if len(late) == 1 else 'are'} Red.")
    blocks.append(Bullets(items=tuple(text(item) for item in items)))
    if lacking := gaps(deal):
        blocks.append(
            Callout(title="What is missing", blocks=(Bullets(items=missing(lacking)),), tone="warning"),
        )
    blocks.append(_leads(deal, key=key))
    if deal.withheld:
        blocks.append(note(f"{counted(deal.withheld, 'indicator is', 'indicators are')} for use inside the council "
                           "only, and not in this report."))  # fmt: skip
    return Section(identifier=f"{key}summary", heading=f"{name}Summary", blocks=tuple(blocks))


def _leads(deal: Agreement, *, key: str) -> Table:
    rows = []
    for lead in deal.leads:
        mine = deal.of(lead)
        codes = [one.scored.shown_rating for outcome in mine for one in outcome.followed]
        counts = [codes.count(code) for code in ("green", "amber", "red")]
        cells = [len(mine), *counts, len(codes) - sum(counts)]
        rows.append(Row(cells=(words_cell(lead), *(count_cell(count) for count in cells))))
    return Table(
        identifier=f"{key}leads",
        caption="Who leads, and how their indicators stand",
        short="Lead partners",
        columns=(
            Column(name="Lead partner", width=3),
            *(Column(name=word, kind="number") for word in ("Outcomes", "Green", "Amber", "Red", "Not rated")),
        ),
        rows=tuple(rows),
    )


def _stretch(deal: Agreement, *, key: str, name: str) -> Section:
    rows = []
    for outcome in deal.outcomes:
        for one in outcome.followed:
            if one.earned is None:
                continue
            target, scored = one.earned.target, one.scored
            rows.append(
                Row(
                    cells=(
                        words_cell(scored.name),
                        words_cell(shown(target.without_deal, scored)),
                        words_cell(shown(target.stretch, scored)),
                        value_cell(scored),
                        Cell(
                            inlines=text("–" if one.earned.grant is None else pounds(one.earned.grant)),
                            number=one.earned.grant,
                            unit="" if one.earned.grant is None else "money",
                            decimals=None if one.earned.grant is None else 2,
                        ),
                        words_cell(one.earned.sentence),
                    ),
                    group=outcome.lead,
                )
            )
    return Section(
        identifier=f"{key}stretch",
        heading=f"{name}Stretch targets and reward grant",
        blocks=(
            Table(
                identifier=f"{key}stretch",
                caption="What each stretch target has earned by its latest figure",
                short="Stretch targets",
                columns=(
                    Column(name="Indicator", width=2.4),
                    Column(name="Without the deal", kind="number", width=1.1),
                    Column(name="Stretch", kind="number", width=1),
                    Column(name="Latest", kind="number", width=1),
                    Column(name="Grant", kind="number", width=1.1),
                    Column(name="Why", width=3),
                ),
                rows=tuple(rows),
                note="The grant is the part of the stretch that is reached, from 60% on, times the target’s part of "
                "the pot. What counts in the end is the figure on the last day of the agreement.",
            ),
        ),
    )


def _lead(deal: Agreement, lead: str, *, key: str, name: str) -> Section:
    mine = deal.of(lead)
    parts = [(_titled(outcome.item.label, outcome.item.title), outcome.followed) for outcome in mine]
    followed = list({one.scored.reference: one for _, many in parts for one in many}.values())
    blocks: list[Block] = []
    if followed:
        blocks.append(
            figures_table(
                parts, identifier=f"figures-{key}", caption=f"Outcomes led by {lead}", short=lead, point=deal.period
            )
        )
        said = [one for one in followed if one.acted or one.needs_action]
        if said:
            blocks.append(
                actions_table(
                    said,
                    identifier=f"actions-{key}",
                    caption=f"What {lead} has done and will do",
                    short=f"{lead}: actions",
                )
            )
        quiet = len(followed) - len(said)
        if quiet:
            blocks.append(
                note(f"No action was recorded on {counted(quiet, 'other indicator')}, none of them Red or Amber.")
            )
    bare = [outcome.item.title for outcome in mine if not outcome.followed]
    if bare:
        blocks.append(paragraph(f"Measured by no indicator: {listed(bare)}."))
    work = [(_titled(outcome.item.label, outcome.item.title), one) for outcome in mine for one in outcome.work]
    if work:
        blocks.append(
            work_table(work, identifier=f"work-{key}", caption=f"Milestones of {lead}", short=f"{lead}: milestones")
        )
    return Section(identifier=f"lead-{key}", heading=f"{name}{lead}", blocks=tuple(blocks))


def _titled(label: str, title: str) -> str:
    return f"{label}. {title}" if label else title
