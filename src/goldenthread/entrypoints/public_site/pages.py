"""Pages of words: how we calculate, accessibility; and what machines ask for."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

from goldenthread.design import colour, words
from goldenthread.domain.organisation import queries as organisation
from goldenthread.engines.rendering.html import stylesheet as report_stylesheet


@cache
def _rulebook() -> dict[str, tuple[str, str]]:
    """Return the pages written from the worked examples: slug to (title, text); none where they are not installed."""
    folder = Path(settings.PROJECT) / "docs" / "rulebook"
    pages = {}
    for file in sorted(folder.glob("*.md")) if folder.is_dir() else []:
        text = file.read_text(encoding="utf-8")
        # What stands before the title is for whoever edits the file, not for whoever reads the page.
        first = next((line for line in text.splitlines() if line.startswith("# ")), f"# {file.stem}")
        pages[file.stem.lower()] = (first.removeprefix("# ").strip(), text.partition(first)[2] or text)
    return pages


@require_safe
def how_we_calculate(request: HttpRequest) -> HttpResponse:
    """Explain ratings and directions in plain words, and lead to the worked examples."""
    return render(
        request,
        "public_site/how_we_calculate.html",
        {
            "page_title": "How we calculate",
            "schemes": [(name, words.SCHEME_SENTENCES[code]) for code, name in words.SCHEME_WORDS.items()],
            "pages": [(slug, title) for slug, (title, _) in _rulebook().items()],
        },
    )


@require_safe
def how_we_calculate_page(request: HttpRequest, page: str) -> HttpResponse:
    """Show one page of worked examples."""
    if page not in _rulebook():
        raise Http404("There is no such page of worked examples.")
    title, text = _rulebook()[page]
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return render(
        request,
        "public_site/how_we_calculate_page.html",
        {
            "page_title": title,
            "crumbs": [
                {"name": "How we calculate", "url": reverse("public_site:how_we_calculate")},
                {"name": title},
            ],
            "body": mark_safe(body),  # noqa: S308 - our own pages, raw HTML switched off
        },
    )


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "public_site/accessibility.html", {"page_title": "Accessibility statement"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read the open pages, never the workspace."""
    text = f"User-agent: *\nDisallow: {reverse('workspace:home')}\nDisallow: {reverse('account_login')}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def stylesheet(request: HttpRequest) -> HttpResponse:
    """The council's colour and the rules of a report; the address changes with the colour, so it may be kept long."""
    try:
        shade = organisation.authority().colour
    except organisation.NotSetUpError:
        shade = colour.DEFAULT
    response = HttpResponse(
        colour.stylesheet(shade) + report_stylesheet(colour=shade), content_type="text/css; charset=utf-8"
    )
    response["Cache-Control"] = "public, max-age=86400"
    return response
