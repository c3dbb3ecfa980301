"""The access table: who may open which address. Enforced on every request; docs/access.md is written from it.

An address without an entry stops the program at its start, so that nobody can forget one.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC: Final = "public"
SIGNED_IN: Final = "signed in"
_SEE, _LOAD, _FREEZE = "goldenthread.view_workspace", "goldenthread.load_figures", "goldenthread.freeze_edition"
_REVIEW = "goldenthread.review_exceptions"
_EDIT = "goldenthread.edit_plans"
_PUBLISH, _AUDIT = "goldenthread.publish_edition", "goldenthread.view_audit"
_ORGANISE = "goldenthread.change_organisation"

_CONSULT, _WRITE = "goldenthread.run_consultation", "goldenthread.write_unit_plan"
_PARTNER = "goldenthread.view_partnership"


class Door(NamedTuple):
    """Who may open an address (``public``, ``signed in`` or the name of a permission), and what is behind it."""

    who: str
    what: str


ACCESS: Final[dict[str, Door]] = {
    "public_site:home": Door(PUBLIC, "How the council is doing"),
    "public_site:indicators": Door(PUBLIC, "Every public indicator"),
    "public_site:indicator": Door(PUBLIC, "One public indicator; others are not found"),
    "public_site:indicator_csv": Door(PUBLIC, "The figures of one public indicator"),
    "public_site:plans": Door(PUBLIC, "Public plans"),
    "public_site:plan": Door(PUBLIC, "One public plan; drafts, internal plans and personal objectives are not found"),
    "public_site:reports": Door(PUBLIC, "Published reports"),
    "public_site:report": Door(PUBLIC, "One published report; drafts and unpublished editions are not found"),
    "public_site:report_file": Door(PUBLIC, "A published report as a file"),
    "public_site:other_report": Door(PUBLIC, "The same for a report beside the quarterly one"),
    "public_site:other_report_file": Door(PUBLIC, "The same as a file"),
    "public_site:how_we_calculate": Door(PUBLIC, "How ratings and directions are worked out"),
    "public_site:how_we_calculate_page": Door(PUBLIC, "One page of the same"),
    "public_site:accessibility": Door(PUBLIC, "Accessibility statement"),
    "public_site:open_data": Door(PUBLIC, "The files of open data"),
    "public_site:open_data_csv": Door(PUBLIC, "All public indicators with their latest figures"),
    "public_site:robots": Door(PUBLIC, "What search engines may read"),
    "public_site:stylesheet": Door(PUBLIC, "The council’s colour"),
    "account_login": Door(PUBLIC, "Sign in"),
    "account_logout": Door(SIGNED_IN, "Sign out"),
    "account_change_password": Door(SIGNED_IN, "Change your password"),
    "workspace:home": Door(_SEE, "Home: tasks, changes, scorecards"),
    "workspace:scorecard": Door(_SEE, "The scorecard"),
    "workspace:scorecard_csv": Door(_SEE, "The same view as a file"),
    "workspace:indicator": Door(_SEE, "One indicator"),
    "workspace:what_if": Door(_SEE, "What another target or scheme would have said; nothing is stored"),
    "workspace:indicator_csv": Door(_SEE, "Its figures as a file"),
    "workspace:reports": Door(_SEE, "Editions of the report"),
    "workspace:draft": Door(_SEE, "The draft report as it stands now"),
    "workspace:edition": Door(_SEE, "One edition"),
    "workspace:edition_file": Door(_SEE, "One edition as a file"),
    "workspace:freeze": Door(_FREEZE, "Freeze the draft as an edition"),
    "workspace:publish": Door(_PUBLISH, "Publish an edition"),
    "workspace:exceptions": Door(_SEE, "The exception report’s list, and what was decided of each indicator"),
    "workspace:exception_review": Door(_REVIEW, "Keep an indicator on the exception report, or drop it"),
    "workspace:monitoring": Door(_SEE, "How often each indicator should be looked at"),
    "workspace:monitoring_csv": Door(_SEE, "The same as a file"),
    "workspace:load": Door(_LOAD, "Load figures: choose and check files"),
    "workspace:load_check": Door(_LOAD, "Load figures: what was found, and confirm; own uploads only"),
    "workspace:load_done": Door(_LOAD, "Load figures: what was stored"),
    "workspace:plans": Door(_SEE, "Plans of every kind; personal objectives only to their officer and manager"),
    "workspace:compare_plans": Door(_SEE, "What changed in the plans between two days"),
    "workspace:orphans": Door(_SEE, "Loose ends of the golden thread"),
    "workspace:plan": Door(_SEE, "One plan; somebody else’s objectives are not found"),
    "workspace:plan_csv": Door(_SEE, "The items of one plan as a file; as the page"),
    "workspace:plan_outcome": Door(_SEE, "What became of a closed plan; others have none"),
    "workspace:thread": Door(_SEE, "The golden thread from the top down"),
    "workspace:thread_csv": Door(_SEE, "The same as a file"),
    "workspace:thread_item": Door(_SEE, "One item with all above and below it; as the plan it is in"),
    "workspace:thread_item_csv": Door(_SEE, "The same as a file"),
    "workspace:priority": Door(_SEE, "One item of a plan; as the plan it is in"),
    "workspace:work_item": Door(_SEE, "One milestone or action; as an item that has it"),
    "workspace:edit_item": Door(_EDIT, "Change an item’s words: the performance team, and who answers for it"),
    "workspace:add_work": Door(_EDIT, "Add a milestone or action: the same"),
    "workspace:change_work": Door(_EDIT, "Progress, promise, decision of a milestone or action: the same"),
    "workspace:organisation": Door(_SEE, "The council on a day: its parts, posts, holders and restructures"),
    "workspace:organisation_post": Door(_SEE, "A post: who held it when, what it answers for"),
    "workspace:organisation_gaps": Door(_SEE, "What nobody answers for"),
    "workspace:organisation_gaps_csv": Door(_SEE, "The same as a file"),
    "workspace:organisation_holders_csv": Door(_SEE, "Who held which post when, as a file"),
    "workspace:organisation_structure_csv": Door(_SEE, "Every move of a unit, as a file"),
    "workspace:organisation_begin": Door(_ORGANISE, "Enter a holder or deputy"),
    "workspace:organisation_holding": Door(_ORGANISE, "Change the days of a holder or deputy"),
    "workspace:organisation_hand_over": Door(_ORGANISE, "Hand over the posts of somebody who leaves"),
    "workspace:organisation_answering": Door(_ORGANISE, "Let another post answer for indicators"),
    "workspace:organisation_move": Door(_ORGANISE, "Move a unit to another part of the council"),
    "workspace:consultation": Door(_SEE, "What was said about the drafts of a plan, and what was answered"),
    "workspace:consultation_csv": Door(_SEE, "The same as a file"),
    "workspace:comment": Door(_SEE, "One comment; whoever runs the consultation answers it"),
    "workspace:comment_new": Door(_CONSULT, "Add a comment; only over one’s own part of the council"),
    "workspace:iterations": Door(_SEE, "The numbered drafts of a plan, and who has endorsed which"),
    "workspace:iteration": Door(_SEE, "Every word of one draft"),
    "workspace:iterations_compare": Door(_SEE, "Two drafts compared word by word"),
    "workspace:endorsement_new": Door(_CONSULT, "Record an endorsement; only over one’s own part of the council"),
    "workspace:endorsement_ask": Door(_CONSULT, "Ask a body to endorse; only over one’s own part of the council"),
    "workspace:returns": Door(_SEE, "Returns that the reader fills in"),
    "workspace:return": Door(_SEE, "One return; only for its post’s holder, deputies and those who enter for its unit"),
    "workspace:return_figure": Door(_SEE, "One figure of a return, with the same limits"),
    "workspace:return_check": Door(_SEE, "Check a return and submit it, with the same limits"),
    "workspace:sign_off": Door(_SEE, "Returns that wait for the reader’s signature"),
    "workspace:sign_off_return": Door(_SEE, "Sign a return or send it back; only with a signing role over its unit"),
    "workspace:sign_off_ask": Door(_SEE, "Ask about one figure of a return, with the same limits"),
    "workspace:collection": Door(_SEE, "How far the collection of a quarter has come"),
    "workspace:collection_calendar": Door(_SEE, "Deadlines as a calendar file"),
    "workspace:timetable": Door("goldenthread.run_collection", "Set or move the meeting of a quarter"),
    "workspace:unit_plans": Door(_SEE, "Unit operating plans, with how each stands"),
    "workspace:unit_plan": Door(_SEE, "One unit plan"),
    "workspace:unit_plan_section": Door(_WRITE, "Write a topic; only its own authors"),
    "workspace:unit_plan_cost_new": Door(_WRITE, "Add an activity with its cost; only its own authors"),
    "workspace:unit_plan_cost": Door(_WRITE, "Change an activity or its cost; only its own authors"),
    "workspace:unit_plan_action": Door(_WRITE, "Add an action; only its own authors"),
    "workspace:unit_plan_submit": Door(_WRITE, "Check a unit plan and submit it; only its own authors"),
    "workspace:unit_plan_approval": Door(_SEE, "How a unit plan was decided on; only whose turn it is decides"),
    "workspace:unit_plan_monitoring": Door(_SEE, "What was off track; only its own authors record a review"),
    "workspace:partnership": Door(_PARTNER, "The partnership agreement; a partner finds its own outcomes only"),
    "workspace:partnership_milestone": Door(_PARTNER, "Report progress on a milestone; only the outcome’s own partner"),
    "workspace:partnership_indicator": Door(_PARTNER, "Report action on an indicator; only the outcome’s own partner"),
    "workspace:audit": Door(_AUDIT, "The audit trail"),
}


def patterns(resolver: URLResolver | None = None, *, prefix: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    """Yield the full name and the address of every URL of the program."""
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from patterns(entry, prefix=address, space=inner)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name or ''}", f"/{address}"


def check_table() -> None:
    """Raise ImproperlyConfigured when an address has no entry, or an entry has no address."""
    found = {name for name, _ in patterns()}
    unlisted, stale = sorted(found - ACCESS.keys()), sorted(ACCESS.keys() - found)
    if unlisted or stale:
        raise ImproperlyConfigured(
            f"The access table and the addresses differ. Without an entry: {unlisted or 'none'}; "
            f"entries without an address: {stale or 'none'}. Edit goldenthread/config/access.py."
        )


def as_markdown() -> str:
    """Return docs/access.md as it must be."""
    lines = [
        "# Who may open what",
        "",
        "Written from `src/goldenthread/config/access.py` by `python -m goldenthread.config.access_page`, never by",
        "hand. Every request is checked against this table. “public” needs no sign-in; “signed in” any account; a",
        "permission is held through a role (see `goldenthread.domain.organisation.permissions`). Whoever is not signed",
        "in is led to the sign-in page; whoever is signed in without the permission is told so (403).",
        "",
        "| address | name | who | what |",
        "|---|---|---|---|",
    ]
    lines += [f"| `{address}` | `{name}` | {ACCESS[name].who} | {ACCESS[name].what} |" for name, address in patterns()]
    return "\n".join(lines) + "\n"


class AccessMiddleware:
    """Refuses what the table does not allow; says how long an answer may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        check_table()
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and mark whatever is not open to all as never to be kept."""
        response = self.get_response(request)
        if "Cache-Control" not in response:
            open_page = request.resolver_match is not None and request.resolver_match.namespace == "public_site"
            kept = open_page and response.status_code == 200 and request.method in {"GET", "HEAD"}
            response["Cache-Control"] = "public, max-age=300" if kept else "no-store, private"
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Let through, lead to the sign-in page, or refuse."""
        match = request.resolver_match
        needed = ACCESS[match.view_name].who if match is not None else "nothing: unknown address"
        if needed == PUBLIC:
            return None
        if not request.user.is_authenticated:
            return HttpResponseRedirect(
                f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"
            )
        if needed != SIGNED_IN and not request.user.has_perm(needed):
            raise PermissionDenied(f"This needs the permission {needed}.")
        return None
