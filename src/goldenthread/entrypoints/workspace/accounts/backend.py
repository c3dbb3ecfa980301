"""Who somebody is: allauth's answer, and nothing else. What they may do comes from roles alone."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend


class SignInBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """Checks address and password. Gives no permission: Django's own flags and groups do not exist here."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Give nothing."""
        return False

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Give nothing."""
        return False
