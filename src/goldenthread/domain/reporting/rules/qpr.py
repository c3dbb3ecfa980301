"""The Quarterly Performance Report: every part in its place."""

from collections.abc import Sequence

from goldenthread.domain.assessment.rules import Scored, Summary, summary
from goldenthread.domain.reporting.rules.annex import definitions, not_rated
from goldenthread.domain.reporting.rules.key import how_to_read
from goldenthread.domain.reporting.rules.parts import part_section
from goldenthread.domain.reporting.rules.source import Source
from goldenthread.domain.reporting.rules.summary import executive_summary
from goldenthread.domain.reporting.rules.words import counted, day, listed, quarter_words, sentence, text
from goldenthread.engines.documents import Document, Fact
from goldenthread.engines.scoring import RATED, RATING_WORDS

TITLE = "Quarterly Performance Report"


def compose(source: Source) -> Document:
    """Return the report of one quarter as a document: the same source always gives the same document.

    Parts of the council are its directorates; a council with one directorate or none is told by committee. Source:
    the Quarterly Performance Report of Kent County Council, 2011 (papers 001 and 004).
    """
    groups = grouped(source.now)
    shown = {one.reference for one in source.shown}
    council, edition = source.council, source.edition
    those = summary(source.now)
    marking = sentence(
        ", ".join(
            words
            for words, holds in (("draft", edition.draft), ("illustrative figures", council.illustrative))
            if holds
        )
    )
    facts = [
        Fact(name="Period", inlines=text(quarter_words(source.period))),
        Fact(name="Edition", inlines=text(f"{edition.name}, {day(edition.day)}")),
        Fact(name="Figures as known", inlines=text(f"{day(source.as_at.date())}, {source.as_at:%H:%M}")),
    ]
    if source.view != "full":
        facts.append(Fact(name="View", inlines=text(view_sentence(source))))
    if edition.note:
        facts.append(Fact(name="What is new", inlines=text(edition.note)))
    if council.contact:
        facts.append(Fact(name="Contact", inlines=text(council.contact)))
    return Document(
        identifier=f"qpr-{source.period.code}",
        title=title_of_view(source.view),
        subtitle=quarter_words(source.period),
        authority=council.name,
        date=edition.day.isoformat(),
        edition=edition.name,
        author=council.name,
        summary=_in_one_line(those),
        facts=tuple(facts),
        sections=(
            executive_summary(source, groups=groups),
            how_to_read(source),
            *(
                part_section(source, name=name, number=number, scored=scored)
                for number, (name, scored) in enumerate(groups, start=1)
                if any(one.reference in shown for one in scored)
            ),
            not_rated(source),
            definitions(source),
        ),
        marking=marking,
        colour=council.colour,
        keywords=("performance", "quarterly report", source.period.label),
        licence=council.licence,
    )


def title_of_view(view: str) -> str:
    """Return the title of the report in a view: the name of the view stands in it, so that none is taken for all."""
    return {"exception": f"{TITLE}: exceptions", "strategic": f"{TITLE}: strategic indicators"}.get(view, TITLE)


def view_sentence(source: Source) -> str:
    """Say what a view shows one by one, and that its counts are of the whole."""
    which = {
        "exception": "Red, Amber and worsening, or late",
        "strategic": "strategic",
    }[source.view]
    number, whole = len(source.shown), counted(len(source.now), "indicator")
    return f"Shows the {number:,} of {whole} that are {which}. Counts are of all {len(source.now):,}."


def _in_one_line(those: Summary) -> str:
    if not those.total:
        return "There are no indicators in this quarter."
    whole = counted(those.total, "indicator")
    if not those.rated:
        return f"{whole}, none rated."
    ratings = listed([f"{those.counts[code]} {RATING_WORDS[code].word}" for code in RATED])
    return f"{whole}, {those.rated} rated: {ratings}."


def grouped(scored: Sequence[Scored]) -> list[tuple[str, Sequence[Scored]]]:
    """Return the indicators by directorate, or by committee where there is only one directorate, in their order."""
    directorates = {one.directorate_code for one in scored}
    committees = {one.committee_code for one in scored if one.committee_code}
    by_committee = len(directorates) < 2 and len(committees) > 1
    groups: dict[str, list[Scored]] = {}
    for one in scored:
        name = (one.committee_name or "No committee") if by_committee else one.directorate_name
        groups.setdefault(name, []).append(one)
    return list(groups.items())
