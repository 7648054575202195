"""
A workshop at work, for tests: quotes made, sent, opened and answered through the use cases.

`garage.work()` does what the worker would do, in this process and at a chosen time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID

import pytest
from django.conf import settings

from tests.kit.cast import NOW, Person
from tests.kit.files import jpeg
from verksign.domain.access import Actor
from verksign.domain.answers import JobAnswer
from verksign.domain.message_states import MessageState
from verksign.domain.tokens import link_token
from verksign.records.models import (
    Attachment,
    Customer,
    DigitalDocument,
    Job,
    Message,
    Package,
    ServiceDocument,
    Vehicle,
    VerbalAnswer,
)
from verksign.usecases.attachments.add import add_attachment
from verksign.usecases.attachments.change import change_attachment
from verksign.usecases.orders.make_order import WithoutApproval, make_order
from verksign.usecases.quotes.change import change_quote
from verksign.usecases.quotes.create import create_quote
from verksign.usecases.quotes.jobs import add_job, change_job
from verksign.usecases.quotes.lines import add_line, change_line
from verksign.usecases.registers import (
    CustomerData,
    Ingredient,
    VehicleData,
    create_article,
    create_operation,
    create_package,
    save_customer,
    save_vehicle,
)
from verksign.usecases.signing.answer import Signature, decline, sign
from verksign.usecases.signing.deliver import deliver
from verksign.usecases.signing.seal import seal, seal_verbal
from verksign.usecases.signing.see import see
from verksign.usecases.signing.send import send_quote
from verksign.usecases.signing.start import start
from verksign.usecases.signing.visit import CustomerView, Visit, find
from verksign.usecases.upsell.report import report_finding

PHONE, EMAIL = "070-174 06 31", "karin.holmgren@mail.example"
VISIT = Visit(ip="192.0.2.44", agent="Safari 26, iPhone")
SECOND = timedelta(seconds=1)


@dataclass
class Garage:
    actor: Actor
    now: datetime = NOW
    keys: "count[int]" = field(default_factory=count)

    def tick(self, step: timedelta = SECOND) -> datetime:
        """Let time pass and return the new now."""
        self.now += step
        return self.now

    def customer(self, **typed: str) -> Customer:
        data = CustomerData(**{"name": "Karin Holmgren", "phone": PHONE, "email": EMAIL, **typed})
        return save_customer(data=data, by=self.actor, now=self.now)

    def vehicle(self, customer: Customer | None = None, **typed: str) -> Vehicle:
        owner = {"customer_id": str(customer.id)} if customer else {}
        data = VehicleData(
            **{"plate": "ABC 12D", "make": "Volvo", "model": "V60", **owner, **typed}
        )
        return save_vehicle(data=data, by=self.actor, now=self.now)

    def package(self, name: str = "Bromsar fram") -> Package:
        by, now = self.actor, self.now
        article = create_article(name="Bromsskiva", unit="st", price_ore=67_600, by=by, now=now)
        work = create_operation(name="Byte av skivor", hours=Decimal("2.2"), by=by, now=now)
        ingredients = [Ingredient(operation=work), Ingredient(article=article, quantity=Decimal(2))]
        return create_package(name=name, ingredients=ingredients, by=by, now=now)

    def quote(
        self, *, jobs: Mapping[str, str] | None = None, customer: Customer | None = None
    ) -> ServiceDocument:
        """A quote ready to send; `jobs` maps title to choice rule, each job costing 1 000 kr incl. VAT."""
        customer = customer or self.customer()
        vehicle = self.vehicle(customer)
        quote = create_quote(by=self.actor, now=self.now, vehicle_id=vehicle.id)
        self.change(quote, price_kind="fast")
        for title, choice in (jobs or {"Service": "included"}).items():
            self.job(quote, title, choice=choice)
        return self.fresh(quote)

    def order(self, *, jobs: Mapping[str, str] | None = None) -> ServiceDocument:
        """An order of these jobs, of which each costs 1 000 kr incl. VAT."""
        quote = self.quote(jobs=jobs)
        going_on = WithoutApproval(reason="Kunden väntar")
        order = make_order(quote_id=quote.id, going_on=going_on, by=self.actor, now=self.tick())
        return self.fresh(order)

    def found(
        self,
        order: ServiceDocument,
        finding: str = "Bromsarna är slut",
        *,
        severity: str = "soon",
        package: Package | None = None,
        by: Actor | None = None,
    ) -> Job:
        """An extra job that was found on the order; with a package it has its price."""
        return report_finding(
            order_id=order.id,
            finding=finding,
            severity=severity,
            package_id=package.id if package else None,
            key=f"finding-{next(self.keys)}",
            by=by or self.actor,
            now=self.tick(),
        )

    def change(self, quote: ServiceDocument, **changes: str) -> None:
        change_quote(quote_id=quote.id, changes=changes, by=self.actor, now=self.tick())

    def job(
        self, quote: ServiceDocument, title: str, *, price: str = "1000", **changes: str
    ) -> Job:
        by = self.actor
        job = add_job(quote_id=quote.id, title=title, by=by, now=self.tick())
        line = add_line(quote_id=quote.id, job_id=job.id, text=title, by=by, now=self.tick())
        typed = {"kind": "article", "unit_price": price}
        change_line(quote_id=quote.id, line_id=line.id, changes=typed, by=by, now=self.tick())
        if changes:
            change_job(quote_id=quote.id, job_id=job.id, changes=changes, by=by, now=self.tick())
        return Job.objects.get(pk=job.pk)

    def attach(
        self,
        quote: ServiceDocument,
        data: bytes | None = None,
        *,
        job: Job | None = None,
        name: str = "IMG_0001.JPG",
        alt: str = "",
    ) -> Attachment:
        """A photo, or the file that is given, beside the quote or the job."""
        by = self.actor
        row = add_attachment(
            quote_id=quote.id,
            data=jpeg() if data is None else data,
            name=name,
            job_id=job.id if job else None,
            by=by,
            now=self.tick(),
        )
        if alt:
            changes = {"alt": alt}
            change_attachment(
                quote_id=quote.id, attachment_id=row.id, changes=changes, by=by, now=self.tick()
            )
        return row

    def send(
        self, quote: ServiceDocument, *, method: str = "sms", to: str = "", key: str = ""
    ) -> DigitalDocument:
        return send_quote(
            quote_id=quote.id,
            method=method,
            to=to or (PHONE if method == "sms" else EMAIL),
            key=key or f"press-{next(self.keys)}",
            by=self.actor,
            now=self.tick(),
        )

    def work(self) -> None:
        """Do everything that the rows say is to be done now."""
        now = self.tick()
        for document in DigitalDocument.objects.not_rendered():
            start(document.id, now=now)
        for document in DigitalDocument.objects.not_sealed():
            seal(document.id, now=now)
        for answer in VerbalAnswer.objects.filter(record=None):
            seal_verbal(answer.id, now=now)
        for message in Message.objects.filter(state=MessageState.QUEUED, next_try_at__lte=now):
            deliver(message.id, now=now)

    def sent(self, quote: ServiceDocument | None = None, *, method: str = "sms") -> DigitalDocument:
        """A sending that has reached the customer."""
        document = self.send(quote or self.quote(), method=method)
        self.work()
        return self.reload(document)

    def seen(self, quote: ServiceDocument | None = None) -> DigitalDocument:
        document = self.sent(quote)
        see(token=self.token(document), visit=VISIT, now=self.tick())
        return self.reload(document)

    def view(self, document: DigitalDocument) -> CustomerView:
        view = find(token=self.token(document), now=self.now)
        if view is None:
            raise AssertionError("The link shows nothing")
        return view

    def sign(
        self, document: DigitalDocument, *, email: str = "", **answers: JobAnswer
    ) -> DigitalDocument:
        """Sign with an answer per job title; jobs that are included need none."""
        view = self.view(document)
        ids = {job["title"]: job["id"] for job in view.content["jobs"]}
        chosen = {ids[title]: answer for title, answer in answers.items()}
        total = sum(
            job["amount_ore"]
            for job in view.content["jobs"]
            if job["choice"] == "included" or chosen.get(job["id"]) is JobAnswer.ACCEPTED
        )
        signature = Signature(
            answers=chosen,
            total_ore=total,
            name="Karin Holmgren",
            email=email,
            consents=frozenset({"authority"}),
        )
        return sign(
            token=self.token(document),
            content_sha256=document.content_sha256,
            signature=signature,
            visit=VISIT,
            now=self.tick(),
        )

    def decline(self, document: DigitalDocument, reason: str = "För dyrt") -> DigitalDocument:
        return decline(
            token=self.token(document),
            content_sha256=document.content_sha256,
            reason=reason,
            visit=VISIT,
            now=self.tick(),
        )

    @staticmethod
    def token(document: DigitalDocument) -> str:
        link = document.link
        return link_token(settings.LINK_KEYS[link.key_number], link.id, link.generation)

    @staticmethod
    def reload(document: DigitalDocument) -> DigitalDocument:
        return DigitalDocument.objects.select_related("link", "service_document").get(
            pk=document.pk
        )

    @staticmethod
    def fresh(quote: ServiceDocument | UUID) -> ServiceDocument:
        pk = quote if isinstance(quote, UUID) else quote.pk
        return ServiceDocument.objects.with_cards().select_related("workshop").get(pk=pk)

    @staticmethod
    def kinds(document: DigitalDocument) -> list[str]:
        """The kinds of the sending's events in their order."""
        return list(document.events.order_by("seq").values_list("kind", flat=True))


@pytest.fixture
def garage(adviser: Person) -> Garage:
    return Garage(adviser.actor)
