"""Role centre and lists among 200,000 documents in 50 workshops, the largest with 22,000. Median / 95th percentile."""

import os
import random
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["VERKSIGN_DATA"] = tempfile.mkdtemp(prefix="verksign-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "verksign.config.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.table import Row, median_and_p95, milliseconds, show  # noqa: E402
from tests.kit.cast import OTHER_WORKSHOP, WORKSHOP, hire  # noqa: E402
from verksign.domain.access import Role  # noqa: E402
from verksign.domain.digital_states import DigitalStatus  # noqa: E402
from verksign.domain.search_keys import search_text, sort_key  # noqa: E402
from verksign.records.models import ServiceDocument, User, Workshop  # noqa: E402
from verksign.staff.quotes.selections import Selection, quotes_of  # noqa: E402
from verksign.staff.quotes.tiles import tiles_of  # noqa: E402
from verksign.usecases.setup import create_workshop  # noqa: E402

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LARGEST, OTHERS, WORKSHOPS = 22_000, 3_632, 50
STATUSES = [status.value for status in DigitalStatus] + [""] * 3
ANSWERS = {"signed": "approved_digitally", "rejected": "rejected"}


def fill(workshop: Workshop, adviser: User, count: int, chance: random.Random) -> None:
    rows = []
    for number in range(count):
        status = chance.choice(STATUSES)
        ore = chance.randrange(90_000, 2_500_000)
        at = NOW - timedelta(minutes=chance.randrange(60 * 24 * 365))
        name = (
            f"{chance.choice(['Åsa', 'Karin', 'Örjan', 'Bo'])} {chance.choice(['Öberg', 'Lind'])}"
        )
        rows.append(
            ServiceDocument(
                workshop=workshop,
                kind="quote",
                number=f"SOF-{10_000 + number}",
                adviser=adviser,
                customer_kind="consumer",
                amounts="incl",
                total_ore=ore,
                gross_ore=ore,
                search=search_text(name, f"SOF-{10_000 + number}", f"ABC{number % 1000:03}"),
                sort_key=sort_key(name),
                created_at=at,
                updated_at=at,
                digital_status=status,
                digital_at=at if status else None,
                answer=ANSWERS.get(status, ""),
                answered_at=at if status in ANSWERS else None,
            )
        )
    ServiceDocument.objects.bulk_create(rows, batch_size=500)


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    chance = random.Random(1)
    workshop = create_workshop(profile=WORKSHOP, now=NOW)
    anna = hire(name="Anna Lind", email="anna@demo.test", workshop=workshop, role=Role.ADVISER)
    fill(workshop, anna.user, LARGEST, chance)
    for number in range(WORKSHOPS - 1):
        profile = {name: getattr(OTHER_WORKSHOP, name) for name in OTHER_WORKSHOP.__slots__}
        other = create_workshop(
            profile=type(OTHER_WORKSHOP)(**{**profile, "slug": f"verkstad-{number}"}), now=NOW
        )
        fill(other, anna.user, OTHERS, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = anna.log_in(Client(SERVER_NAME="127.0.0.1"))
    quotes = quotes_of(anna.actor)

    def page(address: str) -> str:
        def get() -> None:
            assert client.get(address).status_code == 200

        return median_and_p95(milliseconds(get, times=20))

    reset_queries()
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/v/{workshop.slug}/")
    base = f"/v/{workshop.slug}/offerter/"
    show(
        f"Role centre and lists, {ServiceDocument.objects.count():,} documents ({connection.vendor})",
        [
            Row(
                "all tiles, queries alone",
                median_and_p95(milliseconds(lambda: tiles_of(quotes, NOW), times=20)),
                "10 ms",
            ),
            Row("role centre, page", page(f"/v/{workshop.slug}/"), "60 ms"),
            Row("role centre, queries", f"{len(seen)}", "constant"),
            Row("list, all", page(base), "60 ms"),
            Row("list, one status", page(f"{base}?status=sent"), "60 ms"),
            Row("list, page 200", page(f"{base}?page=200"), "60 ms"),
            Row("list, search åsa", page(f"{base}?q=%C3%A5sa"), "60 ms"),
            Row(
                "count and sum of a list",
                median_and_p95(
                    milliseconds(lambda: Selection(status="sent").of(quotes).count(), times=20)
                ),
                "10 ms",
            ),
        ],
    )


if __name__ == "__main__":
    main()
