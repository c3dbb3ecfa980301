"""A document as a PDF that everybody can read, for ever: tagged (PDF/UA-1) and made for the archive (PDF/A-2a)."""

import datetime
import json
from pathlib import Path
from typing import Any

from goldenthread.engines.documents import Document
from goldenthread.engines.rendering.pdf_contents import contents
from goldenthread.engines.rendering.pdf_letters import book
from goldenthread.engines.rendering.pdf_tags import finished

_TEMPLATE = Path(__file__).with_name("pdf_template.typ")


class PdfError(RuntimeError):
    """The report could not be set as an accessible PDF; the message says what stood in the way."""


def to_pdf(document: Document) -> bytes:
    """Return ``document`` as PDF/UA-1 and PDF/A-2a: cover, contents with page numbers, sections, running heads.

    The words travel as data into a fixed Typst template, so that nothing written in a report can be code. The date
    in the file is ``document.date``; the same document gives the same bytes on any day and in any time zone.
    Raises :class:`PdfError` when Typst refuses it, and
    :class:`~goldenthread.engines.rendering.fonts.FontError` when the fonts have not been made.
    """
    import typst

    try:
        made = _set(contents(document))
    except typst.TypstError:
        try:
            made = _set(contents(document, strict=True))
        except typst.TypstError as error:
            raise PdfError(
                f"The report “{document.title}” could not be made into an accessible PDF: {error}"
            ) from error
    return finished(made)


def _set(data: dict[str, Any]) -> bytes:
    import typst

    year, month, day = data["day"]
    made = typst.Compiler(_TEMPLATE.read_bytes(), font_paths=book()).compile(
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
        sys_inputs={"data": json.dumps(data, sort_keys=True)},
        timestamp=datetime.datetime(year, month, day, tzinfo=datetime.UTC),
    )
    if not isinstance(made, bytes):
        raise PdfError("Typst gave something other than one file. Report this with the document.")
    return made
