"""What is typed into a unit plan. What may be kept the operations decide; they answer beside the field."""

from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.domain.unit_plans.operations import UnitPlanError
from goldenthread.domain.unit_plans.queries import OffTrackRow
from goldenthread.entrypoints.workspace.unit_plans.presenters import REVIEW_NAMES

MORE_ROWS = 2
"""Empty places for what is off track beside those that the plan's own dates show."""


def words(label: str, *, hint: str = "", rows: int = 4) -> forms.CharField:
    """Return a field for sentences; whether they may be missing the operation says."""
    return forms.CharField(label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rows}))


def day(label: str) -> forms.DateField:
    """Return a field for a day that may be left out."""
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day like 2026-07-31"},
    )


class Pounds(forms.DecimalField):
    """A sum in pounds and pence, with or without the sign and the commas."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(
            label=label,
            required=False,
            decimal_places=2,
            max_digits=14,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={
                "invalid": "Enter pounds and pence in figures, for example 125,000 or 1250.50",
                "max_decimal_places": "Enter at most two figures after the point",
            },
            **more,
        )

    def to_python(self, value: Any) -> Any:
        """Take "£1,250.50" for 1250.50."""
        return super().to_python(value.replace("£", "").replace(",", "").strip() if isinstance(value, str) else value)


class KeptForm(forms.Form):
    """A form whose sentence of refusal comes from an operation."""

    def refuse(self, error: UnitPlanError) -> None:
        """Put the sentence beside its field, or at the top."""
        self.add_error(error.field if error.field in self.fields else None, str(error))


class SectionForm(KeptForm):
    """What the plan says on a topic."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = words("What the plan says", rows=10)


class CostForm(KeptForm):
    """An activity and what it costs."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    activity = forms.CharField(
        required=False, max_length=300, label="Activity", help_text="For example “Home visits, 4,000 in the year”."
    )
    amount = Pounds("What it costs in the year", help_text="In pounds and pence.")
    withdrawn = forms.BooleanField(required=False, label="Take this activity out of the plan")

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        if initial is None:
            del self.fields["withdrawn"]


class ActionForm(KeptForm):
    """An action of the plan."""

    title = forms.CharField(required=False, max_length=300, label="What will be done?")
    description = words("More about it (optional)", rows=3)
    ends = day("By which day? (optional)")


class SubmitForm(KeptForm):
    """A note to those who approve."""

    note = words("Note to those who approve (optional)", rows=3)


class DecisionForm(KeptForm):
    """Approve or return; the last approval names the authority that it delegates."""

    stage = forms.CharField(widget=forms.HiddenInput, max_length=30)
    decision = forms.ChoiceField(
        label="Your decision",
        choices=(("", "Choose"), ("approved", "Approve"), ("returned", "Return")),
        error_messages={"required": "Choose to approve the plan or to return it"},
    )
    amount = Pounds("Budget for which authority is delegated")
    text = words("For what is the authority delegated?", rows=3)
    reason = words("Reason", hint="A return needs one: say what must change.", rows=3)

    def __init__(self, data: Any = None, *, initial: dict[str, Any], delegates: bool) -> None:
        super().__init__(data, initial=initial)
        if not delegates:
            del self.fields["amount"], self.fields["text"]


class WithdrawForm(KeptForm):
    """Taking a submission back."""

    stage = forms.CharField(widget=forms.HiddenInput, max_length=30)
    withdraw = forms.CharField(widget=forms.HiddenInput, initial="yes")


class ReviewForm(KeptForm):
    """A review by exception: rows for what is off track, and a note."""

    kind = forms.ChoiceField(label="What is it?", choices=list(REVIEW_NAMES.items()))
    on = forms.DateField(
        label="Day of the review",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day like 2026-07-31", "required": "Enter a day like 2026-07-31"},
    )
    note = words("Note by the unit manager", hint="How the plan stands as a whole.")

    def __init__(self, data: Any = None, *, off_track: list[str]) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        self.rows = range(1, len(off_track) + MORE_ROWS + 1)
        for number in self.rows:
            start = off_track[number - 1] if number <= len(off_track) else ""
            self.fields[f"what_{number}"] = forms.CharField(
                required=False, max_length=300, label=f"Off track, number {number}: what?", initial=start
            )
            self.fields[f"reason_{number}"] = words(f"Number {number}: why?", rows=2)
            self.fields[f"action_{number}"] = words(f"Number {number}: what is done about it? (optional)", rows=2)

    def exceptions(self) -> list[OffTrackRow]:
        """Return the rows that were filled in."""
        typed = self.cleaned_data
        rows = [
            OffTrackRow(
                what=typed[f"what_{number}"], reason=typed[f"reason_{number}"], action=typed[f"action_{number}"]
            )
            for number in self.rows
        ]
        return [row for row in rows if row.what or row.reason or row.action]

    def refuse(self, error: UnitPlanError) -> None:
        """Put what is wrong with a row beside the first row that lacks something."""
        if error.field != "exceptions":
            super().refuse(error)
            return
        for number in self.rows:
            what, reason = (self.cleaned_data[f"{name}_{number}"].strip() for name in ("what", "reason"))
            if bool(what) != bool(reason) or (self.cleaned_data[f"action_{number}"] and not what):
                self.add_error(f"reason_{number}" if what else f"what_{number}", str(error))
                return
