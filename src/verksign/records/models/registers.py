"""Customers, vehicles, articles, labour operations and packages."""

from typing import Self

from django.db import models
from django.db.models import Q

from verksign.records.ids import new_id
from verksign.records.models.workshops import Workshop
from verksign.records.querysets import WorkshopQuerySet


class RegisterQuerySet[M: models.Model](WorkshopQuerySet[M]):
    def matching(self, words: list[str]) -> Self:
        """Rows whose search text holds every word; the words come from `domain.search_keys`."""
        rows = self
        for word in words:
            rows = rows.filter(search__contains=word)
        return rows

    def sorted(self) -> Self:
        return self.order_by("sort_key", "id")


class RegisterRow(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    number = models.CharField(max_length=30)
    search = models.TextField()
    """Casefolded words that a search may hit, see `domain.search_keys`."""
    sort_key = models.CharField(max_length=300)
    """Sorts å ä ö after z in any database."""
    version = models.PositiveIntegerField(default=1)
    """Counts edits, so that two people never overwrite each other unseen."""
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint("workshop", "number", name="one_%(class)s_per_number"),
        ]
        indexes = [models.Index(fields=["workshop", "sort_key", "id"], name="%(class)s_sorted")]

    def __str__(self) -> str:
        return self.number


class Customer(RegisterRow):
    kind = models.CharField(max_length=10)
    """`CustomerKind`: consumer or company; only a default, each document keeps its own."""
    name = models.CharField(max_length=120)
    org_number = models.CharField(max_length=13, blank=True)
    address = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=60, blank=True)
    city_key = models.CharField(max_length=200, blank=True, default="")
    """As `sort_key`, of the town."""
    phone = models.CharField(max_length=20, blank=True)
    """E.164, or as typed when it is no Swedish or international number."""
    email = models.CharField(max_length=254, blank=True)
    notes = models.TextField(blank=True)
    """Internal; never shown to the customer."""

    objects = RegisterQuerySet["Customer"].as_manager()

    class Meta(RegisterRow.Meta):
        pass

    def __str__(self) -> str:
        return self.name

    @property
    def full_address(self) -> str:
        place = " ".join(part for part in (self.postcode, self.city) if part)
        return ", ".join(part for part in (self.address, place) if part)


class Vehicle(RegisterRow):
    plate = models.CharField(max_length=12, blank=True)
    """Upper case, without spaces. Not unique: plates are reused, the VIN is the vehicle."""
    plate_display = models.CharField(max_length=12, blank=True)
    vin = models.CharField(max_length=30, blank=True)
    make = models.CharField(max_length=40, blank=True)
    model = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    mileage_mil = models.PositiveIntegerField(null=True, blank=True)
    """Swedish mil, 10 km."""
    customer = models.ForeignKey(
        Customer, models.SET_NULL, null=True, blank=True, related_name="vehicles"
    )

    objects = RegisterQuerySet["Vehicle"].as_manager()

    class Meta(RegisterRow.Meta):
        indexes = [
            *RegisterRow.Meta.indexes,
            models.Index(fields=["workshop", "plate"], name="vehicle_plate"),
        ]

    def __str__(self) -> str:
        return self.plate_display

    @property
    def model_name(self) -> str:
        return " ".join(part for part in (self.make, self.model) if part)


class Article(RegisterRow):
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=10)
    price_ore = models.PositiveBigIntegerField()
    """Excl. VAT."""
    vat_rate = models.DecimalField(max_digits=4, decimal_places=1, default=25)

    objects = RegisterQuerySet["Article"].as_manager()

    class Meta(RegisterRow.Meta):
        pass

    def __str__(self) -> str:
        return self.name


class LabourOperation(RegisterRow):
    name = models.CharField(max_length=120)
    hours = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    price_ore = models.PositiveBigIntegerField(null=True)
    """Fixed amount excl. VAT, instead of hours × the workshop's rate."""

    objects = RegisterQuerySet["LabourOperation"].as_manager()

    class Meta(RegisterRow.Meta):
        constraints = [
            *RegisterRow.Meta.constraints,
            models.CheckConstraint(
                name="operation_has_hours_or_a_price",
                condition=Q(hours__isnull=False, price_ore__isnull=True)
                | Q(hours__isnull=True, price_ore__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Package(RegisterRow):
    name = models.CharField(max_length=120)
    finding = models.TextField(blank=True)
    price_kind = models.CharField(max_length=12)
    price_ore = models.PositiveBigIntegerField(null=True)
    """Fixed price of the whole job, excl. VAT; without it the lines are summed."""

    objects = RegisterQuerySet["Package"].as_manager()

    class Meta(RegisterRow.Meta):
        pass

    def __str__(self) -> str:
        return self.name


class PackageLine(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    article = models.ForeignKey(Article, models.PROTECT, null=True, related_name="+")
    operation = models.ForeignKey(LabourOperation, models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=200, blank=True)
    """Only for a text line, which has neither article nor operation."""
    quantity = models.DecimalField(max_digits=12, decimal_places=3, default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("package", "position", name="one_package_line_per_position"),
            models.CheckConstraint(
                name="package_line_is_one_thing",
                condition=Q(article__isnull=True) | Q(operation__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.article or self.operation)
