"""The forms of allauth in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """E-mail address and password; pasting and password managers are welcome."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].error_messages = {
            "required": "Enter your e-mail address",
            "invalid": "Enter an e-mail address like name@council.gov.uk",
        }
        self.fields["login"].widget = forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"})
        self.fields["password"].error_messages = {"required": "Enter your password"}
        self.fields["password"].help_text = ""


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The old password once, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (
            ("oldpassword", "Enter the password you have now"),
            ("password1", "Enter a new password"),
            ("password2", "Enter the new password again"),
        ):
            self.fields[name].error_messages = {"required": words}
            self.fields[name].help_text = ""
