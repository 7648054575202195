"""What each user and each workshop has chosen about their own pages."""

from django.db import models

from verksign.records.ids import new_id
from verksign.records.models.users import User
from verksign.records.models.workshops import Workshop
from verksign.records.querysets import WorkshopQuerySet


class Preference(models.Model):
    """A user's own choice in one workshop: open sections, columns, Mina or Alla."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    value = models.JSONField()

    objects = WorkshopQuerySet["Preference"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "user", "name", name="one_choice_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SavedView(models.Model):
    """A list as a user wants to see it again: filters, sorting and columns are in its query."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    list = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    objects = WorkshopQuerySet["SavedView"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "user", "list", "name", name="one_view_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class CueLimit(models.Model):
    """How old the oldest behind a tile may be before the tile's bar says so; for everybody in the workshop."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    tile = models.CharField(max_length=20)
    watch_minutes = models.PositiveIntegerField()
    bad_minutes = models.PositiveIntegerField()

    objects = WorkshopQuerySet["CueLimit"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "tile", name="one_limit_per_tile"),
            models.CheckConstraint(
                name="watch_comes_before_bad",
                condition=models.Q(watch_minutes__lte=models.F("bad_minutes")),
            ),
        ]

    def __str__(self) -> str:
        return self.tile
