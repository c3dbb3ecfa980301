"""Freezing an edition."""

from typing import Any

from django import forms


class FreezeForm(forms.Form):
    """Why there is another edition; the first one needs no reason."""

    note = forms.CharField(
        required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}), label="Note", strip=True
    )

    def __init__(self, data: Any = None, *, number: int) -> None:
        super().__init__(data)
        self.number = number
        if number > 1:
            self.fields["note"].label = "Why is there another edition?"
            self.fields[
                "note"
            ].help_text = "It is printed in the list of editions. For example: “Road figures corrected”."
        else:
            self.fields["note"].label = "Note (optional)"

    def clean_note(self) -> str:
        """Ask for the reason from the second edition on."""
        note = str(self.cleaned_data["note"])
        if self.number > 1 and not note:
            raise forms.ValidationError("Say why there is another edition")
        return note


class ReviewForm(forms.Form):
    """The decision about one indicator on the exception report's list; dropping it needs a reason."""

    period = forms.CharField(max_length=40, widget=forms.HiddenInput)
    reference = forms.CharField(max_length=60, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    decision = forms.ChoiceField(choices=[("kept", "Keep"), ("dropped", "Drop")], required=False)
    reason = forms.CharField(
        required=False,
        max_length=500,
        strip=True,
        label="Reason",
        help_text="Needed to drop it; it is printed in the report.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_reason(self) -> str:
        """Ask for the reason where the indicator is dropped."""
        reason = str(self.cleaned_data["reason"])
        if self.data.get("decision") == "dropped" and not reason:
            raise forms.ValidationError("Say why it is dropped: the reason is printed in the report")
        return reason

    def code(self) -> str:
        """Return the quarter that was asked about, as it was sent."""
        return str(self.data.get("period", ""))
