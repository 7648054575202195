"""4-stegsrutinen: each step and each number of the role centre is the sum of exactly the list that it opens."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.kit.upsells import answer, opened, priced, send
from verksign.domain.answers import AnswerWay, JobAnswer
from verksign.domain.dates import local_date
from verksign.domain.money import format_kronor
from verksign.domain.queues import Queue, QueueEvent
from verksign.records.models import Job, ServiceDocument, ServiceNote
from verksign.staff.centre.activities import activities_of
from verksign.staff.centre.phrases import Phrase, phrases_of
from verksign.staff.centre.worklist import worklist_of
from verksign.staff.upsell.selections import open_jobs_of
from verksign.staff.upsell.steps import Step, steps_of
from verksign.usecases.digital import extra_jobs
from verksign.usecases.upsell.acknowledge import acknowledge
from verksign.usecases.upsell.drop import drop_job

SLUG = "demoverkstaden"
BASE = f"/v/{SLUG}/"
ROUTINE = f"{BASE}fyrsteg/"
FOOT = re.compile(r"(\d+)–(\d+) av (\S+)</span>\s*<span>Summa ([^<]+) inkl\. moms</span>")


def answered(garage: Garage, job: Job, answer: JobAnswer = JobAnswer.ACCEPTED) -> Job:
    """The customer has answered by telephone."""
    extra_jobs.answer_jobs(
        [job], {str(job.id): answer}, way=AnswerWay.PHONE, at=garage.tick(), note=""
    )
    return Job.objects.get(pk=job.pk)


def with_customer(garage: Garage, job: Job, status: str = "sent") -> Job:
    extra_jobs.move(job, QueueEvent.SEND, at=garage.tick())
    Job.objects.filter(pk=job.pk).update(digital_status=status, digital_at=garage.now)
    return Job.objects.get(pk=job.pk)


@pytest.fixture
def busy(garage: Garage) -> Garage:
    """Jobs in every queue and in the archive: two orders, one of them another adviser's work later."""
    first, second = garage.order(), garage.order()
    package = garage.package()
    garage.found(first, "Oljan läcker")
    garage.found(second, "Bromsslangen är sprucken", severity="urgent")
    garage.found(first, "Torkarna", severity="later", package=package)
    with_customer(garage, garage.found(second, "Länkstag", package=package))
    with_customer(garage, garage.found(second, "Batteri", package=package), "seen")
    with_customer(garage, garage.found(first, "Filter", package=package), "failed")
    answered(garage, garage.found(first, "Drivaxel", package=package))
    answered(garage, garage.found(second, "Lampa", package=package), JobAnswer.DECLINED)
    for said in (JobAnswer.ACCEPTED, JobAnswer.LATER):
        done = answered(garage, garage.found(first, f"Klart {said}", package=package), said)
        acknowledge(job_id=done.id, by=garage.actor, now=garage.tick())
    dropped = garage.found(second, "Fel bil")
    drop_job(job_id=dropped.id, reason="Fel bil", by=garage.actor, now=garage.tick())
    return garage


def steps(garage: Garage, *, mine: bool = False) -> tuple[Step, ...]:
    return steps_of(open_jobs_of(garage.actor, mine=mine), garage.now, {}, SLUG, mine=mine)


def listed(client: Client, address: str) -> tuple[int, int, str]:
    """Return how many rows a list shows, and what its foot says of their number and sum."""
    page = unescape(client.get(address).content.decode())
    foot = FOOT.search(page)
    rows = page.count('<tr id="row-')
    return (rows, int(foot[3]), foot[4]) if foot else (rows, 0, format_kronor(0))


def phrases(garage: Garage) -> list[Phrase]:
    rows = worklist_of(garage.actor, garage.now)
    return phrases_of(rows, garage.actor, SLUG, garage.now)


