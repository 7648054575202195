"""
Two workshops at work, each with everything that an address or a form can name: ours, and another one.

`make_world` takes seconds: `tests/rules` makes it once for all its tests, which roll back what they change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from itertools import count

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.utils import timezone

from tests.kit.cast import OTHER_WORKSHOP, WORKSHOP, Person, hire
from tests.kit.extra_jobs import add_extra_jobs
from tests.kit.files import jpeg, pdf
from tests.kit.garage import EMAIL, VISIT, Garage
from tests.kit.logos import logo_png
from tests.kit.snapshot import Rows, snapshot
from verksign.domain.access import Role
from verksign.domain.answers import JobAnswer
from verksign.domain.cues import DEFAULTS
from verksign.domain.machines import FetchReason
from verksign.integrations import outbox
from verksign.integrations.delivery import ReportedState
from verksign.records.models import (
    Alarm,
    CustomerRequest,
    DigitalDocument,
    Job,
    Message,
    ServiceDocument,
    User,
)
from verksign.usecases import digital
from verksign.usecases.lists.views import save_view
from verksign.usecases.messages import claim
from verksign.usecases.orders.create_empty import create_empty_order
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.quotes.presence import note_presence
from verksign.usecases.quotes.reopen import reopen_quote
from verksign.usecases.settings.limits import save_limits
from verksign.usecases.settings.look import save_logo
from verksign.usecases.settings.own import remember
from verksign.usecases.setup import WorkshopProfile, create_user, create_workshop
from verksign.usecases.signing.cancel import cancel
from verksign.usecases.signing.fetches import note_fetch
from verksign.usecases.signing.preview_pass import give_pass
from verksign.usecases.signing.reply import reply
from verksign.usecases.signing.reports import receive_report
from verksign.usecases.signing.requests import ask
from verksign.usecases.signing.see import see
from verksign.usecases.signing.spoken import Spoken
from verksign.usecases.signing.start import start
from verksign.usecases.signing.sweep import sweep
from verksign.usecases.signing.texts import Place, save_text
from verksign.usecases.signing.unsent import keep
from verksign.usecases.signing.verbal import record_verbal_answer

LONG_PAST = date(2020, 1, 31)
JOBS = {"Service": "included", "Vindrutetorkare": "optional"}
PAST_THE_LEASE = timedelta(minutes=10)
STATES = (
    "unopened",
    "open",
    "signed",
    "ordered",
    "failed",
    "rejected",
    "withdrawn",
    "replaced",
    "expired",
    "verbal",
)


ENDED = {"rejected", "withdrawn", "expired"}
OTHER_PHONE = "070-174 06 35"


class Who(StrEnum):
    """Everybody who may come to an address of our workshop."""

    ADMIN = "admin"
    ADVISER = "adviser"
    MECHANIC = "mechanic"
    READONLY = "readonly"
    STRANGER = "stranger"
    NOBODY = "nobody"


OURS = (Who.ADMIN, Who.ADVISER, Who.MECHANIC, Who.READONLY)


@dataclass(frozen=True, slots=True)
class Side:
    """One workshop; `facts` holds the ids and texts of what is in it, by name."""

    people: Mapping[Role, Person]
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class World:
    ours: Side
    theirs: Side
    rows: Rows
    """Every row of both, before anything was tried."""

    def person(self, who: Who) -> Person:
        if who is Who.STRANGER:
            return self.theirs.people[Role.ADMIN]
        return self.ours.people[Role(who)]

    def client(self, who: Who, *, enforce_csrf_checks: bool = False) -> Client:
        client = Client(enforce_csrf_checks=enforce_csrf_checks)
        if who is not Who.NOBODY:
            client.force_login(self.person(who).user)
        return client


def make_world() -> World:
    ours = _side(WORKSHOP, "demo.test", first_key=0)
    theirs = _side(OTHER_WORKSHOP, "annan.test", first_key=100)
    return World(ours, theirs, snapshot())


def _side(profile: WorkshopProfile, domain: str, *, first_key: int) -> Side:
    workshop = create_workshop(profile=profile, now=timezone.now())
    people = {
        role: hire(name=f"{role} Ek", email=f"{role}@{domain}", workshop=workshop, role=role)
        for role in Role
    }
    logo = save_logo(
        data=logo_png(200 + first_key), by=people[Role.ADMIN].actor, now=timezone.now()
    ).logo
    garage = Garage(people[Role.ADVISER].actor, now=timezone.now(), keys=count(first_key))
    made = Furnishing(garage)
    made.furnish()
    save_text(
        place=Place(kind="verbal", channel="sms", language="en"),
        text="{verkstad}: {länk}",
        by=people[Role.ADMIN].actor,
        now=garage.now,
    )
    save_limits(
        typed={f"{tile}_{which}": "2 tim" for tile in DEFAULTS for which in ("watch", "bad")}
        | {"acknowledge_within": "30"},
        by=people[Role.ADMIN].actor,
        now=garage.now,
    )
    newcomer = create_user(email=f"ny@{domain}", name="Ny", password=None, now=garage.now)
    made.facts |= {
        "slug": workshop.slug,
        "logo_sha256": logo.sha256 if logo else "",
        "no_token": "abcdefghijklmnopqrstuv",
        "adviser_id": str(people[Role.ADVISER].user.pk),
        "email": people[Role.ADVISER].user.email,
        **_first_log_in(newcomer),
    }
    return Side(people, made.facts)


def _first_log_in(newcomer: User) -> dict[str, str]:
    return {
        "newcomer": str(newcomer.pk),
        "first_token": default_token_generator.make_token(newcomer),
    }


@dataclass(slots=True)
class Furnishing:
    """Fills a workshop: registers, and a quote in each state that a page knows."""

    garage: Garage
    facts: dict[str, str] = field(default_factory=dict)
    documents: dict[str, DigitalDocument] = field(default_factory=dict)

    def furnish(self) -> None:
        self.registers()
        self.unsent()
        self.view()
        # What may be doubtful comes first: the worker's round later on leaves it alone.
        self.doubtful()
        for name in STATES:
            self.documents[name] = self.send(name)
        self.garage.work()
        for name in STATES:
            self.act(name)
        self.garage.work()
        self.garage.work()
        self.papers()
        note_fetch(
            document=self.documents["open"],
            reason=FetchReason.HEAD,
            agent="",
            now=self.garage.now,
        )

    def registers(self) -> None:
        garage = self.garage
        customer = garage.customer(name="Åsa Östlund")
        vehicle = garage.vehicle(customer)
        package = garage.package()
        ingredients = package.lines.all()
        article, operation = (
            next(str(value) for row in ingredients if (value := getattr(row, f"{name}_id")))
            for name in ("article", "operation")
        )
        self.facts |= {
            "customer_id": str(customer.pk),
            "vehicle_id": str(vehicle.pk),
            "package_id": str(package.pk),
            "article_id": article,
            "operation_id": operation,
        }

    def unsent(self) -> None:
        quote = self.garage.quote(jobs=JOBS)
        job = quote.jobs.order_by("position").first()
        assert job
        photo = self.garage.attach(quote, jpeg(64, 48), job=job)
        report = self.garage.attach(quote, pdf())
        self.facts |= {
            "attachment_id": str(photo.pk),
            "sha256": photo.blob.sha256,
            "pdf_id": str(report.pk),
            "quote_id": str(quote.pk),
            "job_id": str(job.pk),
            "line_id": str(job.lines.get().pk),
            "given": give_pass(quote_id=quote.pk, by=self.garage.actor),
        }
        note_presence(quote_id=quote.pk, by=self.garage.actor, now=self.garage.now)
        remember(name="quote.sections", value=["general", "jobs"], by=self.garage.actor)

    def view(self) -> None:
        """One that the adviser has kept of the list of quotes."""
        kept = save_view(
            of="offerter",
            name="Mina att ringa",
            query="?mina=1",
            default=False,
            by=self.garage.actor,
            now=self.garage.tick(),
        )
        self.facts["view_id"] = str(kept.pk)

    def doubtful(self) -> None:
        """A hand-over that nobody has told the end of."""
        garage, document = self.garage, self.send("doubtful")
        start(document.id, now=garage.tick())
        message = document.messages.get()
        assert claim(message.id, now=garage.tick())
        sweep(now=garage.tick(PAST_THE_LEASE))
        self.facts |= {
            "message_id": str(message.pk),
            "alarm_id": str(Alarm.objects.get(message=message).pk),
        }

    def send(self, name: str) -> DigitalDocument:
        jobs = JOBS if name in {"open", "signed"} else {"Service": "included"}
        quote = self.garage.quote(jobs=jobs)
        if name == "open":
            self.facts |= self.beside(quote)
        # A number gets only so many SMS a day, and the tests send more.
        document = self.garage.send(quote, to=OTHER_PHONE if name in ENDED else "")
        self.facts |= {
            f"{name}_quote": str(document.service_document_id),
            f"{name}_document": str(document.pk),
            f"{name}_token": self.garage.token(document),
            f"{name}_content": document.content_sha256,
            f"{name}_key": document.key,
        }
        return document

    def beside(self, quote: ServiceDocument) -> dict[str, str]:
        """A photo and a PDF, which the link will give."""
        photo = self.garage.attach(quote, jpeg(64, 48), job=quote.jobs.first(), alt="Skivan")
        report = self.garage.attach(quote, pdf(), name="Protokoll.pdf")
        return {"open_photo": photo.blob.sha256, "open_file": report.blob.sha256}

    def act(self, name: str) -> None:
        """Take the sending from where it waits for its customer to the state it is named for."""
        document, garage = self.documents[name], self.garage
        if name not in {"unopened", "failed"}:
            see(token=garage.token(document), visit=VISIT, now=garage.tick())
        if name != "unopened":
            getattr(self, name)(document)

    def open(self, document: DigitalDocument) -> None:
        put = partial(ask, token=self.garage.token(document), visit=VISIT)
        put(kind="call", text="", when="asap", now=self.garage.tick())
        put(kind="question", text="Hinner ni i dag?", when="", now=self.garage.tick())
        request = CustomerRequest.objects.get(document=document, kind="call")
        self.facts["request_id"] = str(request.pk)
        question = CustomerRequest.objects.get(document=document, kind="question")
        self.facts["question_id"] = str(question.pk)
        put(kind="question", text="När har ni öppet?", when="", now=self.garage.tick())
        answered = CustomerRequest.objects.get(document=document, text="När har ni öppet?")
        reply(request_id=answered.pk, text="7–17.", by=self.garage.actor, now=self.garage.tick())
        keep(
            document=document,
            token=self.garage.token(document),
            form="answer",
            typed={"answer-2": "yes"},
            refused={},
            key="",
            now=self.garage.tick(),
        )

    def signed(self, document: DigitalDocument) -> None:
        self.garage.sign(document, email=EMAIL, Vindrutetorkare=JobAnswer.ACCEPTED)

    def ordered(self, document: DigitalDocument) -> None:
        garage = self.garage
        garage.sign(document)
        order = make_order(
            quote_id=document.service_document_id, by=garage.actor, now=garage.tick()
        )
        self.facts["order_id"] = str(order.pk)
        self.facts["ordered_job_id"] = str(order.jobs.order_by("position", "id")[0].pk)
        self.facts |= add_extra_jobs(self.garage, order, self.facts["package_id"])
        plain = create_empty_order(by=garage.actor, now=garage.tick())
        self.facts["plain_order_id"] = str(plain.pk)

    def failed(self, document: DigitalDocument) -> None:
        message = document.messages.get()
        now = self.garage.tick()
        receive_report(message_id=message.id, state=ReportedState.FAILED, at=now, now=now)
        self.facts["failed_message"] = str(message.pk)

    def rejected(self, document: DigitalDocument) -> None:
        self.garage.decline(document)

    def withdrawn(self, document: DigitalDocument) -> None:
        cancel(document_id=document.id, by=self.garage.actor, now=self.garage.tick())

    def replaced(self, document: DigitalDocument) -> None:
        reopen_quote(
            quote_id=document.service_document_id, by=self.garage.actor, now=self.garage.tick()
        )

    def expired(self, document: DigitalDocument) -> None:
        yesterday = self.garage.now - timedelta(days=1)
        nonce = digital.open_on_site(document.link, yesterday)
        address = digital.on_site_address(document.link, nonce, yesterday)
        self.facts["ended_token"] = address.rpartition("/")[2]
        DigitalDocument.objects.filter(pk=document.pk).update(valid_until=LONG_PAST)

    def verbal(self, document: DigitalDocument) -> None:
        jobs = Job.objects.filter(document_id=document.service_document_id)
        spoken = Spoken(
            answers={str(job.pk): JobAnswer.ACCEPTED for job in jobs},
            who="Karin Holmgren",
            channel="phone",
            called_by="customer",
            answered_at=self.garage.now,
        )
        answer = record_verbal_answer(
            quote_id=document.service_document_id,
            spoken=spoken,
            key=f"spoken-{document.key}",
            by=self.garage.actor,
            now=self.garage.tick(),
        )
        self.facts["answer_id"] = str(answer.pk)

    def papers(self) -> None:
        """What exists once the worker has been round."""
        mine = {"workshop_id": self.garage.actor.workshop_id}
        receipt = Message.objects.filter(kind=Message.Kind.RECEIPT, channel="email", **mine).get()
        parts = outbox.message(str(receipt.pk)).parts
        self.facts |= {
            "outbox_id": str(receipt.pk),
            "attachment": next(part.name for part in parts if not part.cid),
            "secret": settings.REPORT_SECRET,
        }
