"""Words on their way into an office file: what XML cannot hold is left out, and a date reads as a date."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from goldenthread.engines.charts.marks import ARROW_TEXT, direction_arrow
from goldenthread.engines.documents.model import (
    Block,
    Bullets,
    Callout,
    Direction,
    Document,
    Facts,
    Inline,
    Paragraph,
    Rating,
    Section,
    Table,
)

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"\s*[\t\r\n]+\s*")

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def clean(text: str) -> str:
    """Return ``text`` on one line and without the control characters that XML 1.0 has no way to write."""
    return _SPACES.sub(" ", _NOT_XML.sub("", text))


def words(inlines: Iterable[Inline]) -> str:
    """Return what is read aloud: the words alone, without shapes, arrows, colours and addresses."""
    return clean("".join(part.word if isinstance(part, Rating | Direction) else part.text for part in inlines)).strip()


def day(iso: str) -> str:
    """Return an ISO day as a reader writes it, "1 July 2022". Anything else is returned as it came."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def as_day(text: str) -> datetime | None:
    """Return the day that "1 July 2022" or "2022-07-01" means, at midnight; None for any other words."""
    match = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", text)
    try:
        if match and match[2] in _MONTHS:
            return datetime(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))  # noqa: DTZ001 - a day has no zone
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return datetime.fromisoformat(text)
    except ValueError:
        return None
    return None


def moment(document: Document) -> datetime:
    """Return midnight UTC of the edition's day: the only moment that a file's metadata may name.

    Raises :class:`ValueError` when ``document.date`` is not an ISO day.
    """
    try:
        return datetime.strptime(document.date, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise ValueError(
            f"The date of the document is “{document.date}”. It must be a day such as 2022-07-01, because it is "
            "written into the file."
        ) from error


def source_line(source: str) -> str:
    """Return the line that names a source, "Source: …"; nothing for no source, and never the word twice."""
    plain = clean(source).strip()
    return plain if not plain or plain.lower().startswith("source") else f"Source: {plain}"


def arrow(code: str) -> str:
    """Return the arrow character of a direction code; an en dash where no direction can be named."""
    return ARROW_TEXT[direction_arrow(code)] or "–"


def safe_address(href: str) -> bool:
    """Whether ``href`` may become a link in a file: a web page or an e-mail address, never a script or a local file."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return (parts.scheme in ("http", "https") and bool(parts.netloc)) or (parts.scheme == "mailto" and bool(parts.path))


def walk(sections: Iterable[Section], *, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Section]]:
    """Yield every section in reading order with the headings that lead to it, its own last."""
    for section in sections:
        here = (*path, clean(section.heading).strip())
        yield here, section
        yield from walk(section.sections, path=here)


def blocks(document: Document) -> Iterator[tuple[tuple[str, ...], Block]]:
    """Yield every block in reading order with the headings that lead to it; a callout's own blocks stay in it."""
    for path, section in walk(document.sections):
        for block in section.blocks:
            yield path, block


def all_inlines(document: Document) -> Iterator[Inline]:
    """Yield every run of words of the document, in reading order."""

    def of(block: Block) -> Iterator[Inline]:
        if isinstance(block, Paragraph):
            yield from block.inlines
        elif isinstance(block, Bullets):
            for item in block.items:
                yield from item
        elif isinstance(block, Facts):
            for fact in block.facts:
                yield from fact.inlines
        elif isinstance(block, Callout):
            for inner in block.blocks:
                yield from of(inner)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.inlines

    for fact in document.facts:
        yield from fact.inlines
    for _, block in blocks(document):
        yield from of(block)
