"""The exception report's list: why each indicator is on it, and the review that keeps or drops it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.design.downloads import csv_response
from goldenthread.design.periods import chosen
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.assessment.queries import PeriodRow
from goldenthread.domain.reporting import operations, queries
from goldenthread.entrypoints.workspace.reporting import listing
from goldenthread.entrypoints.workspace.reporting.forms import ReviewForm

_REVIEW = "goldenthread.review_exceptions"
_LEFT = "This indicator is not on the list of this quarter, so there is nothing to review."


def _period(code: str) -> tuple[PeriodRow | None, list[PeriodRow]]:
    """Return the quarter asked for (the latest complete one when none was), and all there are."""
    periods = assessment.reporting_periods()
    if code and code not in {row.code for row in periods}:
        raise Http404(f"There are no figures for the period {code}.")
    return chosen(periods, code=code, today=timezone.localdate()), periods


@require_safe
def exceptions(request: HttpRequest) -> HttpResponse:
    """Show the list of a quarter: what is to be reviewed, what was kept, what was dropped, what could not be seen."""
    return _page(request, code=request.GET.get("period", ""), wrong=None)


def _page(request: HttpRequest, *, code: str, wrong: ReviewForm | None) -> HttpResponse:
    period, periods = _period(code)
    if period is None:
        return render(request, "workspace/reporting/no_exceptions.html", {"page_title": "Exception report"})
    those = queries.exceptions(period=period.code, today=timezone.localdate())
    groups = listing.groups(
        those,
        period=period.code,
        address=reverse("workspace:indicator", args=["REFERENCE"]),
        may_review=request.user.has_perm(_REVIEW),
        wrong=wrong,
    )
    if wrong is not None and not any(entry.wrong for group in groups for entry in group.entries):
        # It left the list meanwhile: there is no place for the form any more.
        messages.warning(request, " ".join(str(words) for words in wrong.errors.get("reason", [_LEFT])))
        return redirect(f"{reverse('workspace:exceptions')}?period={period.code}")
    return render(
        request,
        "workspace/reporting/exceptions.html",
        {
            "page_title": f"Exception report, {period.label}",
            "page_error": wrong is not None,
            "crumbs": [{"name": "Reports", "url": reverse("workspace:reports")}, {"name": "Exception report"}],
            "period": period,
            "periods": periods,
            "finding": listing.finding(those, period=period.label),
            "tiles": listing.tiles(those),
            "groups": groups,
            "gone": those.gone,
            "unknown": listing.unknown(those),
            "form": wrong,
        },
    )


@require_POST
def exception_review(request: HttpRequest) -> HttpResponse:
    """Keep an indicator on the list, or drop it with a reason."""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, code=form.code(), wrong=form)
    asked = form.cleaned_data
    try:
        operations.review(
            period=asked["period"],
            reference=asked["reference"],
            decision=asked["decision"],
            reason=asked["reason"],
            seen=asked["seen"],
            by=request.user,
            at=timezone.now(),
            today=timezone.localdate(),
        )
    except operations.ReviewError as error:
        form.add_error("reason", str(error))
        return _page(request, code=form.code(), wrong=form)
    except LookupError as error:
        raise Http404(str(error)) from error
    done = "stays on the exception report" if asked["decision"] == "kept" else "is dropped from the exception report"
    messages.success(request, f"{asked['reference']} {done}.")
    return redirect(f"{reverse('workspace:exceptions')}?period={asked['period']}")


@require_safe
def monitoring(request: HttpRequest) -> HttpResponse:
    """Show how often each indicator is looked at now, and how often it should be."""
    period, periods = _period(request.GET.get("period", ""))
    if period is None:
        return render(request, "workspace/reporting/no_exceptions.html", {"page_title": "Monitoring frequency"})
    rows = queries.monitoring(period=period.code, today=timezone.localdate())
    return render(
        request,
        "workspace/reporting/monitoring.html",
        {
            "page_title": f"Monitoring frequency, {period.label}",
            "crumbs": [{"name": "Reports", "url": reverse("workspace:reports")}, {"name": "Monitoring frequency"}],
            "period": period,
            "periods": periods,
            "tiles": listing.monitoring_tiles(rows),
            "groups": listing.monitored(rows, address=reverse("workspace:indicator", args=["REFERENCE"])),
            "csv": f"{reverse('workspace:monitoring_csv')}?period={period.code}",
        },
    )


@require_safe
def monitoring_csv(request: HttpRequest) -> HttpResponse:
    """Download every proposal with what it was made from."""
    period, _ = _period(request.GET.get("period", ""))
    if period is None:
        raise Http404("There are no figures to download yet.")
    rows = queries.monitoring(period=period.code, today=timezone.localdate())
    return csv_response(
        name=f"monitoring-{period.code}.csv",
        columns=listing.MONITORING_COLUMNS,
        rows=listing.monitoring_rows(rows),
    )
