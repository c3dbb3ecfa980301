"""The authority, its parts, its places, its posts and the people who sign in."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from goldenthread.domain.fields import ExactDecimalField
from goldenthread.domain.organisation.rules.roles import Held
from goldenthread.engines.scoring.vocabulary import SCHEMES

DIRECTION_METHODS = ("previous", "last_year", "trend")
UNIT_KINDS = ("directorate", "division", "unit", "partner")
PLACE_KINDS = ("country", "region", "county", "district", "ward", "cluster")
POST_KINDS = ("officer", "chief_officer", "cabinet_member")
ROLES = ("officer", "approver", "director", "member", "performance", "auditor", "administrator", "partner")


class Place(models.Model):
    """An area with its ONS code. Codes end with reorganisation: ``successor`` is the place that took over."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in PLACE_KINDS])
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PLACE_KINDS), name="place_kind_is_known"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="place_is_named"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="place_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(valid_to__isnull=False), name="place_successor_needs_an_end"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Authority(models.Model):
    """The council itself: one row. Its rating scheme holds unless an indicator's definition says otherwise.

    ``illustrative`` marks a demonstration: every page and report then says that the figures are made up.
    """

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=20, choices=[(scheme, scheme) for scheme in SCHEMES], default="floor")
    tolerance = ExactDecimalField(null=True)
    direction_method = models.CharField(
        max_length=20, choices=[(method, method) for method in DIRECTION_METHODS], default="previous"
    )
    colour = models.CharField(max_length=7, default="#12436D")
    contact = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="authority_is_one"),
            models.CheckConstraint(condition=Q(scheme__in=SCHEMES), name="authority_scheme_is_known"),
            models.CheckConstraint(
                condition=Q(direction_method__in=DIRECTION_METHODS), name="authority_direction_is_known"
            ),
            models.CheckConstraint(condition=Q(colour__regex="^#[0-9A-Fa-f]{6}$"), name="authority_colour_is_a_colour"),
            models.CheckConstraint(
                condition=~Q(scheme__in=["percent", "absolute"]) | Q(tolerance__isnull=False),
                name="authority_tolerance_is_given",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A directorate, division, unit or partner.

    ``parent`` is where it stands on the days before its first :class:`UnitPlacement`; see ``queries.tree``.
    """

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in UNIT_KINDS])
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=UNIT_KINDS), name="unit_kind_is_known"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="unit_is_named"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="unit_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="unit_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(kind="directorate") | Q(parent__isnull=True), name="unit_directorate_has_no_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitPlacement(models.Model):
    """Where a unit belongs from a day on, until its next placement: a restructure adds rows and rewrites none."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["unit", "starts"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "starts"], name="unit_placement_once_a_day"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")), name="unit_placement_not_in_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} from {self.starts}"


class Committee(models.Model):
    """A committee of members that receives reports and answers for services."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="committee_is_named")]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post that answers for things; who holds it may change, what it answers for does not.

    A Cabinet member's post is a portfolio; ``portfolio`` is its name.
    """

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in POST_KINDS])
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    portfolio = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=POST_KINDS), name="post_kind_is_known"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(title=""), name="post_is_named"),
            models.CheckConstraint(
                condition=Q(portfolio="") | Q(kind="cabinet_member"), name="post_portfolio_is_a_members"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address whatever its capitals; creating goes through the operations."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with this address, in any capitals."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. What they may do comes from their roles, never from flags of their own.

    ``subject`` is reserved for single sign-on (issuer and subject of the identity provider), never an e-mail address.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=160)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    subject = models.CharField(max_length=200, null=True, unique=True)

    held_roles: list[Held] | None = None
    """The roles as read for one request; see ``permissions``."""

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_capitals"),
            models.CheckConstraint(condition=~Q(name=""), name="user_is_named"),
        ]

    def __str__(self) -> str:
        return self.name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Say whether the permission predicates allow ``perm`` on ``obj``."""
        from django.contrib.auth import get_backends

        if not self.is_active:
            return False
        return any(backend.has_perm(self, perm, obj) for backend in get_backends() if hasattr(backend, "has_perm"))


class RoleAssignment(models.Model):
    """A role of a person, in a part of the council, between two dates (both included; open if empty)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=[(role, role) for role in ROLES])
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)

    class Meta:
        ordering = ["user", "role"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=ROLES), name="role_is_known"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(starts__lte=F("ends")),
                name="role_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


class PostHolding(models.Model):
    """Who holds a post, or is its deputy, between two days (both included; open if empty).

    A post has at most one holder on a day, and any number of deputies; days without a holder are a vacancy. The
    database refuses two open holders; ``rules.holding`` refuses any other overlap.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    deputy = models.BooleanField(default=False)

    class Meta:
        ordering = ["post", F("starts").asc(nulls_first=True), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(ends__isnull=True, deputy=False), name="post_has_one_open_holder"
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(starts__lte=F("ends")),
                name="post_holding_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.post}"
