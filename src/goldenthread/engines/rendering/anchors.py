"""Where links may lead: to the web, to a mailbox, or to a part of the same document that is really there."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from goldenthread.engines.documents import Document, Figure, Section, Spread, Table


def walk(sections: tuple[Section, ...], *, level: int = 1) -> Iterator[tuple[Section, int]]:
    """Yield every section with its depth, in reading order."""
    for section in sections:
        yield section, level
        yield from walk(section.sections, level=level + 1)


def anchors(document: Document) -> frozenset[str]:
    """Return the identifiers that a link inside ``document`` can lead to."""
    found = set()
    for section, _ in walk(document.sections):
        found.add(section.identifier)
        for block in section.blocks:
            if isinstance(block, Table | Spread):
                found.add(block.identifier)
            elif isinstance(block, Figure):
                found.add(block.chart.identifier)
    return frozenset(found - {""})


def safe_href(href: str, *, inside: frozenset[str]) -> str:
    """Return ``href`` when a reader may follow it, otherwise nothing: the words then stand without a link.

    Allowed are full ``http``, ``https`` and ``mailto`` addresses without spaces or control characters, and ``#name``
    for a name in ``inside``. A script, a file or a local address never becomes a link.
    """
    if href.startswith("#"):
        return href if href[1:] in inside else ""
    if any(letter.isspace() or not letter.isprintable() for letter in href):
        return ""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.scheme in {"http", "https"} and parts.netloc:
        return href
    return href if parts.scheme == "mailto" and "@" in parts.path else ""
