"""One indicator: the page and its file."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.design import scored as showing
from goldenthread.design import words
from goldenthread.design.comparators import others
from goldenthread.design.downloads import csv_response
from goldenthread.design.kept import Kept
from goldenthread.design.marks import rating_word
from goldenthread.design.periods import chosen
from goldenthread.design.series import pictured
from goldenthread.design.signals import VARIATION_WORDS, signal_picture, variation_html
from goldenthread.design.yearend import year_end
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.framework.queries.pages import uses_of
from goldenthread.domain.indicators import queries as indicators
from goldenthread.domain.organisation import queries as organisation
from goldenthread.entrypoints.workspace.indicators import presenters

SHOWN = 36
"""Points on a chart: three years of months."""

CSV_COLUMNS = (
    "reference",
    "name",
    "place",
    "period",
    "start",
    "end",
    "value",
    "numerator",
    "denominator",
    "unit",
    "status",
    "status_reason",
    "as_at",
    "target",
    "floor",
    "lower",
    "upper",
    "new_definition",
    "revision",
    "note",
)


def _moment(text: str) -> datetime | None:
    """Return the end of the day written in the address, or None where there is none that is over."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    if day >= timezone.localdate():
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)


_PAGES: Kept[tuple[str, dict[str, Any]]] = Kept(most=64)
"""What pages show, by everything that it is made from: the head of the audit trail names the state of all records."""


@require_safe
def indicator(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one indicator: the finding, the chart, why this colour, what the service says, and every history."""
    today = timezone.localdate()
    period = chosen(assessment.reporting_periods(), code=request.GET.get("period", ""), today=today)
    moment = _moment(request.GET.get("as_at", ""))
    place = request.GET.get("place", "")

    def make() -> tuple[str, dict[str, Any]]:
        return _page(reference=reference, period=period, moment=moment, place=place, today=today)

    template, context = _PAGES.get((audit.state(), today, reference, period, moment, place), make)
    # Never kept with the page: two people may read objectives that a third may not.
    uses = presenters.use_lines(uses_of(reference=reference, for_user=request.user, as_at=moment))
    return render(request, template, {**context, "uses": uses})


def _page(
    *, reference: str, period: assessment.PeriodRow | None, moment: datetime | None, place: str, today: date
) -> tuple[str, dict[str, Any]]:
    """Return the template and what it shows; not found where there is no such indicator, place or figure."""
    council = organisation.authority()
    try:
        if period is None:
            raise Http404("There are no figures yet.")
        found = assessment.scorecard(period=period.code, today=today, as_at=moment, place=place, references=[reference])
        if not found:
            row = indicators.indicator(reference=reference)
            return "workspace/indicators/empty.html", {"page_title": row.name, "indicator": row, "period": period}
        one = found[0]
        points = indicators.series(
            references=[reference], place=place, until=period.end, as_at=moment, points=SHOWN
        ).get(reference, [])
        revisions = indicators.revisions(reference=reference, place=place)
        ledger = indicators.target_history(reference=reference)
        definitions = indicators.definitions_of(indicators=[one.indicator_id])[one.indicator_id]
        places = indicators.places_of(reference=reference, period=one.period_code, as_at=moment)
        comments = indicators.commentaries(indicators=[one.indicator_id], as_at=moment)[one.indicator_id]
        results = assessment.history(reference=reference)
        chart = assessment.chart_of(points, definitions=definitions)
        compared = not place and showing.compared(one)
        published = indicators.comparators_of(reference=reference, as_at=moment) if compared else []
    except indicators.NotFoundError as error:
        raise Http404(str(error)) from error
    finding = showing.finding(one)
    url = reverse("workspace:indicator", args=[reference])
    definition = definitions[-1] if definitions else None
    context: dict[str, Any] = {
        "page_title": one.name,
        "crumbs": [
            {"name": "Scorecard", "url": reverse("workspace:scorecard")},
            {
                "name": one.directorate_name,
                "url": f"{reverse('workspace:scorecard')}?directorate={one.directorate_code}&period={period.code}",
            },
            {"name": one.name},
        ],
        "one": one,
        "finding": finding,
        "status": words.STATUS_WORDS.get(one.status, one.status),
        "late": showing.late_shown(one),
        "moment": moment,
        "rating": showing.rating_shown(one),
        "rating_word": rating_word(one.shown_rating),
        "calculated": rating_word(one.rating),
        "direction_method": words.DIRECTION_METHOD_WORDS.get(council.direction_method, ""),
        "scheme": words.SCHEME_WORDS.get(one.scheme, one.scheme),
        "scheme_sentence": words.SCHEME_SENTENCES.get(one.scheme, ""),
        "setting": presenters.target_setting(ledger, one),
        "picture": pictured(
            points,
            reference=reference,
            name=one.name,
            finding=finding,
            subtitle=f"{one.name}, {one.place_name}",
            measure=one.measure,
            decimals=one.decimals,
            source=definition.source if definition else "",
        ),
        "source": definition.source if definition else "",
        "real": assessment.verdict(chart, trend=one.direction_trend, trend_reason=one.direction_trend_reason),
        "chart": chart,
        "signal": variation_html(chart.variation) if chart.variation in VARIATION_WORDS else "",
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
        "comparisons": presenters.comparisons(one, method=council.direction_method),
        "comments": comments,
        "needs_action": one.shown_rating == "red"
        and not any(note.period_code == one.period_code and note.action_planned for note in comments),
        "places": presenters.place_lines(places, one, own=one.place_code, url=url) if not place else [],
        "whole": url if place else "",
        "values": presenters.value_lines(revisions, one),
        "targets": presenters.target_lines(ledger, one),
        "definitions": presenters.definition_lines(definitions),
        "results": presenters.result_lines(results, one),
        "frequency": words.FREQUENCY_WORDS.get(one.frequency, one.frequency),
        "kind": words.KIND_WORDS.get(one.kind, one.kind),
        "csv": reverse("workspace:indicator_csv", args=[reference]) + (f"?place={place}" if place else ""),
    }
    return "workspace/indicators/indicator.html", context


@require_safe
def indicator_csv(request: HttpRequest, reference: str) -> HttpResponse:
    """Download every figure of one indicator and place, with the targets in force."""
    place = request.GET.get("place", "")
    try:
        row = indicators.indicator(reference=reference)
        points = indicators.series(references=[reference], place=place).get(reference, [])
        definitions = indicators.definitions(reference=reference)
    except indicators.NotFoundError as error:
        raise Http404(str(error)) from error
    where = place or organisation.authority().place_code
    measure = definitions[-1].measure if definitions else ""
    return csv_response(
        name=f"{reference.replace('/', '-')}.csv",
        columns=CSV_COLUMNS,
        rows=[
            [
                row.reference,
                row.name,
                where,
                point.label,
                point.start,
                point.end,
                point.value,
                point.numerator,
                point.denominator,
                measure,
                point.status,
                point.status_reason,
                point.as_at,
                point.target,
                point.floor,
                point.lower,
                point.upper,
                point.breaks,
                point.revision,
                point.note,
            ]
            for point in points
        ],
    )
