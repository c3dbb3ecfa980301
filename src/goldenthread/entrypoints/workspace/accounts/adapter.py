"""How allauth behaves here: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given by an administrator, never taken."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Always no."""
        return False
