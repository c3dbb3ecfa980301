"""Addresses of unit plans."""

from django.urls import path

from goldenthread.entrypoints.workspace.unit_plans import approving, monitoring, reading, writing

urlpatterns = [
    path("unit-plans/", reading.unit_plans, name="unit_plans"),
    path("unit-plans/<str:code>/", reading.unit_plan, name="unit_plan"),
    path("unit-plans/<str:code>/write/<str:section>/", writing.section, name="unit_plan_section"),
    path("unit-plans/<str:code>/costs/new/", writing.new_cost, name="unit_plan_cost_new"),
    path("unit-plans/<str:code>/costs/<int:position>/", writing.cost, name="unit_plan_cost"),
    path("unit-plans/<str:code>/actions/new/", writing.action, name="unit_plan_action"),
    path("unit-plans/<str:code>/submit/", approving.submit, name="unit_plan_submit"),
    path("unit-plans/<str:code>/approval/", approving.approval, name="unit_plan_approval"),
    path("unit-plans/<str:code>/monitoring/", monitoring.monitoring, name="unit_plan_monitoring"),
]
