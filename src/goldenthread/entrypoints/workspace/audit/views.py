"""The audit trail, newest first, with the result of checking its seals."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.design import words
from goldenthread.domain.audit import queries as audit
from goldenthread.entrypoints.workspace.audit.presenters import event_rows, newest

SHOWN = 100
"""Events on the page."""


class SearchForm(forms.Form):
    """Words to look for in who, what and why."""

    q = forms.CharField(required=False, label="Search who, what and why", max_length=100)


@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """List the latest events that hold the words asked for, and say whether the chain is whole."""
    form = SearchForm(request.GET)
    asked = str(form.cleaned_data["q"]) if form.is_valid() else ""
    found = newest(audit.links(), words=asked, limit=SHOWN + 1)
    count, seal = audit.head()
    broken = audit.broken()
    return render(
        request,
        "workspace/audit/trail.html",
        {
            "page_title": "Audit trail",
            "form": form,
            "asked": asked,
            "rows": event_rows(found[:SHOWN]),
            "more": len(found) > SHOWN,
            "count": words.counted(count, "event", "events"),
            "seal": seal,
            "broken": broken,
        },
    )
