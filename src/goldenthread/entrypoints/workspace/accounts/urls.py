"""Addresses of signing in and out. The names are those that allauth looks for; signing up has none."""

from django.urls import path

from goldenthread.entrypoints.workspace.accounts import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-out/", views.SignOut.as_view(), name="account_logout"),
    path("work/password/", views.ChangePassword.as_view(), name="account_change_password"),
]
