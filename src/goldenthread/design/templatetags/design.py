"""What templates need to show marks, dates, fields and errors in our look."""

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from goldenthread.design import forms as fields
from goldenthread.design import marks, words

register = template.Library()


@register.simple_tag
def rating(code: str, word: str = "") -> SafeString:
    """Show a rating as shape, word and colour."""
    return marks.rating_html(code, word)


@register.simple_tag
def direction(code: str) -> SafeString:
    """Show a direction as arrow and word."""
    return marks.direction_html(code)


@register.filter
def day(value: date | None) -> str:
    """Show a date: "1 July 2022"."""
    return words.day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """Show a moment: "1 July 2022, 9:30am"."""
    return words.moment(value)


@register.simple_tag
def field(bound: BoundField, label: str = "", hint: str = "") -> SafeString:
    """Show a form field with label, hint and error."""
    return fields.render_field(bound, label=label, hint=hint)


@register.inclusion_tag("design/error_summary.html")
def error_summary(form: forms.BaseForm | None) -> dict[str, Any]:
    """Show every error of a form at the top of the page, each leading to its field."""
    return {"faults": fields.faults(form) if form is not None and form.is_bound else []}
