"""How to read the report: what each rating and each direction means here."""

from decimal import Decimal

from goldenthread.domain.organisation.rules import AuthorityRow
from goldenthread.domain.reporting.rules.source import Source
from goldenthread.domain.reporting.rules.words import direction_of, paragraph, rating_of, text, words_cell
from goldenthread.engines.charts.figures import plain
from goldenthread.engines.documents import Cell, Column, Row, Section, Table

_GREY = {
    "no_data": "There is no figure: it is late, or it cannot be had. The reason is given.",
    "not_due": "The figure is not due yet.",
    "no_target": "There is a figure but no target to rate it against.",
    "no_judgement": "Shown for information: neither more nor less is better.",
    "not_comparable": "The figure cannot be set against its target; the reason is given.",
}


def _colours(council: AuthorityRow) -> dict[str, str]:
    amount = plain(council.tolerance.normalize() if council.tolerance is not None else Decimal(0))
    by_scheme = {
        "floor": ("The floor standard is met, the target is not.", "The floor standard is not met."),
        "percent": (
            f"The target is missed by no more than {amount}% of the target.",
            f"The target is missed by more than {amount}% of the target.",
        ),
        "absolute": (
            f"The target is missed by no more than {amount}.",
            f"The target is missed by more than {amount}.",
        ),
        "last_year": (
            "The target is missed, but the figure is no worse than a year ago.",
            "The target is missed and the figure is worse than a year ago.",
        ),
        "met": ("Not used.", "The target is not met."),
        "range": ("Not used.", "Not used."),
    }
    amber, red = by_scheme[council.scheme]
    return {"green": "The target is met or beaten; exactly on the line counts as met.", "amber": amber, "red": red}


def _compared(source: Source) -> str:
    if source.council.direction_method == "trend":
        return (
            "The direction of travel is the trend over the latest figures, at most 36; the column “Compared with” in "
            "the tables holds the figure of the period before, or of the same period last year for one that adds up."
        )
    if source.council.direction_method == "last_year":
        before = "the figure of the same period last year"
    elif any(one.basis == "ytd" for one in source.now):
        before = (
            "the figure of the period before; for a figure that adds up over the year, of the same period last year"
        )
    else:
        before = "the figure of the period before"
    return f"The column “Compared with” in the tables holds what the direction of travel is judged against: {before}."


def how_to_read(source: Source) -> Section:
    """Return the key: word, shape and colour of each rating, and each direction, with what it means here.

    Only the states that occur in the report are listed, besides the three colours, which always are.
    """
    used = {one.shown_rating for one in [*source.now, *source.before]}
    meanings = _colours(source.council)
    meanings |= {
        "below": "An activity figure under the range that was expected. Not a judgement.",
        "within": "An activity figure inside the range that was expected.",
        "above": "An activity figure over the range that was expected. Not a judgement.",
    } | _GREY
    ratings = [code for code in meanings if code in used or code in ("green", "amber", "red")]
    named = {one.scheme for one in source.now if one.scheme not in (source.council.scheme, "range")}
    remark = (
        paragraph(
            "Some indicators have a rule of their own; the sentence under “Why” beside each rating always says which "
            "rule was used, with its numbers."
        ),
    )
    directions = {
        "improving": "Better than before, whichever way the figure itself moved.",
        "worsening": "Worse than before, whichever way the figure itself moved.",
        "same": "No real change.",
        "increasing": "The figure went up; no judgement is made.",
        "decreasing": "The figure went down; no judgement is made.",
        "not_enough_data": "There is no earlier figure to compare with.",
        "refused": "The figures cannot be compared; the reason is given.",
    }
    found = {one.direction for one in source.now}
    return Section(
        identifier="how-to-read",
        heading="How to read this report",
        new_page=True,
        blocks=(
            Table(
                identifier="key-ratings",
                caption="Ratings",
                columns=(Column(name="Rating", kind="rating", width=1), Column(name="What it means", width=4)),
                rows=tuple(
                    Row(cells=(Cell(inlines=(rating_of(code),)), words_cell(meanings[code]))) for code in ratings
                ),
            ),
            *(remark if named else ()),
            Table(
                identifier="key-directions",
                caption="Direction of travel",
                columns=(Column(name="Direction", kind="direction", width=1), Column(name="What it means", width=4)),
                rows=tuple(
                    Row(cells=(Cell(inlines=(direction_of(code),)), Cell(inlines=text(words))))
                    for code, words in directions.items()
                    if code in found or code in ("improving", "worsening", "same")
                ),
            ),
            paragraph(_compared(source)),
        ),
    )
