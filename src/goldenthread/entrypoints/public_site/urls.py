"""Addresses of the open pages."""

from django.urls import path

from goldenthread.entrypoints.public_site import documents, indicators, pages, plans

app_name = "public_site"
urlpatterns = [
    path("", indicators.home, name="home"),
    path("indicators/", indicators.listing, name="indicators"),
    path("indicators/<path:reference>/figures.csv", indicators.indicator_csv, name="indicator_csv"),
    path("indicators/<path:reference>/", indicators.indicator, name="indicator"),
    path("plans/", plans.plans, name="plans"),
    path("plans/<str:code>/", plans.plan, name="plan"),
    path("reports/", documents.reports, name="reports"),
    path("reports/<str:period>/<int:number>/", documents.report, name="report"),
    path("reports/<str:period>/<int:number>/<str:kind>", documents.report_file, name="report_file"),
    path("reports/<str:period>/<slug:name>/<int:number>/", documents.report, name="other_report"),
    path("reports/<str:period>/<slug:name>/<int:number>/<str:kind>", documents.report_file, name="other_report_file"),
    path("how-we-calculate/", pages.how_we_calculate, name="how_we_calculate"),
    path("how-we-calculate/<slug:page>/", pages.how_we_calculate_page, name="how_we_calculate_page"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("open-data/", indicators.open_data, name="open_data"),
    path("open-data/indicators.csv", indicators.open_data_csv, name="open_data_csv"),
    path("robots.txt", pages.robots, name="robots"),
    path("council.css", pages.stylesheet, name="stylesheet"),
]
