"""Addresses of loading figures."""

from django.urls import path

from goldenthread.entrypoints.workspace.collection import views

urlpatterns = [
    path("load/", views.load, name="load"),
    path("load/done/", views.done, name="load_done"),
    path("load/<str:token>/", views.check, name="load_check"),
]
