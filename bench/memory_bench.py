"""What the running product has in memory: web, and worker after papers were rendered, sealed and verified."""

import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.processes import command_of, own_mib, resident_mib, tree
from bench.running import choose_place, product
from bench.table import Row, show

URL = choose_place("8979")

import django  # noqa: E402 (the environment comes first)

django.setup()

import httpx  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db.models import QuerySet  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.kit.cast import PASSWORD, WORKSHOP, hire  # noqa: E402
from tests.kit.garage import VISIT, Garage  # noqa: E402
from verksign.domain.access import Role  # noqa: E402
from verksign.records.models import DigitalDocument  # noqa: E402
from verksign.usecases.setup import create_workshop  # noqa: E402
from verksign.usecases.signing.see import see  # noqa: E402

DOCUMENTS, ROUNDS = 20, 40
PATIENCE_SECONDS = 180
JUST_NOW = timedelta(minutes=2)
"""The garage's clock goes on with each deed; what is sent in the future would wait for it."""
JOBS = {"Service": "included", "Bromsar": "included", "Torkare": "included"}


def answered(garage: Garage) -> None:
    """Send and answer: the worker renders, hands over and seals."""
    for number in range(DOCUMENTS):
        garage.now = timezone.now() - JUST_NOW
        # Each to a number of its own: how many SMS one number gets is limited.
        document = garage.send(garage.quote(jobs=JOBS), to=f"070-17406{number + 5:02}")
        wait(DigitalDocument.objects.filter(pk=document.pk, sent_at=None))
        see(token=garage.token(document), visit=VISIT, now=timezone.now())
        garage.now = timezone.now()
        garage.sign(garage.reload(document))
    wait(DigitalDocument.objects.not_sealed())


def wait(unfinished: QuerySet[DigitalDocument]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while unfinished.all().exists():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.2)


def look_around(token: str) -> None:
    with httpx.Client(base_url=URL, follow_redirects=True) as http:
        page = http.get("/login").text
        csrf = page.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
        form = {"email": "anna@demo.test", "password": PASSWORD, "csrfmiddlewaretoken": csrf}
        http.post("/login", data=form, headers={"Origin": URL})
        base = f"/v/{WORKSHOP.slug}"
        for _ in range(ROUNDS):
            for path in (f"{base}/", f"{base}/offerter/", f"{base}/kunder/", f"/o/{token}"):
                http.get(path).raise_for_status()


def named(pids: list[int], name: str) -> list[int]:
    """The process that was started by that name, and all that it has started."""
    return tree(next(pid for pid in pids if f"cli.main {name}" in command_of(pid)))


def main() -> None:
    call_command("migrate", verbosity=0)
    workshop = create_workshop(profile=WORKSHOP, now=timezone.now())
    anna = hire(name="Anna Lind", email="anna@demo.test", workshop=workshop, role=Role.ADVISER)
    garage = Garage(anna.actor, now=timezone.now())
    with product(URL) as running:
        answered(garage)
        look_around(garage.token(DigitalDocument.objects.latest("created_at")))
        pids = tree(running.pid)
        web, worker = named(pids, "web"), named(pids, "worker")
        show(
            f"Memory after {DOCUMENTS} sealed documents and {ROUNDS * 4} pages",
            [
                Row("worker", f"{sum(map(resident_mib, worker)):.0f} MiB", "≤ 180 MiB"),
                Row("web, all processes", f"{sum(map(own_mib, web)):.0f} MiB", "≤ 150 MiB"),
                Row("everything", f"{sum(map(own_mib, pids)):.0f} MiB", "–"),
            ],
        )


if __name__ == "__main__":
    main()
