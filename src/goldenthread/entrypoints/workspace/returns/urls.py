"""Addresses of returns, sign-off, progress and timetables."""

from django.urls import path

from goldenthread.entrypoints.workspace.returns import collecting, entering, signing

urlpatterns = [
    path("returns/", entering.returns, name="returns"),
    path("returns/<str:period>/<str:post>/", entering.owed, name="return"),
    path("returns/<str:period>/<str:post>/figure/<int:figure>/", entering.figure, name="return_figure"),
    path("returns/<str:period>/<str:post>/check/", entering.check, name="return_check"),
    path("sign-off/", signing.waiting, name="sign_off"),
    path("sign-off/<str:period>/<str:post>/", signing.sign, name="sign_off_return"),
    path("sign-off/<str:period>/<str:post>/ask/<int:figure>/", signing.ask, name="sign_off_ask"),
    path("collection/", collecting.progress, name="collection"),
    path("collection/deadlines.ics", collecting.calendar, name="collection_calendar"),
    path("collection/<str:period>/", collecting.timetable, name="timetable"),
]
