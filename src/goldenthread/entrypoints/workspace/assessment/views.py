"""The scorecard: one view of the figures for the page and for the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.design import counts, scored
from goldenthread.design.downloads import csv_response
from goldenthread.design.kept import Kept
from goldenthread.design.paging import pages
from goldenthread.design.periods import before, chosen
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.assessment.queries import PeriodRow, Scored
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.organisation import queries as organisation
from goldenthread.entrypoints.workspace.assessment import presenters
from goldenthread.entrypoints.workspace.assessment.forms import ScorecardForm, filtered, in_view


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the address asks for, found."""

    form: ScorecardForm
    period: PeriodRow
    earlier: PeriodRow | None
    moment: datetime | None
    kept: list[Scored]
    previous: list[Scored]
    view: str


def _asked(request: HttpRequest, *, with_previous: bool) -> _Asked | None:
    today = timezone.localdate()
    periods = assessment.reporting_periods()
    form = ScorecardForm(
        request.GET,
        periods=periods,
        directorates=[(row.code, row.name) for row in organisation.directorates()],
        committees=organisation.committees(),
        places=organisation.places(),
        today=today,
    )
    form.is_valid()
    period = chosen(periods, code=form.chosen("period"), today=form.day())
    if period is None:
        return None
    earlier = before(periods, period)
    moment = form.moment()

    def of(row: PeriodRow) -> list[Scored]:
        found = assessment.scorecard(period=row.code, today=today, as_at=moment, place=form.chosen("place"))
        return filtered(found, form)

    return _Asked(
        form=form,
        period=period,
        earlier=earlier,
        moment=moment,
        kept=of(period),
        previous=of(earlier) if with_previous and earlier is not None and not form.chosen("rating") else [],
        view=form.chosen("view") or "all",
    )


@require_safe
def scorecard(request: HttpRequest) -> HttpResponse:
    """Show the scorecard of a quarter: counts with shares of the rated, then the table, grouped by directorate."""
    asked = _asked(request, with_previous=True)
    if asked is None:
        return render(request, "workspace/assessment/empty.html", {"page_title": "Scorecard"})
    rows = in_view(asked.kept, asked.view)
    # Exceptions are a shorter list of the same figures: the counts stay those of the whole.
    of_view = "all" if asked.view == "exceptions" else asked.view
    earlier = in_view(asked.previous, of_view)
    page = pages(request.GET, total=len(rows))
    shown = rows[page.start : page.end]
    now = assessment.summary(in_view(asked.kept, of_view))
    then = assessment.summary(earlier) if earlier else None
    return render(
        request,
        "workspace/assessment/scorecard.html",
        {
            "page_title": f"Scorecard, {asked.period.label}",
            "form": asked.form,
            "page_error": bool(asked.form.errors),
            "period": asked.period,
            "moment": asked.moment,
            "finding": counts.sentence(now, period=asked.period.label, before=then),
            "tiles": counts.tiles(now, before=then),
            "bar": counts.bar(now),
            "views": presenters.view_links(
                request.GET,
                current=asked.view,
                counts={code: len(in_view(asked.kept, code)) for code in ("all", "exceptions", "strategic")},
            ),
            "rows": _rows(shown, asked, before_first=rows[page.start - 1] if page.start else None),
            "pages": page,
            "csv": f"{reverse('workspace:scorecard_csv')}?{request.GET.urlencode()}",
            "asked_period": bool(asked.form.chosen("period")),
            "filtered": any(asked.form.chosen(name) for name in ("directorate", "committee", "place", "rating", "q")),
        },
    )


_LINES: Kept[list[scored.Row]] = Kept(most=32)


def _rows(shown: Sequence[Scored], asked: _Asked, *, before_first: Scored | None) -> list[scored.Row]:
    """Return the lines with their small charts. They are kept until something is written: the seal names the state."""
    place, until = asked.form.chosen("place"), asked.period.end
    references = [one.reference for one in shown]
    first = before_first.directorate_name if before_first is not None else ""

    def make() -> list[scored.Row]:
        series = indicators.series(references=references, place=place, until=until, as_at=asked.moment, points=13)
        address = reverse("workspace:indicator", args=["REFERENCE"])
        return scored.rows(shown, series=series, address=address, group_before=first)

    today = timezone.localdate()
    return _LINES.get((audit.state(), today, until, place, asked.moment, first, tuple(references)), make)


@require_safe
def scorecard_csv(request: HttpRequest) -> HttpResponse:
    """Download the same view: every row of it, exact figures."""
    asked = _asked(request, with_previous=False)
    if asked is None:
        raise Http404("There are no figures to download yet.")
    return csv_response(
        name=f"scorecard-{asked.period.code}.csv",
        columns=presenters.CSV_COLUMNS,
        rows=presenters.csv_rows(in_view(asked.kept, asked.view)),
    )
