"""Signing in and out, changing a password: allauth's views with our pages."""

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.conf import settings
from django.urls import reverse

from goldenthread.domain.organisation import queries as organisation
from goldenthread.entrypoints.workspace.accounts.forms import PasswordForm, SignInForm
from goldenthread.entrypoints.workspace.accounts.presenters import demonstration_rows


class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """Ask who it is. A demonstration lists whom one can be."""

    template_name = "workspace/accounts/sign_in.html"

    def get_form_class(self) -> type[SignInForm]:
        """Return our form."""
        return SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the title and, in a demonstration, the sign-ins."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        shown = demonstration_rows(organisation.people()) if settings.DEMONSTRATION else []
        return context | {
            "page_title": "Sign in",
            "page_error": context["form"].is_bound and not context["form"].is_valid(),
            "demonstration": shown,
            "demonstration_password": settings.DEMONSTRATION_PASSWORD,
        }


class SignOut(LogoutView):  # type: ignore[misc]
    """Sign out by POST; GET asks first."""

    template_name = "workspace/accounts/sign_out.html"
    extra_context = {"page_title": "Sign out"}

    def get_redirect_url(self) -> str:
        """Lead back to the sign-in page."""
        return reverse("account_login")


class ChangePassword(PasswordChangeView):  # type: ignore[misc]
    """Change one's own password."""

    template_name = "workspace/accounts/password.html"

    def get_form_class(self) -> type[PasswordForm]:
        """Return our form."""
        return PasswordForm

    def get_default_success_url(self) -> str:
        """Lead home, where a banner says that it is done."""
        return reverse("workspace:home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the title."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = context["form"]
        return context | {"page_title": "Change your password", "page_error": form.is_bound and not form.is_valid()}
