from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from verksign.domain.access import Actor, Role
from verksign.records.ids import new_id
from verksign.records.models.workshops import Workshop


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").casefold())


class User(AbstractBaseUser):
    """A person who works in one or more workshops; the log-in name is the e-mail address, casefolded."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=200, blank=True, default="")
    """Sorts å ä ö after z in any database."""
    language = models.CharField(max_length=2, default="sv")
    """Of the staff's pages: sv or en."""
    theme = models.CharField(max_length=5, blank=True)
    """light or dark; blank: as the system is set."""
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    """Made by the demo workshop; production refuses to start while one exists."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="user_email_is_lower_case",
                condition=models.Q(email=models.functions.Lower("email")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, user: User) -> Self:
        return self.filter(user=user, user__is_active=True).select_related("workshop")


class Membership(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=[(role.value, role.value) for role in Role])

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "user", name="one_membership_per_workshop"),
        ]

    def __str__(self) -> str:
        return f"{self.role} at {self.workshop_id}"

    def actor(self) -> Actor:
        """Who acts, with the role in this workshop; `user` must be loaded."""
        return Actor(
            user_id=self.user_id,
            workshop_id=self.workshop_id,
            role=Role(self.role),
            name=self.user.name,
        )
