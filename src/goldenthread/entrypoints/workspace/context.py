"""What every page knows: the council, where one can go, who is signed in. Public pages never look at the session."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from goldenthread.design import colour
from goldenthread.domain.organisation import queries as organisation


class Entry(NamedTuple):
    """A link of the main navigation."""

    name: str
    url: str
    active: bool
    current: bool


_PUBLIC = (
    ("How we are doing", "public_site:home", ("home",)),
    ("Indicators", "public_site:indicators", ("indicators", "indicator")),
    ("Plans", "public_site:plans", ("plans", "plan")),
    ("Reports", "public_site:reports", ("reports", "report")),
    ("How we calculate", "public_site:how_we_calculate", ("how_we_calculate", "how_we_calculate_page")),
)
_WORK = (
    ("Home", "workspace:home", "", ("home",)),
    ("Scorecard", "workspace:scorecard", "", ("scorecard", "indicator")),
    (
        "Plans",
        "workspace:plans",
        "",
        (
            *("plans", "plan", "plan_outcome", "compare_plans", "orphans", "thread", "thread_item"),
            *("priority", "work_item", "edit_item", "add_work", "change_work"),
            *("consultation", "comment", "comment_new", "iterations", "iteration", "iterations_compare"),
            *("endorsement_new", "endorsement_ask", "unit_plans", "unit_plan", "unit_plan_section"),
            *("unit_plan_cost_new", "unit_plan_cost", "unit_plan_action", "unit_plan_submit"),
            *("unit_plan_approval", "unit_plan_monitoring"),
        ),
    ),
    (
        "Returns",
        "workspace:returns",
        "",
        (
            *("returns", "return", "return_figure", "return_check", "collection", "timetable"),
            *("sign_off", "sign_off_return", "sign_off_ask"),
        ),
    ),
    ("Load figures", "workspace:load", "goldenthread.load_figures", ("load", "load_check", "load_done")),
    (
        "Reports",
        "workspace:reports",
        "",
        ("reports", "draft", "edition", "freeze", "publish", "exceptions", "exception_review", "monitoring"),
    ),
    (
        "Organisation",
        "workspace:organisation",
        "",
        (
            *("organisation", "organisation_post", "organisation_gaps", "organisation_begin", "organisation_holding"),
            *("organisation_hand_over", "organisation_answering", "organisation_move"),
        ),
    ),
    (
        "Partnership",
        "workspace:partnership",
        "goldenthread.report_partnership",
        ("partnership", "partnership_indicator", "partnership_milestone"),
    ),
    ("Audit trail", "workspace:audit", "goldenthread.view_audit", ("audit",)),
)


def council(request: HttpRequest) -> dict[str, Any]:
    """Give every template the council's name and colour and its navigation; one query."""
    match = request.resolver_match
    inside = match is not None and (match.namespace == "workspace" or match.url_name == "account_change_password")
    page = match.url_name if match is not None else ""
    try:
        row = organisation.authority()
        name, shade, illustrative = row.name, row.colour, row.illustrative
        contact, licence, ready = row.contact, row.licence, True
    except organisation.NotSetUpError:
        name, shade, illustrative = "Golden Thread", colour.DEFAULT, False
        contact, licence, ready = "", "", False
    guest = inside and not request.user.has_perm("goldenthread.view_workspace")
    navigation = _work(request, page or "") if inside else _public(page or "", ready=ready)
    return {
        "council": {
            "name": name,
            "colour": shade,
            "illustrative": illustrative,
            "contact": contact,
            "licence": licence,
            "ready": ready,
            "home": reverse("workspace:partnership" if guest else "workspace:home" if inside else "public_site:home"),
            "stylesheet": f"{reverse('public_site:stylesheet')}?{shade.removeprefix('#')}",
            "navigation": navigation,
            "who": str(request.user) if inside and request.user.is_authenticated else "",
        }
    }


def _public(page: str, *, ready: bool) -> list[Entry]:
    if not ready:
        return []
    return [
        Entry(name=name, url=reverse(address), active=page in pages, current=page == pages[0])
        for name, address, pages in _PUBLIC
    ]


def _work(request: HttpRequest, page: str) -> list[Entry]:
    return [
        Entry(name=name, url=reverse(address), active=page in pages, current=page == pages[0])
        for name, address, needed, pages in _WORK
        if request.user.has_perm(needed or "goldenthread.view_workspace")
    ]
