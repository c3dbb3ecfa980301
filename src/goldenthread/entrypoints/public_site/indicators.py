"""How the council is doing: the public scorecard and every public indicator."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.design import counts, words
from goldenthread.design import scored as showing
from goldenthread.design.changes import change_rows
from goldenthread.design.comparators import others
from goldenthread.design.downloads import csv_response
from goldenthread.design.kept import Kept
from goldenthread.design.marks import rating_word
from goldenthread.design.paging import pages
from goldenthread.design.periods import before, chosen
from goldenthread.design.series import pictured
from goldenthread.design.signals import VARIATION_WORDS, signal_picture, variation_html
from goldenthread.design.yearend import year_end
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.assessment.queries import PeriodRow, Scored
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.indicators import queries as indicators_queries
from goldenthread.domain.indicators.queries import NotFoundError
from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.reporting import queries as reporting
from goldenthread.entrypoints.public_site import presenters

POINTS, CHARTED = 24, 36
"""Points on the chart over time, and on the control chart, which needs more."""


def _quarters(request: HttpRequest) -> tuple[PeriodRow, PeriodRow | None, list[PeriodRow]]:
    """Return the quarter shown, the one before, and all; refuse politely where there is nothing to show."""
    periods = assessment.reporting_periods()
    period = chosen(periods, code=request.GET.get("period", ""), today=timezone.localdate())
    if period is None:
        raise Http404("There are no figures yet.")
    return period, before(periods, period), periods


def _scored(period: PeriodRow) -> list[Scored]:
    return assessment.scorecard(period=period.code, today=timezone.localdate(), public_only=True)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show counts, what changed, and one small scorecard per directorate."""
    try:
        organisation.authority()
        period, earlier, _ = _quarters(request)
    except (organisation.NotSetUpError, Http404):
        return render(request, "public_site/empty.html", {"page_title": "How the council is doing"})
    scored = _scored(period)
    then = _scored(earlier) if earlier is not None else []
    now = assessment.summary(scored)
    past = assessment.summary(then) if then else None
    changed, more = change_rows(
        assessment.changes(then, scored), address=reverse("public_site:indicator", args=["REFERENCE"])
    )
    return render(
        request,
        "public_site/home.html",
        {
            "page_title": f"How the council is doing, {period.label}",
            "page_description": counts.sentence(now, period=period.label, before=past),
            "period": period,
            "finding": counts.sentence(now, period=period.label, before=past),
            "tiles": counts.tiles(now, before=past),
            "bar": counts.bar(now),
            "themes": counts.small_scorecards(assessment.by_directorate(scored), url=reverse("public_site:indicators")),
            "changed": changed,
            "changed_more": more,
            "report": next((row for row in reporting.editions(published_only=True) if row.report == "qpr"), None),
        },
    )


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List every public indicator, of one directorate or of all."""
    try:
        period, _, periods = _quarters(request)
    except organisation.NotSetUpError as error:
        raise Http404(str(error)) from error
    everything = _scored(period)
    code = request.GET.get("directorate", "")
    scored = [one for one in everything if not code or one.directorate_code == code]
    page = pages(request.GET, total=len(scored))
    shown = scored[page.start : page.end]
    return render(
        request,
        "public_site/indicators.html",
        {
            "page_title": f"{scored[0].directorate_name if code and scored else 'All indicators'}, {period.label}",
            "heading": scored[0].directorate_name if code and scored else "All indicators",
            "period": period,
            "finding": counts.sentence(assessment.summary(scored), period=period.label),
            "rows": _rows(shown, period, before_first=scored[page.start - 1] if page.start else None),
            "pages": page,
            "links": presenters.directorate_links(everything, current=code),
            "periods": periods[:8],
        },
    )


_LINES: Kept[list[showing.Row]] = Kept(most=32)


def _rows(shown: Sequence[Scored], period: PeriodRow, *, before_first: Scored | None) -> list[showing.Row]:
    """Return the lines with their small charts, kept until something is written."""
    references = [one.reference for one in shown]
    first = before_first.directorate_name if before_first is not None else ""

    def make() -> list[showing.Row]:
        series = indicators_queries.series(references=references, until=period.end, points=13)
        address = reverse("public_site:indicator", args=["REFERENCE"])
        return showing.rows(shown, series=series, address=address, group_before=first)

    return _LINES.get((audit.state(), timezone.localdate(), period.code, first, tuple(references)), make)


_PAGES: Kept[dict[str, Any]] = Kept(most=64)
"""What pages show, kept until something is written."""


@require_safe
def indicator(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one public indicator in plain words; anything that is not public is not found."""
    today = timezone.localdate()
    try:
        period, _, _ = _quarters(request)
        key = (audit.state(), today, reference, period.code)
        context = _PAGES.get(key, lambda: _page(reference=reference, period=period, today=today))
    except (NotFoundError, organisation.NotSetUpError) as error:
        raise Http404("There is no such indicator here.") from error
    return render(request, "public_site/indicator.html", dict(context))


