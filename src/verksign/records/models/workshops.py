from datetime import time

from django.db import models
from django.db.models.functions import Length

from verksign.records.ids import new_id


class Workshop(models.Model):
    """The tenant: every register, document, membership and setting belongs to exactly one workshop."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=11)
    """Also the SMS sender: 3 to 11 of A–Z, a–z, 0–9."""
    tagline = models.CharField(max_length=120, blank=True)
    legal_name = models.CharField(max_length=120)
    org_number = models.CharField(max_length=13)
    vat_number = models.CharField(max_length=16, blank=True)
    f_tax = models.BooleanField(default=True)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=20)
    """E.164."""
    email = models.EmailField(max_length=254)
    opening_hours = models.CharField(max_length=120, blank=True)
    payment_terms = models.CharField(max_length=300)
    terms_profile = models.CharField(max_length=40)
    """Which repair terms apply: a name in `domain.prices`."""
    hourly_rate_ore = models.PositiveBigIntegerField()
    """Excl. VAT."""
    quote_valid_days = models.PositiveSmallIntegerField(default=14)
    logo = models.ForeignKey("Blob", models.PROTECT, null=True, related_name="+")
    colour = models.CharField(max_length=7, blank=True)
    """#rrggbb, beside the logo on the customer's pages; blank: ours."""
    remind_after_hours = models.PositiveSmallIntegerField(default=48)
    """How long a sending waits unanswered before it is reminded of."""
    remind_at_most = models.PositiveSmallIntegerField(default=0)
    """How many reminders go by themselves; 0: none, staff remind by hand."""
    quiet_from = models.TimeField(default=time(20))
    """Europe/Stockholm. From then until `quiet_to` nothing that no person has just asked for goes out."""
    quiet_to = models.TimeField(default=time(7))
    acknowledge_within_minutes = models.PositiveSmallIntegerField(default=30)
    """How long an answer to an extra job may wait for *Kvittera* before it is an alarm."""
    follow_up_days = models.PositiveSmallIntegerField(default=90)
    """After how many days a declined job is brought up again, unless somebody says another day."""
    floor_sees_prices = models.BooleanField(default=False)
    """Whether mechanics see what jobs cost."""
    created_at = models.DateTimeField()

    objects = models.Manager["Workshop"]()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="workshop_short_name_is_an_sms_sender",
                condition=models.Q(short_name__length__gte=3),
            ),
        ]

    def __str__(self) -> str:
        return self.name


models.CharField.register_lookup(Length)


class NumberSeries(models.Model):
    """One counter per workshop and series; its row is taken last in a transaction, since it makes the others wait."""

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="+")
    series = models.CharField(max_length=20)
    next = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "series", name="one_counter_per_series"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.next}"
