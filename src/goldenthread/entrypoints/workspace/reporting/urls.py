"""Addresses of reports."""

from django.urls import path

from goldenthread.entrypoints.workspace.reporting import exceptions, views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/draft/<str:period>/", views.draft, name="draft"),
    path("reports/draft/<str:period>/freeze/", views.freeze, name="freeze"),
    path("exceptions/", exceptions.exceptions, name="exceptions"),
    path("exceptions/review/", exceptions.exception_review, name="exception_review"),
    path("monitoring/", exceptions.monitoring, name="monitoring"),
    path("monitoring/monitoring.csv", exceptions.monitoring_csv, name="monitoring_csv"),
    path("reports/<int:edition>/", views.edition, name="edition"),
    path("reports/<int:edition>/publish/", views.publish, name="publish"),
    path("reports/<int:edition>/<str:kind>", views.edition_file, name="edition_file"),
]
