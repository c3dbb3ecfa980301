"""Addresses of the organisation."""

from django.urls import path

from goldenthread.entrypoints.workspace.organisation import changing, views

urlpatterns = [
    path("organisation/", views.council, name="organisation"),
    path("organisation/holders.csv", views.holders_csv, name="organisation_holders_csv"),
    path("organisation/structure.csv", views.structure_csv, name="organisation_structure_csv"),
    path("organisation/gaps/", views.gaps, name="organisation_gaps"),
    path("organisation/gaps.csv", views.gaps_csv, name="organisation_gaps_csv"),
    path("organisation/posts/<str:code>/", views.post, name="organisation_post"),
    path("organisation/posts/<str:code>/holder/", changing.begin, name="organisation_begin"),
    path("organisation/posts/<str:code>/answering/", changing.answering, name="organisation_answering"),
    path("organisation/holdings/<int:holding>/", changing.change, name="organisation_holding"),
    path("organisation/hand-over/", changing.hand_over, name="organisation_hand_over"),
    path("organisation/move/", changing.move, name="organisation_move"),
]
