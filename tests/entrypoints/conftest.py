"""The small council of the stories, for pages that are asked without a browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from goldenthread.domain.organisation import queries as organisation
from goldenthread.domain.organisation.models import RoleAssignment, Unit, User
from tests.stories.council import FAST_HASHERS, address_of, settle


@pytest.fixture
def council(db: None, settings: Any) -> None:
    """A council with figures; passwords are hashed fast, because slowness is what hashing is good for elsewhere."""
    settings.PASSWORD_HASHERS = FAST_HASHERS
    settle()


@pytest.fixture
def client_of(council: None) -> Callable[[str], Client]:
    """Return a client in which the person of a role is signed in; "anonymous" is nobody."""

    def made(role: str) -> Client:
        client = Client()
        if role != "anonymous":
            user = organisation.user(email=address_of(role))
            assert user is not None
            client.force_login(user, backend="goldenthread.entrypoints.workspace.accounts.backend.SignInBackend")
        return client

    return made


@pytest.fixture
def give_role(council: None) -> Callable[[str, str], None]:
    """Give the person of a role the same role in another part of the council too."""

    def given(role: str, unit: str) -> None:
        RoleAssignment.objects.create(
            user=User.objects.get(email=address_of(role)), role=role, unit=Unit.objects.get(code=unit)
        )

    return given
