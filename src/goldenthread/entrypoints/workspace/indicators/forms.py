"""What to try: a target, a scheme and their numbers. In the address bar, so that it can be passed on; never stored."""

from decimal import Decimal
from typing import Any

from django import forms

from goldenthread.design import words
from goldenthread.domain.assessment.queries import Scored, Trial, trial_faults
from goldenthread.engines.scoring.vocabulary import SCHEMES

_NUMBER = {"invalid": "Enter a number, such as 75 or 12.5", "max_digits": "Enter a number of at most 15 digits"}


def _number(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        required=False,
        label=label,
        max_digits=15,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=_NUMBER,
    )


class TrialForm(forms.Form):
    """Every number may be left out: each period then keeps its own."""

    scheme = forms.ChoiceField(
        label="Rated by",
        choices=[(code, words.SCHEME_WORDS[code].capitalize()) for code in SCHEMES],
        error_messages={"invalid_choice": "Choose one of the ways to rate"},
    )
    target = _number("Target")
    floor = _number("Floor standard")
    tolerance = _number("Tolerance")
    lower = _number("Range from")
    upper = _number("Range to")

    def __init__(self, data: Any, *, scored: Scored) -> None:
        super().__init__(data, initial={"scheme": scored.scheme})
        self._polarity = scored.polarity
        for name in ("target", "floor", "lower", "upper", "tolerance"):
            now: Decimal | None = getattr(scored, name)
            if now is not None:
                self.fields[name].label = f"{self.fields[name].label} (now {now.normalize():f})"

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be tried, beside its field."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for name, sentence in trial_faults(self.trial(), polarity=self._polarity).items():
            if name not in self.errors:
                self.add_error(name, sentence)
        return found

    def trial(self) -> Trial:
        """Return what is to be tried; what could not be read is left out."""
        numbers = {name: self.cleaned_data.get(name) for name in ("target", "floor", "lower", "upper", "tolerance")}
        return Trial(scheme=self.cleaned_data.get("scheme", ""), **numbers)
