"""How allauth behaves here: nobody signs up by themselves, and a new password leaves a trace."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import timezone

from goldenthread.domain.organisation import operations

_LOG = logging.getLogger("goldenthread.sign_in")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are given by an administrator, never taken."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "That e-mail address and password do not belong together. Check both and try again.",
        "account_inactive": "This account is closed. Ask the performance team.",
        "too_many_login_attempts": "Too many attempts. Wait five minutes, then try again.",
        "enter_current_password": "That is not the password you have now.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always no."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Lead the council's people home, and a partner's to the agreement: home is not theirs."""
        if request.user.has_perm("goldenthread.view_workspace"):
            return str(super().get_login_redirect_url(request))
        return resolve_url("workspace:partnership")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down who was tried, and from where; never the password."""
        super().authentication_failed(request, **credentials)
        # As a literal: a line break in what was typed must not begin a line of the log.
        _LOG.warning(
            "Sign-in refused for %r from %s", credentials.get("email", ""), request.META.get("REMOTE_ADDR", "")
        )

    def set_password(self, user: Any, password: str) -> None:
        """Change a password through the one door for writes, so that the audit trail knows of it."""
        operations.set_password(email=user.email, password=password, by=user, at=timezone.now())
        user.refresh_from_db(fields=["password"])

    def add_message(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Keep quiet: our pages say what happened, and a greeting after every sign-in helps nobody."""
        if "password_changed" in str(args):
            super().add_message(request, *args, **kwargs)
