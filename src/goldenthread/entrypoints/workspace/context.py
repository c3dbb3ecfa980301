"""What every page knows."""

from typing import Any

from django.http import HttpRequest


def council(request: HttpRequest) -> dict[str, Any]:
    """Give every template the council's name and colour."""
    return {}
