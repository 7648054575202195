"""Role centre and lists among 200,000 documents in 50 workshops, the largest with 22,000. Median / 95th percentile."""

import os
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
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

from bench.filling import copy, fill  # noqa: E402
from bench.table import Row, median_and_p95, milliseconds, show  # noqa: E402
from tests.kit.cast import OTHER_WORKSHOP, WORKSHOP, Person, hire  # noqa: E402
from verksign.domain.access import Role  # noqa: E402
from verksign.records.models import ServiceDocument  # noqa: E402
from verksign.staff.paging import PAGE_SIZE  # noqa: E402
from verksign.staff.quotes.columns import QUOTES  # noqa: E402
from verksign.staff.quotes.selections import Selection, quotes_of  # noqa: E402
from verksign.staff.quotes.tiles import tiles_of  # noqa: E402
from verksign.usecases.setup import create_workshop  # noqa: E402

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LARGEST, OTHERS, WORKSHOPS = 22_000, 3_632, 50
LAST_PAGE = LARGEST // PAGE_SIZE
SORTS = {
    "sum": "-belopp",
    "customer": "kund",
    "plate": "regnr",
    "what happened last": "-senast",
    "validity": "giltig",
    "adviser": "km",
}
EVERY_COLUMN = ",".join(column.code for column in QUOTES.columns)
NARROWED = "status=sent&status=seen&kundtyp=consumer&belopp_fran=5000&skapad_fran=2026-06-01&mina=1"


def furnish() -> Person:
    """Fill the database; return the adviser of the largest workshop."""
    workshop = create_workshop(profile=WORKSHOP, now=NOW)
    anna = hire(name="Anna Lind", email="anna@demo.test", workshop=workshop, role=Role.ADMIN)
    fill(workshop, anna.user, LARGEST, NOW)
    small = [
        create_workshop(profile=replace(OTHER_WORKSHOP, slug=f"verkstad-{number}"), now=NOW)
        for number in range(WORKSHOPS - 1)
    ]
    fill(small[0], anna.user, OTHERS, NOW)
    for other in small[1:]:
        copy(small[0], other)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return anna


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    anna = furnish()
    client = anna.log_in(Client(SERVER_NAME="127.0.0.1"))
    quotes = quotes_of(anna.actor)

    def page(address: str) -> str:
        def get() -> None:
            assert client.get(address).status_code == 200

        return median_and_p95(milliseconds(get, times=20))

    def export() -> float:
        begun = time.perf_counter()
        response = client.post(f"/v/{anna.workshop.slug}/listor/offerter/excel")
        assert len(response.content) > LARGEST
        return time.perf_counter() - begun

    reset_queries()
    with CaptureQueriesContext(connection) as seen:
        client.get(f"/v/{anna.workshop.slug}/")
    base = f"/v/{anna.workshop.slug}/offerter/"
    show(
        f"Role centre and lists, {ServiceDocument.objects.count():,} documents ({connection.vendor})",
        [
            Row(
                "all tiles, queries alone",
                median_and_p95(milliseconds(lambda: tiles_of(quotes, NOW), times=20)),
                "10 ms",
            ),
            Row("role centre, page", page(f"/v/{anna.workshop.slug}/"), "60 ms"),
            Row("export of the largest list, .xlsx", f"{export():.1f} s", "a few seconds"),
            Row("role centre, queries", f"{len(seen)}", "constant"),
            Row("list, all", page(base), "60 ms"),
            Row("list, one status", page(f"{base}?status=sent"), "60 ms"),
            Row("list, last page", page(f"{base}?page={LAST_PAGE}"), "60 ms"),
            *(
                Row(
                    f"list, last page by {name}",
                    page(f"{base}?page={LAST_PAGE}&sort={sort}"),
                    "60 ms",
                )
                for name, sort in SORTS.items()
            ),
            Row("list, all columns", page(f"{base}?kolumner={EVERY_COLUMN}"), "60 ms"),
            Row("list, narrowed by five", page(f"{base}?{NARROWED}"), "60 ms"),
            Row("list, search åsa", page(f"{base}?q=%C3%A5sa"), "60 ms"),
            Row("list, search that finds nothing", page(f"{base}?q=finns+inte"), "60 ms"),
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
