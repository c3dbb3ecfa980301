"""The address of home."""

from django.urls import path

from goldenthread.entrypoints.workspace.home import views

urlpatterns = [path("", views.home, name="home")]
