"""What is typed into returns, sign-off and timetables."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from goldenthread.design.forms import offer
from goldenthread.domain.calendar.queries import TimetableRow
from goldenthread.domain.collection.operations.returns import Typed
from goldenthread.domain.collection.queries import Line
from goldenthread.domain.organisation.queries import Named
from goldenthread.entrypoints.workspace.returns.presenters import FIELD_WORDS, ON_THE_GRID

STATUSES = (
    ("", "Final"),
    ("provisional", "Provisional: it may still change"),
    ("estimated", "Estimated"),
    ("not_available", "Not available"),
)


def typed_on_the_grid(data: Mapping[str, Any], *, lines: Sequence[Line]) -> dict[int, Typed]:
    """Return what the grid sent for each line; whatever is said of a figure on its own page stays as it is."""
    found = {}
    for line in lines:
        if f"version-{line.id}" not in data:
            continue
        boxes = {name: str(data.get(f"{name}-{line.id}", "")).strip() for name in ON_THE_GRID}
        given = {name: text for name, text in boxes.items() if text}
        before = {name: line.fields.get(name, "") for name in ON_THE_GRID if line.fields.get(name, "")}
        if given == before:
            continue
        kept = {name: text for name, text in line.fields.items() if name not in ON_THE_GRID}
        if given and kept.get("status") in {"not_available", "suppressed", "not_due"}:
            kept = {name: text for name, text in kept.items() if name not in {"status", "status_reason"}}
        found[line.id] = Typed(fields={**kept, **given}, version=_whole(data.get(f"version-{line.id}")))
    return found


def _whole(text: Any) -> int:
    return int(text) if str(text).isdigit() else -1


class FigureForm(forms.Form):
    """Everything that can be said of one figure."""

    value = forms.CharField(required=False, max_length=60)
    numerator = forms.CharField(required=False, max_length=60)
    denominator = forms.CharField(required=False, max_length=60)
    status = forms.ChoiceField(required=False, choices=STATUSES)
    status_reason = forms.CharField(required=False, max_length=300)
    note = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2}))
    context = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    action_taken = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    action_planned = forms.CharField(required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    action_by = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(required=False, max_length=500)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = FIELD_WORDS.get(name, name)
        if line.numerator_label:
            self.fields["numerator"].label, self.fields["denominator"].label = (
                line.numerator_label,
                line.denominator_label,
            )
        else:
            del self.fields["numerator"], self.fields["denominator"]
        self.fields[
            "status_reason"
        ].help_text = "Only where the figure is not available, for example “the survey closes in May”."
        self.fields["note"].help_text = "Shown beside the figure."
        self.fields["action_planned"].help_text = "A Red needs what is behind it and what has been or will be done."
        self.fields["action_by"].error_messages["invalid"] = "Enter a day like 2026-07-31"
        if line.stored is None:
            del self.fields["reason"]

    def typed(self) -> Typed:
        """Return what was typed, as a return keeps it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version" and value}
        if "action_by" in given:
            given["action_by"] = given["action_by"].isoformat()
        return Typed(
            fields={name: str(text) for name, text in given.items()}, version=self.cleaned_data["version"] or 0
        )


class SubmitForm(forms.Form):
    """Submit a return. Figures that are questioned need a tick and a reason."""

    accepted = forms.CharField(
        required=False,
        max_length=500,
        label="Why are these figures right?",
        help_text="It is kept beside the figures for good.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, questioned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not questioned:
            del self.fields["accepted"]
        else:
            self.fields["accepted"].required = True
            self.fields["accepted"].error_messages["required"] = (
                "Say why these figures are right, or go back and mend them"
            )


class DecisionForm(forms.Form):
    """Approve a return, or send it back with a reason."""

    decision = forms.ChoiceField(choices=(("approved", "approved"), ("returned", "returned")), widget=forms.HiddenInput)
    stage = forms.CharField(max_length=30, widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        max_length=2000,
        label="What should be put right?",
        help_text="Only to send it back. The officer reads this.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask why a return goes back."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "returned" and not str(cleaned.get("reason", "")).strip():
            self.add_error("reason", "Say what should be put right, so that the officer knows")
        return cleaned


class WordsForm(forms.Form):
    """A query about one figure, an answer to it, or its end."""

    text = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write something first"},
    )

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class TimetableForm(forms.Form):
    """The meeting that receives a period's report, and how long each stage takes."""

    meeting_on = forms.DateField(
        label="Day of the meeting",
        help_text="Every other day follows from it, counted back in working days.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the day of the meeting", "invalid": "Enter a day like 2026-12-03"},
    )
    committee = forms.ChoiceField(required=False, label="Committee")
    clear_days = forms.IntegerField(
        label="Clear working days between publication and the meeting",
        help_text="Five is the least that the law allows.",
        min_value=0,
        max_value=60,
        error_messages={"required": "Enter a number of days", "invalid": "Enter a whole number"},
    )
    grace_days = forms.IntegerField(
        label="Working days of grace before a figure counts as late",
        min_value=0,
        max_value=60,
        error_messages={"required": "Enter a number of days, 0 for none", "invalid": "Enter a whole number"},
    )
    reason = forms.CharField(required=False, max_length=500, label="Why does it change?")

    def __init__(self, *args: Any, committees: Sequence[Named], before: TimetableRow | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "committee", [("", "None named"), *((str(row.id), row.name) for row in committees)])
        if before is None:
            del self.fields["reason"]
