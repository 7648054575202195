"""The role centre's other parts beside tiles and lists, in a workshop with 22,000 quotes among 200,000 documents."""

import os
import random
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["VERKSIGN_DATA"] = tempfile.mkdtemp(prefix="verksign-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "verksign.config.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from bench.table import Row, median_and_p95, milliseconds, show  # noqa: E402
from bench.tiles_bench import furnish  # noqa: E402
from tests.kit.cast import Person  # noqa: E402
from verksign.records.models import DigitalDocument, Link, ServiceDocument  # noqa: E402

SEEN_BY = 0.8
SOON_SEEN, VALID = timedelta(minutes=9), timedelta(days=14)
COLUMNS = ["current", "valid_until", "offered_jobs", "accepted_jobs", "offered_ore", "accepted_ore"]


def send(anna: Person) -> None:
    """Give each quote that has a digital status its sending, and each answer what it comes to."""
    chance = random.Random(2)
    quotes = list(ServiceDocument.objects.visible_to(anna.actor).exclude(digital_status=""))
    links = [
        Link(workshop=anna.workshop, key_number=1, digest=quote.number, created_at=quote.created_at)
        for quote in quotes
    ]
    Link.objects.bulk_create(links, batch_size=2_000)
    sendings = [_sending(quote, link, chance) for quote, link in zip(quotes, links, strict=True)]
    DigitalDocument.objects.bulk_create(sendings, batch_size=2_000)
    for quote, sending in zip(quotes, sendings, strict=True):
        quote.current, quote.valid_until = sending, sending.valid_until
        if quote.answer:
            quote.offered_jobs, quote.accepted_jobs = 3, 2
            quote.offered_ore, quote.accepted_ore = quote.gross_ore, quote.gross_ore // 2
    ServiceDocument.objects.bulk_update(quotes, COLUMNS, batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _sending(quote: ServiceDocument, link: Link, chance: random.Random) -> DigitalDocument:
    at = quote.digital_at or quote.created_at
    return DigitalDocument(
        workshop_id=quote.workshop_id,
        service_document=quote,
        version=1,
        document_id=quote.number,
        link=link,
        key=quote.number,
        method="sms",
        recipient_name="Karin Holmgren",
        recipient_address="+46701740631",
        content="{}" * 2_000,
        content_sha256="",
        status=quote.digital_status,
        status_at=at,
        valid_until=(at + VALID).date(),
        created_by_id=quote.adviser_id,
        created_at=at,
        sent_at=at,
        seen_at=at + SOON_SEEN if chance.random() < SEEN_BY else None,
        answered_at=quote.answered_at,
    )


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    anna = furnish()
    send(anna)
    client = anna.log_in(Client(SERVER_NAME="127.0.0.1"))
    centre = f"/v/{anna.workshop.slug}/"

    def asked(address: str, *statuses: int) -> str:
        def get() -> None:
            assert client.get(f"{centre}{address}").status_code in (statuses or (200,))

        return median_and_p95(milliseconds(get, times=20))

    show(
        f"Role centre, {ServiceDocument.objects.count():,} documents ({connection.vendor})",
        [
            Row("role centre with its worklist, page", asked(""), "60 ms"),
            Row("role centre, Mina", asked("brickor?mina=1"), "60 ms"),
            Row("news, nothing new", asked("nytt", 204), "20 ms"),
            Row("figures of twelve weeks", asked("siffror"), "once in ten minutes"),
            Row("search åsa", asked("sok?q=%C3%A5sa"), "60 ms"),
            Row("search, a telephone number", asked("sok?q=070-174+06+31"), "60 ms"),
            Row("search that finds nothing", asked("sok?q=finnsinte"), "60 ms"),
        ],
    )


if __name__ == "__main__":
    main()
