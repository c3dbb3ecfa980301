"""Addresses of an indicator. A reference may hold a slash, so the file stands before the page."""

from django.urls import path

from goldenthread.entrypoints.workspace.indicators import trying, views

urlpatterns = [
    path("indicators/<path:reference>/figures.csv", views.indicator_csv, name="indicator_csv"),
    path("indicators/<path:reference>/what-if/", trying.what_if, name="what_if"),
    path("indicators/<path:reference>/", views.indicator, name="indicator"),
]
