"""Addresses of plans, priorities and the golden thread."""

from django.urls import path

from goldenthread.entrypoints.workspace.framework import comparing, editing, plans, priority, thread, work

urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/compare/", comparing.compare_plans, name="compare_plans"),
    path("plans/loose-ends/", thread.orphans, name="orphans"),
    path("plans/<str:code>/", plans.plan, name="plan"),
    path("plans/<str:code>/plan.csv", plans.plan_csv, name="plan_csv"),
    path("plans/<str:code>/outcome/", plans.outcome, name="plan_outcome"),
    path("thread/", thread.thread, name="thread"),
    path("thread/thread.csv", thread.thread_csv, name="thread_csv"),
    path("thread/<str:code>/", thread.thread_item, name="thread_item"),
    path("thread/<str:code>/thread.csv", thread.thread_item_csv, name="thread_item_csv"),
    path("priorities/<str:code>/", priority.priority, name="priority"),
    path("priorities/<str:code>/change/", editing.edit_item, name="edit_item"),
    path("priorities/<str:code>/add/", editing.add_work, name="add_work"),
    path("milestones/<str:code>/", work.work_item, name="work_item"),
    path("milestones/<str:code>/<slug:task>/", editing.change_work, name="change_work"),
]
