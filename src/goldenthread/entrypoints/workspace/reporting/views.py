"""Reports: read the draft, freeze it, download editions, publish them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from goldenthread.design.periods import chosen
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.reporting import operations, queries
from goldenthread.engines.documents.model import Document
from goldenthread.engines.periods import PeriodError, from_code
from goldenthread.engines.rendering.html import to_html_body
from goldenthread.entrypoints.workspace.reporting import presenters
from goldenthread.entrypoints.workspace.reporting.forms import FreezeForm

_CRUMB = "Reports"


def _draft(period: str, *, report: str, view: str) -> Document:
    try:
        return queries.document(period=period, as_at=timezone.now(), report=report, view=view)
    except (LookupError, PeriodError, ValueError) as error:
        raise Http404(str(error)) from error


def _row(edition: int) -> queries.EditionRow:
    try:
        return queries.edition(edition=edition)
    except queries.EditionNotFoundError as error:
        raise Http404(str(error)) from error


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """List the editions, and the quarters whose draft can be read."""
    periods = assessment.reporting_periods()
    rows = queries.editions(published_only=False)
    frozen = {row.period_code for row in rows if row.report == "qpr"}
    current = chosen(periods, code="", today=timezone.localdate())
    half = presenters.half_year(current.code) if current else None
    return render(
        request,
        "workspace/reporting/reports.html",
        {
            "page_title": "Reports",
            "current": current,
            "is_frozen": current is not None and current.code in frozen,
            "drafts": periods[:8],
            "half": half,
            "six_monthly": presenters.draft_names(queries.six_monthly_on(half.end)) if half else [],
            "editions": presenters.edition_lines(rows),
        },
    )


def _asked(given: QueryDict) -> tuple[str, str]:
    """Return which report and which view of it is asked for; what is not known is not found."""
    report, view = given.get("report") or "qpr", given.get("view") or "full"
    if report not in queries.REPORTS or view not in queries.VIEWS or (report != "qpr" and view != "full"):
        raise Http404("There is no such report or view.")
    return report, view


@require_safe
def draft(request: HttpRequest, period: str) -> HttpResponse:
    """Show the report as it would be frozen now."""
    report, view = _asked(request.GET)
    return _draft_page(request, period, report=report, view=view, form=None)


def _draft_page(request: HttpRequest, period: str, *, report: str, view: str, form: FreezeForm | None) -> HttpResponse:
    document = _draft(period, report=report, view=view)
    number = queries.next_number(report=report, period=period)
    name = presenters.DRAFT_NAMES.get(report, "Draft report")
    return render(
        request,
        "workspace/reporting/draft.html",
        {
            "page_title": f"{name}, {from_code(period).label}",
            "page_error": form is not None,
            "crumbs": [{"name": _CRUMB, "url": reverse("workspace:reports")}, {"name": "Draft"}],
            "label": from_code(period).label,
            "name": name,
            "body": mark_safe(to_html_body(document, heading_level=2)),  # noqa: S308 - the renderer escapes every word
            "period": period,
            "report": report,
            "view": view,
            "views": presenters.view_links(view) if report == "qpr" else [],
            "number": number,
            "form": form or FreezeForm(number=number),
        },
    )


@require_POST
def freeze(request: HttpRequest, period: str) -> HttpResponse:
    """Freeze the draft as the next edition: from then on nothing changes it."""
    report, view = _asked(request.POST)
    number = queries.next_number(report=report, period=period)
    form = FreezeForm(request.POST, number=number)
    if not form.is_valid():
        return _draft_page(request, period, report=report, view=view, form=form)
    try:
        made = operations.freeze(
            period=period,
            by=request.user,
            at=timezone.now(),
            note=form.cleaned_data["note"],
            report=report,
            view=view,
        )
    except operations.FreezeError as error:
        form.add_error("note", str(error))
        return _draft_page(request, period, report=report, view=view, form=form)
    except (LookupError, PeriodError) as error:
        raise Http404(str(error)) from error
    messages.success(request, f"Edition {made.number} is frozen. Later corrections will not change it.")
    return redirect("workspace:edition", edition=made.id)


@require_safe
def edition(request: HttpRequest, edition: int) -> HttpResponse:
    """Show one edition with its downloads and its seal."""
    row = _row(edition)
    document = queries.edition_document(edition=edition, published_only=False)
    return render(
        request,
        "workspace/reporting/edition.html",
        {
            "page_title": f"{row.title}, edition {row.number}",
            "crumbs": [{"name": _CRUMB, "url": reverse("workspace:reports")}, {"name": f"Edition {row.number}"}],
            "edition": presenters.edition_line(row),
            "body": mark_safe(to_html_body(document, heading_level=2)),  # noqa: S308 - the renderer escapes every word
        },
    )


@require_POST
def publish(request: HttpRequest, edition: int) -> HttpResponse:
    """Make an edition public."""
    row = _row(edition)
    if row.published_at is None:
        operations.publish(edition=edition, by=request.user, at=timezone.now())
        messages.success(request, f"Edition {row.number} is public now.")
    return redirect("workspace:edition", edition=edition)


@require_safe
def edition_file(request: HttpRequest, edition: int, kind: str) -> HttpResponse:
    """Download one format of an edition: the very bytes that were made when it was frozen."""
    row = _row(edition)
    if kind not in row.formats:
        raise Http404("This edition has no such format.")
    content = queries.edition_file(edition=edition, format=kind, published_only=False)
    response = HttpResponse(content.content, content_type=content.media_type)
    response["Content-Disposition"] = f'attachment; filename="{content.file_name}"'
    return response