def _page(*, reference: str, period: PeriodRow, today: date) -> dict[str, Any]:
    """Return what the page of one public indicator shows. Raises NotFoundError."""
    row = indicators_queries.indicator(reference=reference, public_only=True)
    found = assessment.scorecard(period=period.code, today=today, public_only=True, references=[reference])
    if not found:
        raise Http404(f"This indicator was not in use in {period.label}.")
    points = indicators_queries.series(references=[reference], until=period.end, points=CHARTED).get(reference, [])
    definitions = indicators_queries.definitions_of(indicators=[row.id])[row.id]
    comments = indicators_queries.commentaries(indicators=[row.id])[row.id]
    places = indicators_queries.places_of(reference=reference, period=found[0].period_code)
    chart = assessment.chart_of(points, definitions=definitions)
    one = found[0]
    published = indicators_queries.comparators_of(reference=reference) if showing.compared(one) else []
    definition = definitions[-1] if definitions else None
    finding = showing.finding(one)
    context: dict[str, Any] = {
        "page_title": one.name,
        "page_description": f"{finding}. {one.reason}",
        "crumbs": [
            {"name": "How we are doing", "url": reverse("public_site:home")},
            {
                "name": one.directorate_name,
                "url": f"{reverse('public_site:indicators')}?directorate={one.directorate_code}",
            },
            {"name": one.name},
        ],
        "one": one,
        "finding": finding,
        "status": words.STATUS_WORDS.get(one.status, one.status),
        "rating": showing.rating_shown(one),
        "rating_word": rating_word(one.shown_rating),
        "scheme_sentence": words.SCHEME_SENTENCES.get(one.scheme, ""),
        "polarity": words.POLARITY_WORDS.get(one.polarity, ""),
        "basis": words.BASIS_WORDS.get(one.basis, ""),
        "definition": definition,
        "picture": pictured(
            points[-POINTS:],
            reference=reference,
            name=one.name,
            finding=finding,
            subtitle=f"{one.name}, {one.place_name}",
            measure=one.measure,
            decimals=one.decimals,
            source=definition.source if definition else "",
        ),
        "chart": chart,
        "real": assessment.verdict(chart, trend=one.direction_trend, trend_reason=one.direction_trend_reason),
        "control": signal_picture(
            chart.points,
            reference=reference,
            name=one.name,
            title=chart.summary,
            measure=one.measure,
            decimals=one.decimals,
        )
        if chart.drawn
        else None,
        "signal": variation_html(chart.variation) if chart.variation in VARIATION_WORDS else "",
        "others": others(
            one.methods.get("comparators"),
            published,
            reference=reference,
            own_name=one.place_name,
            measure=one.measure,
            decimals=one.decimals,
        ),
        "year_end": year_end(
            one.methods.get("forecast"), reference=reference, measure=one.measure, decimals=one.decimals
        ),
        "comment": next((note for note in comments if note.period_code == one.period_code), None),
        "places": presenters.place_lines(places, one),
        "csv": reverse("public_site:indicator_csv", args=[reference]),
    }
    return context


@require_safe
def indicator_csv(request: HttpRequest, reference: str) -> HttpResponse:
    """Download every figure of one public indicator; each row names its licence."""
    try:
        row = indicators_queries.indicator(reference=reference, public_only=True)
        points = indicators_queries.series(references=[reference]).get(reference, [])
        definitions = indicators_queries.definitions(reference=reference)
        council = organisation.authority()
    except (NotFoundError, organisation.NotSetUpError) as error:
        raise Http404("There is no such indicator here.") from error
    return csv_response(
        name=f"{reference.replace('/', '-')}.csv",
        columns=presenters.FIGURE_COLUMNS,
        rows=presenters.figure_rows(
            row, points, measure=definitions[-1].measure if definitions else "", council=council
        ),
    )


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """List the files: all indicators with their latest figures, and one file of figures for each."""
    return render(
        request,
        "public_site/open_data.html",
        {"page_title": "Open data", "indicators": indicators_queries.indicators(public_only=True)},
    )


@require_safe
def open_data_csv(request: HttpRequest) -> HttpResponse:
    """Download all public indicators with their latest figures, ratings and reasons."""
    try:
        period, _, _ = _quarters(request)
        council = organisation.authority()
    except organisation.NotSetUpError as error:
        raise Http404(str(error)) from error
    return csv_response(
        name=f"indicators-{period.code}.csv",
        columns=presenters.INDICATOR_COLUMNS,
        rows=presenters.indicator_rows(_scored(period), council=council),
    )
