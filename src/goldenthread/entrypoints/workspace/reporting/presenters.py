"""Editions as pages list them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from goldenthread.domain.reporting.queries import VIEWS, EditionRow
from goldenthread.engines.periods import Kind, Period, containing, from_code, previous

DRAFT_NAMES = {
    "exceptions": "Draft exception report",
    "agreement": "Draft agreement report",
    "statement": "Draft report of lead officers",
}
"""What the draft of a report is called on its page, where it is not simply the report."""
FORMAT_WORDS = {"html": "Web page (HTML)", "pdf": "PDF", "docx": "Word", "xlsx": "Excel"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionLine:
    """An edition, its downloads, and whether the public can read it."""

    id: int
    title: str
    period: str
    number: int
    frozen_at: datetime
    frozen_by: str
    published_at: datetime | None
    digest: str
    formats: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewLink:
    """A view of the same report."""

    name: str
    url: str
    current: bool


def view_links(current: str) -> list[ViewLink]:
    """Return the views of the quarterly report, the current one marked."""
    return [
        ViewLink(name=name, url=f"?view={code}" if code != "full" else "?", current=code == current)
        for code, name in VIEWS.items()
    ]


def draft_names(reports: Sequence[str]) -> list[tuple[str, str]]:
    """Return reports with what their drafts are called."""
    return [(report, DRAFT_NAMES[report]) for report in reports]


def half_year(quarter: str) -> Period:
    """Return the latest half-year that was over at the end of a quarter (its code)."""
    end = from_code(quarter).end
    half = containing(end, kind=Kind.HALF_YEAR)
    return half if half.end <= end else previous(half)


def edition_line(row: EditionRow) -> EditionLine:
    """Return one edition ready to be shown."""
    return EditionLine(
        id=row.id,
        title=row.title,
        period=row.period_label,
        number=row.number,
        frozen_at=row.frozen_at,
        frozen_by=row.frozen_by,
        published_at=row.published_at,
        digest=row.digest,
        formats=[(code, FORMAT_WORDS.get(code, code.upper())) for code in row.formats],
    )


def edition_lines(rows: Sequence[EditionRow]) -> list[EditionLine]:
    """Return editions in the order given."""
    return [edition_line(row) for row in rows]
