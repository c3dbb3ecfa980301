"""A document in, bytes out: the same words and figures as a page, a PDF, a Word file and a workbook."""

from dataclasses import dataclass
from typing import Literal, get_args

from goldenthread.engines.documents import Document

Format = Literal["html", "pdf", "docx", "xlsx"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """What a format is called: ``name`` for people, ``ending`` with its dot for files, ``media_type`` for browsers."""

    name: str
    ending: str
    media_type: str


FORMATS: dict[Format, FileFormat] = {
    "html": FileFormat(name="Web page", ending=".html", media_type="text/html; charset=utf-8"),
    "pdf": FileFormat(name="PDF", ending=".pdf", media_type="application/pdf"),
    "docx": FileFormat(
        name="Word document",
        ending=".docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": FileFormat(
        name="Excel workbook",
        ending=".xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
"""Every format a report can be had in, in the order in which they are offered."""


class FormatError(ValueError):
    """A format was asked for that no report can be had in."""


def render(document: Document, *, format: Format) -> bytes:  # noqa: A002 - "format" is the word a caller looks for
    """Return ``document`` as the bytes of a file in ``format``: the same document gives the same bytes, any day.

    Raises :class:`FormatError` for an unknown format. Only the asked-for format's libraries are loaded.
    """
    if format == "html":
        from goldenthread.engines.rendering.html import to_html

        return to_html(document)
    if format == "pdf":
        from goldenthread.engines.rendering.pdf import to_pdf

        return to_pdf(document)
    if format == "docx":
        from goldenthread.engines.rendering.word import to_docx

        return to_docx(document)
    if format == "xlsx":
        from goldenthread.engines.rendering.excel import to_xlsx

        return to_xlsx(document)
    offered = ", ".join(get_args(Format))
    raise FormatError(f"There is no report format “{format}”. Choose one of: {offered}.")


__all__ = ["FORMATS", "FileFormat", "Format", "FormatError", "render"]
