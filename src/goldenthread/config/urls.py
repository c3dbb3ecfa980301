"""Every address of the program; who may open each stands in the access table (docs/access.md)."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("goldenthread.entrypoints.public_site.urls")),
    path("", include("goldenthread.entrypoints.workspace.accounts.urls")),
    path("work/", include("goldenthread.entrypoints.workspace.urls")),
]

handler403 = "goldenthread.entrypoints.public_site.errors.forbidden"
handler404 = "goldenthread.entrypoints.public_site.errors.not_found"
handler500 = "goldenthread.entrypoints.public_site.errors.broken"
