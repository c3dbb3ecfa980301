"""What can be changed of an item and of a milestone or action, one task on a page.

Days and words are checked here, what may follow from what in the operations; both answer beside the field.
"""

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.design.forms import offer
from goldenthread.design.spread import STATE_WORDS
from goldenthread.domain.delivery.rules import Fault
from goldenthread.domain.organisation.queries import PostRow
from goldenthread.entrypoints.workspace.framework.reading import day_field

_RATINGS = (("", "None"), ("green", "Green"), ("amber", "Amber"), ("red", "Red"))


def text_field(label: str, *, missing: str = "", hint: str = "", rows: int = 4) -> forms.CharField:
    """Return a field for a few sentences; ``missing`` is said where it is empty, without it it may be."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


def line_field(label: str, *, missing: str = "", hint: str = "", longest: int = 300) -> forms.CharField:
    """Return a field for one line; ``missing`` is said where it is empty, without it it may be."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=bool(missing),
        max_length=longest,
        error_messages={
            "required": missing,
            "max_length": f"Use at most {longest} characters",
        },
    )


def reason_field() -> forms.CharField:
    """Return the field for why something changes."""
    return text_field(
        "Reason for the change",
        missing="Say why it changes",
        hint="It is kept in the history, for everybody who reads it.",
        rows=2,
    )


class RefusableForm(forms.Form):
    """A form whose operation may still refuse: what it found is shown beside the fields."""

    def refuse(self, faults: Sequence[Fault]) -> None:
        """Put each fault beside its field; what belongs to none goes to the top."""
        for fault in faults:
            self.add_error(fault.column if fault.column in self.fields else None, fault.sentence)


class RevisingForm(RefusableForm):
    """A change of something that others may change as well: it carries the number of the revision it was made from."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def fields_changed(self) -> dict[str, Any]:
        """Return what is handed to the operation."""
        kept = {name: value for name, value in self.cleaned_data.items() if name not in {"seen", "reason"}}
        return {name: value.strip() if isinstance(value, str) else value for name, value in kept.items()}


class ItemForm(RevisingForm):
    """The words and the term of an item."""

    title = line_field("Title", missing="Enter a title")
    description = text_field("Description", rows=6)
    starts = day_field("Starts")
    ends = day_field("Ends")
    reason = reason_field()


class NewWorkForm(RefusableForm):
    """A new milestone or action: what, from when, and the first promise."""

    kind = forms.ChoiceField(label="What is it?", choices=(("milestone", "A milestone"), ("action", "An action")))
    title = line_field(
        "Title", missing="Say what will be done", hint="What will be done, for example “New centre open”."
    )
    description = text_field("Description", rows=3)
    starts = day_field("Starts", required=True)
    baseline = day_field("Promised for", required=True)


class ProgressForm(RevisingForm):
    """How far a piece of work is, when it is expected or was done, and what shows it."""

    state = forms.ChoiceField(
        label="How does it stand?",
        choices=[(code, STATE_WORDS[code].capitalize()) for code in ("not_started", "in_progress", "complete")],
    )
    progress = forms.IntegerField(
        label="Progress in per cent",
        help_text="From 0 to 100. The rating compares it with the time that has passed.",
        error_messages={"invalid": "Enter a whole number from 0 to 100", "required": "Enter a number from 0 to 100"},
    )
    forecast = day_field("Expected on", required=True)
    actual = day_field("Done on")
    self_rating = forms.ChoiceField(required=False, label="Your own rating", choices=_RATINGS)
    self_reason = line_field("Why you rate it so")
    reason = reason_field()
    evidence = text_field("Evidence", hint="What shows it, in a sentence. Leave it empty if there is none.", rows=2)
    link = forms.URLField(
        required=False,
        label="Link to the evidence",
        max_length=1000,
        assume_scheme="https",
        error_messages={"invalid": "Enter an address that starts with https://"},
    )

    def fields_changed(self) -> dict[str, Any]:
        """Return what is handed to the operation; evidence goes its own way."""
        return {name: value for name, value in super().fields_changed().items() if name not in {"evidence", "link"}}

    def clean(self) -> dict[str, Any]:
        """Ask for the words of a link."""
        data = super().clean() or self.cleaned_data
        if data.get("link") and not data.get("evidence"):
            self.add_error("evidence", "Say in a sentence what the link shows")
        return data


class PromiseForm(RevisingForm):
    """A new promise: it needs somebody who approved it, and the first one is kept beside it."""

    baseline = day_field("New promise", required=True)
    forecast = day_field("Expected on", required=True)
    approver = forms.ChoiceField(label="Approved by")
    reason = reason_field()

    def __init__(self, *args: Any, posts: Sequence[PostRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_posts(self, "approver", posts, "Choose who approved the new promise")


class DecisionForm(RevisingForm):
    """Deferring or dropping: nobody drifts into it, somebody decides it."""

    state = forms.ChoiceField(
        label="What was decided?", choices=(("deferred", "To defer it"), ("dropped", "To drop it"))
    )
    decision = text_field(
        "The decision", missing="Say what was decided", hint="As it was minuted, with what happens instead.", rows=3
    )
    decided_on = day_field("Decided on", required=True)
    decided_by = forms.ChoiceField(label="Decided by")
    reason = reason_field()

    def __init__(self, *args: Any, posts: Sequence[PostRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_posts(self, "decided_by", posts, "Choose who decided it")


def offer_posts(form: forms.Form, name: str, posts: Sequence[PostRow], missing: str) -> None:
    """Offer posts by code; nothing is chosen beforehand."""
    offer(form, name, [("", "Choose a post"), *((post.code, post.title) for post in posts)], missing=missing)
