"""What if: try a target or a scheme and see the ratings it would have given. Nothing is stored."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from goldenthread.design import words
from goldenthread.design.marks import rating_html, rating_word
from goldenthread.design.periods import chosen
from goldenthread.design.scored import shown
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.assessment.queries import Scored, Tried
from goldenthread.domain.indicators import queries as indicators
from goldenthread.entrypoints.workspace.indicators.forms import TrialForm


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLine:
    """One period as the page shows it."""

    period: str
    value: str
    was: SafeString
    was_reason: str
    would: SafeString
    would_reason: str
    changed: bool


@require_safe
def what_if(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for a target or a scheme, and show the latest periods as they are and as they would have been rated."""
    today = timezone.localdate()
    period = chosen(assessment.reporting_periods(), code="", today=today)
    try:
        row = indicators.indicator(reference=reference)
        if period is None:
            raise Http404("There are no figures yet.")
        found = assessment.scorecard(period=period.code, today=today, references=[reference])
        if not found:
            raise Http404(f"{row.name} was not in use in {period.label}.")
        one = found[0]
        form = TrialForm(request.GET or None, scored=one)
        tried = None
        if form.is_valid():
            tried = assessment.try_out(reference=reference, trial=form.trial(), until=period.end, today=today)
    except indicators.NotFoundError as error:
        raise Http404(str(error)) from error
    return render(
        request,
        "workspace/indicators/what_if.html",
        {
            "page_title": f"What if: {one.name}",
            "page_error": bool(form.errors),
            "crumbs": [
                {"name": "Scorecard", "url": reverse("workspace:scorecard")},
                {"name": one.name, "url": reverse("workspace:indicator", args=[reference])},
                {"name": "What if"},
            ],
            "one": one,
            "form": form,
            "schemes": [(words.SCHEME_WORDS[code], words.SCHEME_SENTENCES[code]) for code in words.SCHEME_WORDS],
            "tried": tried,
            "finding": _finding(tried) if tried else "",
            "lines": _lines(tried, one) if tried else [],
        },
    )


def _finding(tried: Tried) -> str:
    total = len(tried.lines)
    if not total:
        return "There are no figures to try this on yet."
    if not tried.changed:
        return f"None of the {total} ratings would have been another." if total > 1 else "The rating would be the same."
    counts = [
        f"{tried.counted(code, tried=True)} {rating_word(code)} instead of {tried.counted(code, tried=False)}"
        for code in ("green", "amber", "red")
        if tried.counted(code, tried=False) or tried.counted(code, tried=True)
    ]
    told = f": {words.joined(counts)}" if counts else ""
    return f"{tried.changed} of {total} ratings would have been another{told}."


def _lines(tried: Tried, one: Scored) -> list[TrialLine]:
    return [
        TrialLine(
            period=line.label,
            value=shown(one, line.value),
            was=rating_html(line.rating),
            was_reason=line.reason,
            would=rating_html(line.tried_rating),
            would_reason=line.tried_reason,
            changed=line.changed,
        )
        for line in tried.lines
    ]
