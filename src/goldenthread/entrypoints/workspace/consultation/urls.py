"""Addresses of consultations: each below the plan that it is about."""

from django.urls import path

from goldenthread.entrypoints.workspace.consultation import drafts, endorsing, log

urlpatterns = [
    path("plans/<str:code>/consultation/", log.log, name="consultation"),
    path("plans/<str:code>/consultation.csv", log.log_csv, name="consultation_csv"),
    path("plans/<str:code>/consultation/new/", log.new, name="comment_new"),
    path("plans/<str:code>/consultation/<int:iteration>/<int:number>/", log.one, name="comment"),
    path("plans/<str:code>/iterations/", drafts.iterations, name="iterations"),
    path("plans/<str:code>/iterations/compare/", drafts.compare, name="iterations_compare"),
    path("plans/<str:code>/iterations/<int:number>/", drafts.iteration, name="iteration"),
    path("plans/<str:code>/endorsements/new/", endorsing.give, name="endorsement_new"),
    path("plans/<str:code>/endorsements/ask/", endorsing.ask, name="endorsement_ask"),
]
