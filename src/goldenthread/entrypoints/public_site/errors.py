"""Pages for what went wrong: what happened, what it means, what to do."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, with the reason where one was given."""
    reason = exception.args[0] if exception is not None and exception.args else ""
    words = reason if isinstance(reason, str) else ""
    return render(request, "public_site/404.html", {"page_title": "Page not found", "reason": words}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the account has no right to this page."""
    return render(request, "public_site/403.html", {"page_title": "You cannot open this page"}, status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open too long or came from elsewhere; nothing was stored."""
    return render(request, "public_site/expired.html", {"page_title": "This form has expired"}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the program failed, without asking the database, which may be what failed."""
    page = get_template("public_site/500.html").template.render(_bare())  # type: ignore[attr-defined]  # Django's own engine has a template inside
    return HttpResponse(page, status=500)


def _bare() -> object:
    from django.template import Context

    return Context({"page_title": "Something went wrong", "static_address": settings.STATIC_URL})
