"""The collection of a period: how far it has come, who is silent, when everything is due, and the meeting behind it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.calendar import queries as calendars
from goldenthread.domain.calendar.operations import set_timetable
from goldenthread.domain.calendar.rules import STAGES, Stage, TimetableError
from goldenthread.domain.collection import queries
from goldenthread.domain.collection.operations.returns import NoTimetableError, open_returns
from goldenthread.domain.organisation import queries as organisation
from goldenthread.engines.periods import Kind, PeriodError, containing, from_code, previous
from goldenthread.entrypoints.workspace.returns import progressing
from goldenthread.entrypoints.workspace.returns.deadlines import as_icalendar
from goldenthread.entrypoints.workspace.returns.forms import TimetableForm

_RUN = "goldenthread.run_collection"


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Show how far the collection of a quarter has come: by directorate, by person, and who has fallen silent."""
    today = timezone.localdate()
    tables = calendars.timetables()
    period = _chosen(request.GET.get("period", ""), tables=list(tables), today=today)
    table = tables.get(period)
    rows = queries.progress(period=period, today=today)
    before = previous(from_code(period)).code
    return render(
        request,
        "workspace/returns/collection.html",
        {
            "page_title": f"Collection, {from_code(period).label}",
            "period": from_code(period),
            "others": [from_code(code) for code in tables if code != period],
            "table": table,
            "deadlines": progressing.deadlines(table, today=today) if table else [],
            "directorates": progressing.directorates(rows),
            "people": progressing.people(rows),
            "overdue": [one for one in progressing.people(rows) if one.late],
            "silent": queries.silent_owners(periods=(before, period), today=today),
            "finding": progressing.finding(rows, period=from_code(period).label),
            "may_run": request.user.has_perm(_RUN),
        },
    )


def _chosen(asked: str, *, tables: list[str], today: date) -> str:
    """Return the period asked for, else the next meeting's that is not over, else the latest complete quarter."""
    if asked:
        try:
            return from_code(asked).code
        except PeriodError as error:
            raise Http404(str(error)) from error
    found = calendars.timetables(periods=tables)
    coming = [code for code, row in found.items() if row.meeting_on >= today]
    if coming or tables:
        return coming[0] if coming else tables[-1]
    known = assessment.reporting_periods(limit=1)
    return known[0].code if known else previous(containing(today, kind=Kind.QUARTER)).code


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Give every deadline as a calendar that Outlook and telephones can subscribe to."""
    council = organisation.authority()
    content = as_icalendar(
        calendars.timetables(),
        council=council.name,
        address=request.build_absolute_uri(reverse("workspace:collection")),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def timetable(request: HttpRequest, period: str) -> HttpResponse:
    """Set or move the meeting of a period, see every day that follows from it, and open its returns."""
    if not request.user.has_perm(_RUN):
        raise PermissionDenied("The performance team sets timetables.")
    try:
        known = from_code(period)
    except PeriodError as error:
        raise Http404(str(error)) from error
    before = calendars.timetable(period=known.code)
    stages = before.stages if before else STAGES
    committees = organisation.committees()
    form = TimetableForm(initial=_initial(before), committees=committees, before=before)
    if request.method == "POST":
        form = TimetableForm(request.POST, committees=committees, before=before)
        if form.is_valid() and _set(request, form, period=known.code, stages=stages):
            return redirect(f"{reverse('workspace:collection')}?period={known.code}")
    return render(
        request,
        "workspace/returns/timetable.html",
        {
            "page_title": f"Timetable, {known.label}",
            "page_error": bool(form.errors),
            "crumbs": [
                {"name": "Collection", "url": f"{reverse('workspace:collection')}?period={known.code}"},
                {"name": "Timetable"},
            ],
            "period": known,
            "form": form,
            "deadlines": progressing.deadlines(before, today=timezone.localdate()) if before else [],
            "history": calendars.timetable_history(period=known.code),
        },
    )


def _initial(before: calendars.TimetableRow | None) -> dict[str, Any]:
    if before is None:
        return {"clear_days": 5, "grace_days": 0}
    return {
        "meeting_on": before.meeting_on,
        "committee": str(before.committee_id or ""),
        "clear_days": before.clear_days,
        "grace_days": before.grace_days,
    }


def _set(request: HttpRequest, form: TimetableForm, *, period: str, stages: tuple[Stage, ...]) -> bool:
    given = form.cleaned_data
    now = timezone.now()
    try:
        set_timetable(
            period=period,
            meeting_on=given["meeting_on"],
            by=request.user,
            at=now,
            committee=int(given["committee"]) if given["committee"] else None,
            clear_days=given["clear_days"],
            grace_days=given["grace_days"],
            stages=stages,
            reason=given.get("reason", ""),
        )
        opened = open_returns(period=period, by=request.user, at=now)
    except TimetableError as error:
        form.add_error("reason" if str(error).startswith("Say why") else "meeting_on", str(error))
        return False
    except NoTimetableError as error:
        form.add_error(None, str(error))
        return False
    words = [f"{opened.owed} figures are asked for", f"{opened.added} new, {opened.moved} with another day"]
    messages.success(request, f"The timetable is set: {', '.join(words)}.")
    if opened.without_owner:
        messages.warning(request, f"Nobody answers for {', '.join(opened.without_owner)}: name a lead officer.")
    return True
