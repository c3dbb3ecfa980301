"""Every address of the program; who may open each stands in the access table (docs/access.md)."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
