"""The filters of the scorecard, which live in the address bar."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.design.forms import offer
from goldenthread.design.marks import rating_word
from goldenthread.domain.assessment.queries import PeriodRow, Scored, is_exception
from goldenthread.domain.organisation.queries import Named
from goldenthread.engines.scoring import RATING_WORDS

VIEWS = (("all", "All"), ("exceptions", "Exceptions only"), ("strategic", "Strategic"))


class ScorecardForm(forms.Form):
    """Period, part of the council, place, rating, words, and the day as known at. Every field may be left out."""

    period = forms.ChoiceField(required=False, label="Quarter")
    directorate = forms.ChoiceField(required=False, label="Directorate")
    committee = forms.ChoiceField(required=False, label="Committee")
    place = forms.ChoiceField(required=False, label="Place")
    rating = forms.ChoiceField(required=False, label="Rating")
    q = forms.CharField(required=False, label="Words in the name", max_length=100)
    as_at = forms.DateField(
        required=False,
        label="As known at the end of",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day like 2026-07-31"},
    )
    view = forms.ChoiceField(required=False, choices=VIEWS, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        *,
        periods: Sequence[PeriodRow],
        directorates: Sequence[tuple[str, str]],
        committees: Sequence[Named],
        places: Sequence[Named],
        today: date,
    ) -> None:
        super().__init__(data)
        self.today = today
        choices = {
            "period": [("", "Latest complete quarter"), *((row.code, row.label) for row in periods)],
            "directorate": [("", "All directorates"), *directorates],
            "committee": [("", "All committees"), *((row.code, row.name) for row in committees)],
            "place": [("", "The whole council"), *((row.code, row.name) for row in places)],
            "rating": [("", "Any rating"), *((code, rating_word(code)) for code in RATING_WORDS)],
        }
        for name, rows in choices.items():
            offer(self, name, rows, missing=f"Choose one of the list for {str(self.fields[name].label).lower()}")

    def clean_as_at(self) -> date | None:
        """Refuse a day that is not over: nobody knows yet what will be known."""
        day: date | None = self.cleaned_data["as_at"]
        if day is not None and day > self.today:
            raise forms.ValidationError("Enter today or a day in the past")
        return day

    def chosen(self, name: str) -> str:
        """Return a filter's value, or nothing when it was left out or is not on the list."""
        return str(self.cleaned_data.get(name) or "")

    def day(self) -> date:
        """Return the day as known at, today when none was asked for."""
        return self.cleaned_data.get("as_at") or self.today

    def moment(self) -> datetime | None:
        """Return the last moment of the day asked for, or None for now."""
        day = self.cleaned_data.get("as_at")
        if day is None or day == self.today:
            return None
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)


def filtered(scored: Sequence[Scored], form: ScorecardForm) -> list[Scored]:
    """Keep what the filters of ``form`` ask for; the view (exceptions, strategic) is applied apart."""
    words = form.chosen("q").casefold().split()
    directorate, committee, rating = (form.chosen(name) for name in ("directorate", "committee", "rating"))
    return [
        one
        for one in scored
        if (not directorate or one.directorate_code == directorate)
        and (not committee or one.committee_code == committee)
        and (not rating or one.shown_rating == rating)
        and all(word in f"{one.reference} {one.name}".casefold() for word in words)
    ]


def in_view(scored: Sequence[Scored], view: str) -> list[Scored]:
    """Return the exceptions, the strategic ones, or all."""
    if view == "exceptions":
        return [one for one in scored if is_exception(one)]
    if view == "strategic":
        return [one for one in scored if one.strategic]
    return list(scored)