class TestSteps:
    def test_count_and_add_up_each_queue(self, busy: Garage) -> None:
        price = Job.objects.in_queue(Queue.PRICED).get().gross_ore

        assert [(step.number, step.ore) for step in steps(busy)] == [
            (2, 0),
            (1, price),
            (3, 3 * price),
            (2, 2 * price),
        ]
        assert steps(busy)[0].facts == ("1 säkerhet nu",)
        assert steps(busy)[2].facts == (format_kronor(3 * price), "1 öppnad", "1 misslyckade")

    def test_each_opens_exactly_the_list_it_counts(
        self, client: Client, busy: Garage, adviser: Person, manager: Person
    ) -> None:
        ServiceDocument.objects.filter(
            pk=Job.objects.in_queue(Queue.PRICED).get().document_id
        ).update(adviser=manager.user)
        adviser.log_in(client)
        for mine in (False, True):
            for step in steps(busy, mine=mine):
                assert listed(client, step.address) == (
                    step.number,
                    step.number,
                    format_kronor(step.ore),
                )

    def test_every_extra_job_is_in_one_list(
        self, client: Client, busy: Garage, adviser: Person
    ) -> None:
        adviser.log_in(client)
        numbers = [listed(client, f"{ROUTINE}{queue}/")[0] for queue in Queue]

        assert numbers == [2, 1, 3, 2, 3]
        assert listed(client, f"{ROUTINE}alla/")[0] == sum(numbers) == Job.objects.found().count()

    def test_take_one_query(
        self, busy: Garage, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(1):
            steps(busy)

    def test_another_workshop_sees_none(self, busy: Garage, stranger: Person) -> None:
        numbers = steps_of(open_jobs_of(stranger.actor), busy.now, {}, SLUG)

        assert [step.number for step in numbers] == [0, 0, 0, 0]


class TestActivities:
    def test_each_opens_exactly_the_list_it_counts(
        self, client: Client, busy: Garage, adviser: Person
    ) -> None:
        adviser.log_in(client)
        groups = activities_of(adviser.actor, busy.now, SLUG)
        counted = [(entry, group.code) for group in groups for entry in group.entries]
        for entry, code in counted:
            if code == "notes":
                continue
            assert listed(client, entry.address) == (
                entry.number,
                entry.number,
                format_kronor(entry.ore),
            )
        assert {f"{code} {entry.code}": entry.number for entry, code in counted} == {
            "upsell sent": 0,
            "upsell rejected": 0,
            "upsell signed": 0,
            "confirmations waiting": 0,
            "confirmations confirmed": 0,
            "work upcoming": 2,
            "work ongoing": 0,
            "work stopped": 0,
            "notes due": 0,
        }

    def test_follow_ups_are_those_that_are_due(
        self, client: Client, busy: Garage, adviser: Person
    ) -> None:
        ServiceNote.objects.update(follow_up_on=local_date(timezone.now()))
        note = ServiceNote.objects.get()

        *_rest, notes = activities_of(adviser.actor, timezone.now(), SLUG)

        (due,) = notes.entries
        assert (due.number, due.ore) == (1, note.gross_ore)
        page = adviser.log_in(client).get(due.address).content.decode()
        assert page.count(note.title) >= 1

    def test_a_job_that_was_declined_is_rejected_though_its_sending_is_signed(
        self, client: Client, adviser: Person
    ) -> None:
        garage = Garage(adviser.actor, now=timezone.now() - timedelta(minutes=1))
        order = garage.order()
        jobs = [priced(garage, order, title) for title in ("Bromsar", "Torkare", "Batteri")]
        document = opened(garage, send(garage, order, jobs))
        said = dict.fromkeys([str(job.id) for job in jobs], JobAnswer.DECLINED)
        answer(garage, document, {**said, str(jobs[0].id): JobAnswer.ACCEPTED})

        (upsell, *_) = activities_of(adviser.actor, garage.now, SLUG)

        assert [(each.code, each.number, each.ore) for each in upsell.entries] == [
            ("sent", 3, 300_000),
            ("rejected", 2, 200_000),
            ("signed", 1, 100_000),
        ]
        adviser.log_in(client)
        assert [listed(client, each.address)[0] for each in upsell.entries] == [3, 2, 1]


class TestList:
    def test_shows_the_most_dangerous_first_and_then_the_oldest(
        self, client: Client, busy: Garage, adviser: Person
    ) -> None:
        page = adviser.log_in(client).get(f"{ROUTINE}found/").content.decode()

        assert re.findall(r'class="row-link"[^>]*>([^<]+)</a>', page) == [
            "Bromsslangen är sprucken",
            "Oljan läcker",
        ]
        assert 'data-severity="urgent"' in page

    def test_offers_one_thing_to_do_in_each_row_to_whoever_may(
        self, client: Client, busy: Garage, adviser: Person, reader: Person
    ) -> None:
        verbs = {"found": "Prissätt", "priced": "Skicka", "answered": "Kvittera"}
        for queue, verb in verbs.items():
            rows = adviser.log_in(client).get(f"{ROUTINE}{queue}/").content.decode()
            assert rows.count(f"{verb}</") == rows.count('<tr id="row-') > 0
            page = reader.log_in(client).get(f"{ROUTINE}{queue}/").content.decode()
            assert f"{verb}</" not in page

    @pytest.mark.parametrize(
        ("query", "number"),
        [("?allvar=urgent", 1), ("?allvar=urgent&allvar=soon", 2), ("?q=abc12d", 2), ("?q=xyz", 0)],
    )
    def test_is_narrowed_and_searched(
        self, client: Client, busy: Garage, adviser: Person, query: str, number: int
    ) -> None:
        adviser.log_in(client)

        assert listed(client, f"{ROUTINE}found/{query}")[0] == number

    def test_takes_as_many_queries_with_many_jobs_as_with_few(
        self,
        client: Client,
        garage: Garage,
        adviser: Person,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        order, package = garage.order(), garage.package()
        garage.found(order, package=package)
        adviser.log_in(client)
        client.get(f"{ROUTINE}priced/")
        with django_assert_num_queries(12):
            client.get(f"{ROUTINE}priced/")
        for _ in range(3):
            garage.found(garage.order(), package=package)

        with django_assert_num_queries(12):
            client.get(f"{ROUTINE}priced/")

    def test_a_queue_that_there_is_not_is_not_found(self, client: Client, adviser: Person) -> None:
        assert adviser.log_in(client).get(f"{ROUTINE}femte/").status_code == 404

    def test_the_menu_leads_to_the_first(self, client: Client, adviser: Person) -> None:
        assert adviser.log_in(client).get(ROUTINE)["Location"] == f"{ROUTINE}found/"

    def test_polls_and_is_silent_while_nothing_changes(
        self, client: Client, busy: Garage, adviser: Person
    ) -> None:
        page = unescape(adviser.log_in(client).get(f"{ROUTINE}priced/").content.decode())
        found = re.search(r'id="rows"[^>]*hx-get="([^"]+)"', page)
        assert found is not None
        assert client.get(found[1]).status_code == 204
        answered(busy, Job.objects.in_queue(Queue.PRICED).get())

        news = client.get(found[1], headers={"HX-Request": "true"}).content.decode()

        assert 'id="steps" aria-label="4-stegsrutinen" hx-swap-oob="true"' in news
        assert "Inget prissatt jobb väntar på att skickas." in news

    def test_is_not_for_mechanics(self, client: Client, mechanic: Person) -> None:
        assert mechanic.log_in(client).get(f"{ROUTINE}found/").status_code == 403


class TestAcknowledge:
    def test_one_from_its_row(self, client: Client, busy: Garage, adviser: Person) -> None:
        job = Job.objects.in_queue(Queue.ANSWERED).get(answer=JobAnswer.DECLINED)
        address = f"{ROUTINE}besvarade/kvittera"
        back = f"{ROUTINE}answered/?svar=declined"

        response = adviser.log_in(client).post(address, {"id": str(job.id), "next": back})

        assert response["Location"] == back
        job.refresh_from_db()
        assert (job.queue, job.acknowledged_by) == (Queue.ARCHIVED, adviser.user)
        page = client.get(back).content.decode()
        assert "1 svar är kvitterat. 1 jobb är kvar som servicenotering på fordonet." in page

    def test_several_after_a_dialog_that_says_what_becomes_of_them(
        self, client: Client, busy: Garage, adviser: Person
    ) -> None:
        jobs = Job.objects.in_queue(Queue.ANSWERED)
        picked = {"id": [str(job.id) for job in jobs]}
        address = f"{ROUTINE}besvarade/kvittera"
        dialog = adviser.log_in(client).get(address, picked).content.decode()
        assert "Godkända jobb är redan arbete på sina ordrar." in dialog
        assert "De här jobben blir servicenoteringar" in dialog

        client.post(address, picked)

        assert not jobs.all().exists()

    def test_refuses_what_has_no_answer_yet_and_changes_nothing(
        self, client: Client, busy: Garage, adviser: Person
    ) -> None:
        job = Job.objects.in_queue(Queue.PRICED).get()

        response = adviser.log_in(client).post(
            f"{ROUTINE}besvarade/kvittera", {"id": str(job.id)}, follow=True
        )

        assert Job.objects.get(pk=job.pk).queue == Queue.PRICED
        assert 'data-status="rejected"' in response.content.decode()


class TestWorklist:
    def test_has_what_needs_somebody_first(self, busy: Garage) -> None:
        rows = phrases(busy)

        assert [(each.row.kind, each.what) for each in rows if each.row.jobs] == [
            ("failed", "Okänd orsak"),
            ("price_now", "Bromsslangen är sprucken att prissätta"),
            ("acknowledge", "Ja till Bromsar fram"),
            ("acknowledge", "Bromsar fram, inget ja"),
            ("to_send", "Bromsar fram, ej skickat"),
        ]
        assert rows[2].headline == "Karin Holmgren har godkänt Bromsar fram."

    def test_takes_one_query_for_all_extra_jobs(
        self, busy: Garage, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_num_queries(8):
            worklist_of(busy.actor, busy.now)

    def test_acknowledges_from_the_next_best_action(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        job = answered(garage, garage.found(garage.order(), package=garage.package()))
        page = unescape(adviser.log_in(client).get(BASE).content.decode())
        found = re.search(r'action="([^"]*kvittera[^"]*)"', page)
        assert found is not None

        client.post(found[1], {"next": BASE})

        assert Job.objects.get(pk=job.pk).queue == Queue.ARCHIVED

    def test_a_deadline_presses_from_an_hour_before(self, garage: Garage) -> None:
        job = with_customer(garage, garage.found(garage.order(), package=garage.package()))
        sending = garage.sent()
        Job.objects.filter(pk=job.pk).update(sending=sending)
        until = garage.now + timedelta(hours=2)
        type(sending).objects.filter(pk=sending.pk).update(decide_by=until)
        assert [each for each in phrases(garage) if each.row.kind == "deadline"] == []

        garage.tick(timedelta(minutes=61))
        assert [each.cue for each in phrases(garage) if each.row.kind == "deadline"] == ["watch"]

        garage.tick(timedelta(hours=1))
        assert [each.cue for each in phrases(garage) if each.row.kind == "deadline"] == ["bad"]
