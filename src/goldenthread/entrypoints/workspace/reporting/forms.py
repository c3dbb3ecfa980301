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
