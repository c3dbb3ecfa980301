"""The end of the report: what is not rated and why, and what each indicator means and comes from."""

from collections.abc import Sequence

from goldenthread.domain.indicators.rules import DefinitionRow
from goldenthread.domain.reporting.rules.source import Source
from goldenthread.domain.reporting.rules.words import (
    day,
    how_many,
    paragraph,
    rating_of,
    sentence,
    text,
    why_unrated,
    words_cell,
)
from goldenthread.engines.documents import Cell, Column, Inline, Link, Paragraph, Row, Section, Table, Text
from goldenthread.engines.scoring import RATED

_GOOD = {
    "higher": "Higher is better",
    "lower": "Lower is better",
    "target": "Close to target is better",
    "none": "No judgement",
}
_BASIS = {
    "single": "One period",
    "snapshot": "Snapshot",
    "ytd": "Year to date",
    "rolling": "Rolling 12 months",
}


def not_rated(source: Source) -> Section:
    """Return what is not rated and why, activity indicators apart: those have a result of their own."""
    rows = [
        Row(cells=(words_cell(one.name), Cell(inlines=(rating_of(one.shown_rating),)), words_cell(why_unrated(one))))
        for one in source.shown
        if one.shown_rating not in RATED and one.shown_rating not in ("below", "within", "above")
    ]
    if not rows:
        return Section(
            identifier="not-rated",
            heading="What is not rated and why",
            new_page=True,
            blocks=(
                paragraph(
                    "Every indicator shown in this report is rated or set against its expected range."
                    if source.view != "full"
                    else "Every indicator in this report is rated or set against its expected range."
                    if source.now
                    else "There are no indicators in this quarter."
                ),
                *_withheld(source),
            ),
        )
    return Section(
        identifier="not-rated",
        heading="What is not rated and why",
        new_page=True,
        blocks=(
            paragraph("These indicators are not counted as Green, Amber or Red, and no share includes them."),
            Table(
                identifier="not-rated",
                caption="Indicators that are not rated",
                short="Not rated",
                columns=(
                    Column(name="Indicator", width=2.4),
                    Column(name="State", kind="rating", width=1.3),
                    Column(name="Why", width=3.6),
                ),
                rows=tuple(rows),
            ),
            *_withheld(source),
        ),
    )


def _withheld(source: Source) -> tuple[Paragraph, ...]:
    """Say how many indicators the report leaves out because they are not for publication: silence would mislead."""
    if not source.withheld:
        return ()
    verb = "is" if source.withheld == 1 else "are"
    many = sentence(how_many(source.withheld, "indicator"))
    return (paragraph(f"{many} {verb} for use inside the council only, and {verb} not in this report."),)


def definitions(source: Source) -> Section:
    """Return the definition and source of every indicator, in force in the period it reports."""
    rows = []
    for one in source.shown:
        known = source.definitions.get(one.reference, ())
        held = next((row for row in known if row.id == one.definition_id), None)
        rows.append(
            Row(
                cells=(
                    words_cell(f"{one.reference} {one.name}"),
                    words_cell(_meaning(held, known)),
                    words_cell(f"{_GOOD[one.polarity]}. {_BASIS[one.basis]}."),
                    Cell(inlines=_source(held)),
                )
            )
        )
    if not rows:
        return Section(
            identifier="definitions",
            heading="Definitions and sources",
            new_page=True,
            blocks=(
                paragraph(
                    "No indicator belongs to this view." if source.now else "There are no indicators in this quarter."
                ),
            ),
        )
    return Section(
        identifier="definitions",
        heading="Definitions and sources",
        new_page=True,
        blocks=(
            Table(
                identifier="definitions",
                caption="What each indicator means and where its figures come from",
                short="Definitions and sources",
                columns=(
                    Column(name="Indicator", width=2),
                    Column(name="Definition", width=3.4),
                    Column(name="How to read it", width=1.4),
                    Column(name="Source", width=1.8),
                ),
                rows=tuple(rows),
            ),
        ),
    )


def _meaning(held: DefinitionRow | None, known: Sequence[DefinitionRow]) -> str:
    if held is None:
        return "No definition is recorded."
    words = [held.description]
    if held.numerator_label and held.denominator_label:
        words.append(f"Counted as: {held.numerator_label} / {held.denominator_label}.")
    changed = [row.valid_from for row in known if row.breaks_series and row.valid_from <= held.valid_from]
    if changed:
        words.append(f"The definition changed on {day(changed[-1])}: earlier figures are not comparable.")
    return " ".join(words)


def _source(held: DefinitionRow | None) -> tuple[Inline, ...]:
    if held is None or not (held.source or held.source_url):
        return text("Not stated")
    if not held.source_url:
        return text(held.source)
    parts: list[Inline] = [Text(text=f"{held.source}: ")] if held.source else []
    return (*parts, Link(text="where the figures were published", href=held.source_url))
