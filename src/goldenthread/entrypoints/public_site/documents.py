"""Published reports: the page, the files. What is not published is not found."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from goldenthread.domain.reporting import queries
from goldenthread.engines.rendering.html import to_html_body

FORMAT_WORDS = {"html": "web page (HTML)", "pdf": "PDF", "docx": "Word", "xlsx": "Excel"}


def _row(period: str, number: int, *, name: str) -> queries.EditionRow:
    try:
        return queries.edition_of(period=period, number=number, report=name, published_only=True)
    except queries.EditionNotFoundError as error:
        raise Http404("There is no such published report.") from error


def address_of(row: queries.EditionRow, kind: str = "") -> str:
    """Return the address of a published edition, or of one of its files: that of the quarterly report is the short."""
    other = row.report != "qpr"
    page = f"public_site:{'other_' if other else ''}report{'_file' if kind else ''}"
    known: list[object] = [row.period_code, *([row.report] if other else []), row.number, *([kind] if kind else [])]
    return reverse(page, args=known)


def _formats(row: queries.EditionRow) -> list[tuple[str, str]]:
    return [(address_of(row, code), FORMAT_WORDS[code]) for code in row.formats]


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """List the published editions, newest first."""
    rows = queries.editions(published_only=True)
    return render(
        request,
        "public_site/reports.html",
        {
            "page_title": "Reports",
            "editions": [{"row": row, "url": address_of(row), "formats": _formats(row)} for row in rows],
        },
    )


@require_safe
def report(request: HttpRequest, period: str, number: int, name: str = "qpr") -> HttpResponse:
    """Show a published edition, exactly as it was frozen."""
    row = _row(period, number, name=name)
    document = queries.edition_document(edition=row.id, published_only=True)
    return render(
        request,
        "public_site/report.html",
        {
            "page_title": f"{row.title}, {row.period_label}",
            "page_description": document.summary,
            "crumbs": [
                {"name": "Reports", "url": reverse("public_site:reports")},
                {"name": f"{row.period_label}, edition {row.number}"},
            ],
            "edition": row,
            "formats": _formats(row),
            "body": mark_safe(to_html_body(document)),  # noqa: S308 - the renderer escapes every word
        },
    )


@require_safe
def report_file(request: HttpRequest, period: str, number: int, kind: str, name: str = "qpr") -> HttpResponse:
    """Download one format of a published edition."""
    row = _row(period, number, name=name)
    if kind not in row.formats:
        raise Http404("This report has no such format.")
    found = queries.edition_file(edition=row.id, format=kind, published_only=True)
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Content-Disposition"] = f'attachment; filename="{found.file_name}"'
    return response
