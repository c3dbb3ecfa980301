"""The address of the audit trail."""

from django.urls import path

from goldenthread.entrypoints.workspace.audit import views

urlpatterns = [path("audit/", views.trail, name="audit")]
