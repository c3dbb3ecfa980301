"""What a partner reports of an indicator."""

from typing import Any

from django import forms

from goldenthread.entrypoints.workspace.framework.forms import RevisingForm, text_field
from goldenthread.entrypoints.workspace.framework.reading import day_field


class ActionForm(RevisingForm):
    """What was done, what will be done, and by when. ``seen`` is 0 where nothing was said yet."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    action_taken = text_field("Action taken", hint="What was done since the last report.")
    action_planned = text_field("Action planned", hint="What will be done next, and by whom.")
    action_by = day_field("Done by (optional)")

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.get(name, "").strip() for name in ("action_taken", "action_planned")):
            self.add_error("action_taken", "Enter what was done, or what is planned")
        return data
