"""Addresses of partnership agreements."""

from django.urls import path

from goldenthread.entrypoints.workspace.partnership import reporting, views

urlpatterns = [
    path("partnership/", views.partnership, name="partnership"),
    path(
        "partnership/<str:item>/milestones/<str:code>/", reporting.partnership_milestone, name="partnership_milestone"
    ),
    path("partnership/<str:item>/<path:reference>/", reporting.partnership_indicator, name="partnership_indicator"),
]
