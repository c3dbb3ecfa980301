"""What every page of plans asks first: for which day, and how the indicators stood on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django import forms
from django.http import HttpRequest
from django.utils import timezone

from goldenthread.design.kept import Kept
from goldenthread.design.periods import chosen
from goldenthread.domain.assessment import queries as assessment
from goldenthread.domain.audit import queries as audit
from goldenthread.domain.framework import queries as framework
from goldenthread.domain.framework.queries.thread import Ratings
from goldenthread.domain.framework.rules.rows import Thread
from goldenthread.domain.organisation import queries as organisation

VIEWS = (("all", "Everything"), ("exceptions", "Exceptions only"))


def day_field(label: str, *, required: bool = False) -> forms.DateField:
    """Return a field for a day, in the words of every page."""
    return forms.DateField(
        required=required,
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day like 2026-07-31", "required": "Enter a day like 2026-07-31"},
    )


def end_of(day: date | None) -> datetime | None:
    """Return the last moment of a day that is over, or None for today and no day."""
    if day is None or day >= timezone.localdate():
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)


class AsAtForm(forms.Form):
    """The day as known at, and the view. Both may be left out."""

    as_at = day_field("As known at the end of")
    view = forms.ChoiceField(required=False, choices=VIEWS, widget=forms.HiddenInput)

    def clean_as_at(self) -> date | None:
        """Refuse a day that is not over: nobody knows yet what will be known."""
        day: date | None = self.cleaned_data["as_at"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError("Enter today or a day in the past")
        return day


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The day a page is about, the moment as known at (None: now), and the view."""

    form: AsAtForm
    day: date
    moment: datetime | None
    view: str


def asked(request: HttpRequest) -> Asked:
    """Return what the address asks for; nonsense is shown in the form and taken as nothing."""
    form = AsAtForm(request.GET)
    form.is_valid()
    day = form.cleaned_data.get("as_at")
    return Asked(
        form=form,
        day=day or timezone.localdate(),
        moment=end_of(day),
        view=form.cleaned_data.get("view") or "all",
    )


def ratings(*, day: date, moment: datetime | None) -> Ratings:
    """Return the rating shown of each indicator on a day and its sentence, by reference; none before any figures."""
    try:
        period = chosen(assessment.reporting_periods(), code="", today=day)
        if period is None:
            return {}
        found = assessment.scorecard(period=period.code, today=timezone.localdate(), as_at=moment)
    except organisation.NotSetUpError:
        return {}
    return {one.reference: (one.shown_rating, one.override_reason or one.reason) for one in found}


_THREADS: Kept[Thread] = Kept(most=8)


def thread_of(request: HttpRequest, at: Asked, *, root: str | None = None, plan: str | None = None) -> Thread:
    """Return the thread as its reader may see it, kept until something is written: the seal names the state."""
    state = (audit.state(), timezone.localdate(), at.day, at.moment)
    return _THREADS.get(
        (*state, request.user.pk, root, plan),
        lambda: framework.thread(
            on=at.day,
            as_at=at.moment,
            for_user=request.user,
            root=root,
            plan=plan,
            ratings=ratings(day=at.day, moment=at.moment),
        ),
    )


def thread_around(request: HttpRequest, at: Asked, *, code: str) -> Thread:
    """Return a thread that holds an item: the whole, which many pages share, or its own where no plan in force has it.

    An item that the reader may not open is in neither.
    """
    whole = thread_of(request, at)
    return whole if code in whole.nodes else thread_of(request, at, root=code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """One of the three who answer: what they are, the post, and who holds it on the day."""

    role: str
    post: str
    who: str


class Answerable(Protocol):
    """A plan, an item or a piece of work: three posts, each a code and a title or nothing."""

    @property
    def lead_officer(self) -> tuple[str, str] | None:
        """Whoever does the work."""

    @property
    def chief_officer(self) -> tuple[str, str] | None:
        """The director who answers for it."""

    @property
    def cabinet_member(self) -> tuple[str, str] | None:
        """The member in whose portfolio it is."""


def holders_by_code(day: date) -> dict[str, str]:
    """Return the name of who holds each post on a day, by the post's code; one query."""
    return {row.post_code: row.name for row in organisation.holders_on(day).values()}


def trio(one: Answerable, holders: Mapping[str, str]) -> list[Answering]:
    """Return who answers for something; a post that nobody named is a gap that is shown."""
    three = (
        ("Lead officer", one.lead_officer),
        ("Chief officer", one.chief_officer),
        ("Cabinet member", one.cabinet_member),
    )
    return [
        Answering(role=role, post=post[1] if post else "", who=holders.get(post[0], "") if post else "")
        for role, post in three
    ]
