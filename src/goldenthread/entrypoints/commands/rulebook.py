"""`goldenthread rulebook`: the public pages "How we calculate this", made from the worked examples that are tested.

A source page is plain text: headings and paragraphs, and drawn tables. The line above a table, in square brackets, says
what is worked out (``[rate: scheme=floor, polarity=higher]``) and which columns are the same in every row; the double
bar parts what is given from what comes out. The tests run each row; this command turns each page into Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from goldenthread.entrypoints.commands.refusals import Finding, RefusedDataError, WrongUsageError

_DIRECTIVE = re.compile(r"^\[(?P<subject>[a-z_ ]+)(?::(?P<same>.*))?\]$")
_NOTE = "<!-- Generated from {source} by `goldenthread rulebook`. Change that page, never this one. -->"


@dataclass(frozen=True, kw_only=True)
class Example:
    """One row of a drawn table: what is given, what must come out, and where it is written."""

    subject: str
    given: dict[str, str]
    expected: dict[str, str]
    page: str
    line: int


@dataclass(frozen=True, kw_only=True)
class _Table:
    subject: str
    same: dict[str, str]
    given: list[str]
    expected: list[str]
    rows: list[tuple[int, list[str]]]


def rulebook(
    source: str = typer.Option("tests/rulebook", "--from", help="Folder of the worked examples."),
    out: str = typer.Option("docs/rulebook", "--out", "-o", help="Folder of the pages."),
    check: bool = typer.Option(False, "--check", help="Write nothing; say which pages are not up to date."),
) -> None:
    """Write the rulebook's pages from its worked examples.

    Example: goldenthread rulebook --check
    """
    pages = sorted(Path(source).glob("*.txt"))
    if not pages:
        raise WrongUsageError(f"There are no worked examples (*.txt) in {source}; run this in the project's folder.")
    stale: list[Finding] = []
    for page in pages:
        place, text = Path(out) / f"{page.stem}.md", as_markdown(page)
        if place.exists() and place.read_text(encoding="utf-8") == text:
            continue
        if check:
            stale.append(
                Finding(file=str(place), seen=f"it is not what {page} says.", what_to_do="Run: goldenthread rulebook")
            )
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    if stale:
        raise RefusedDataError(stale)


def examples(page: Path) -> list[Example]:
    """Every worked example of a source page, in order."""
    found: list[Example] = []
    for part in _parts(page):
        if isinstance(part, _Table):
            for line, cells in part.rows:
                given = dict(zip(part.given, cells, strict=False)) | part.same
                expected = dict(zip(part.expected, cells[len(part.given) :], strict=True))
                found.append(Example(subject=part.subject, given=given, expected=expected, page=page.name, line=line))
    return found


def as_markdown(page: Path) -> str:
    """A source page as Markdown: the same words, with each table in the Markdown way."""
    lines = [_NOTE.format(source=f"tests/rulebook/{page.name}"), ""]
    for part in _parts(page):
        lines.extend(_drawn(part) if isinstance(part, _Table) else [part])
    return "\n".join(lines).rstrip() + "\n"


def _drawn(table: _Table) -> list[str]:
    heads = [*table.given, *(f"→ {name}" for name in table.expected)]
    shown = [[_worded(name) for name in heads], ["---"] * len(heads), *(cells for _, cells in table.rows)]
    widths = [max(len(row[column]) for row in shown) for column in range(len(heads))]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + " |"
        for row in shown
    ]
    always = ", ".join(f"{_worded(name)}: {_worded(word)}" for name, word in table.same.items())
    return [*([f"In every row, {always}.", ""] if always else []), *drawn]


def _worded(name: str) -> str:
    return name.replace("_", " ")


def _parts(page: Path) -> Iterator[str | _Table]:
    """The page as lines of text and tables, checked as they are read."""
    lines = page.read_text(encoding="utf-8").splitlines()
    at = 0
    while at < len(lines):
        directive = _DIRECTIVE.match(lines[at])
        if directive is None:
            yield lines[at]
            at += 1
            continue
        end = at + 1
        while end < len(lines) and lines[end].startswith("|"):
            end += 1
        yield _table(page, directive, lines[at + 1 : end], first=at + 2)
        at = end


def _table(page: Path, directive: re.Match[str], drawn: list[str], *, first: int) -> _Table:
    if len(drawn) < 2 or drawn[0].count("||") != 1:
        raise ValueError(f"{page.name} line {first}: a table needs a heading with one double bar, and a row.")
    given, expected = ([_cell.strip() for _cell in half.strip("|").split("|")] for half in drawn[0].split("||"))
    rows: list[tuple[int, list[str]]] = []
    for line, text in enumerate(drawn[1:], start=first + 1):
        cells = [cell.strip() for cell in text.strip()[1:-1].replace("||", "|").split("|")]
        if len(cells) != len(given) + len(expected):
            raise ValueError(
                f"{page.name} line {line}: {len(cells)} cells under {len(given) + len(expected)} headings."
            )
        rows.append((line, cells))
    pairs = (pair.split("=", 1) for pair in (directive["same"] or "").split(",") if pair.strip())
    return _Table(
        subject=directive["subject"].strip(),
        same={name.strip(): word.strip() for name, word in pairs},
        given=given,
        expected=expected,
        rows=rows,
    )
