"""Addresses of the scorecard."""

from django.urls import path

from goldenthread.entrypoints.workspace.assessment import views

urlpatterns = [
    path("scorecard/", views.scorecard, name="scorecard"),
    path("scorecard/scorecard.csv", views.scorecard_csv, name="scorecard_csv"),
]
