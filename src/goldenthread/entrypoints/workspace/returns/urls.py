"""Addresses of returns, sign-off, progress and timetables."""

from django.urls import path

from goldenthread.entrypoints.workspace.returns.collecting import calendar, progress, timetable
from goldenthread.entrypoints.workspace.returns.entering import check, figure, owed, returns
from goldenthread.entrypoints.workspace.returns.signing import ask, sign, waiting

urlpatterns = [
    path("returns/", returns, name="returns"),
    path("returns/<str:period>/<str:post>/", owed, name="return"),
    path("returns/<str:period>/<str:post>/figure/<int:figure>/", figure, name="return_figure"),
    path("returns/<str:period>/<str:post>/check/", check, name="return_check"),
    path("sign-off/", waiting, name="sign_off"),
    path("sign-off/<str:period>/<str:post>/", sign, name="sign_off_return"),
    path("sign-off/<str:period>/<str:post>/ask/<int:figure>/", ask, name="sign_off_ask"),
    path("collection/", progress, name="collection"),
    path("collection/deadlines.ics", calendar, name="collection_calendar"),
    path("collection/<str:period>/", timetable, name="timetable"),
]
