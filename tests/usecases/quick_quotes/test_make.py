"""The quick quote: three fields become cards, an ordinary quote and its sending, or nothing at all."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from tests.kit.cast import Person
from tests.kit.garage import EMAIL, PHONE, VISIT, Garage
from tests.kit.snapshot import snapshot
from verksign.domain.access import NotPermitted
from verksign.domain.completeness import QuoteIncomplete
from verksign.domain.prices import Amounts
from verksign.records.models import (
    Customer,
    DigitalDocument,
    Message,
    Package,
    ServiceDocument,
    Vehicle,
)
from verksign.usecases.messages import caps
from verksign.usecases.messages.caps import TooManySms
from verksign.usecases.orders.close import close_order
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.quick_quotes.look import look
from verksign.usecases.quick_quotes.make import Read, ShownAnew, VehicleUnderWay, send_quick_quote
from verksign.usecases.quick_quotes.wishes import Form
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields
from verksign.usecases.registers.goods import create_package
from verksign.usecases.signing.see import see

OTHER_PHONE, OTHER_E164 = "070-174 06 45", "+46701740645"
BATTERY = {"plate": "abc12d", "to": PHONE, "text": "Byte av batteri", "price": "1 890"}


def form(**typed: Any) -> Form:
    return Form(**{**BATTERY, **typed})


def send(
    garage: Garage, key: str = "press", read: Read | None = None, **typed: Any
) -> DigitalDocument:
    return send_quick_quote(
        form=form(**typed), key=key, read=read, by=garage.actor, now=garage.tick()
    )


def opened(garage: Garage, quote: ServiceDocument) -> DigitalDocument:
    assert quote.current
    document = garage.reload(quote.current)
    see(token=garage.token(document), visit=VISIT, now=garage.tick())
    return document


class TestFreeLine:
    def test_becomes_an_ordinary_quote_that_is_on_its_way(self, garage: Garage) -> None:
        document = send(garage)

        quote = garage.fresh(document.service_document_id)
        job = quote.jobs.get()
        line = job.lines.get()
        assert quote.quick
        assert (quote.kind, quote.number, quote.price_kind) == ("quote", "SOF-10001", "fast")
        assert (quote.digital_status, quote.adviser_id) == ("draft", garage.actor.user_id)
        assert (job.title, job.choice, job.gross_ore) == ("Byte av batteri", "included", 189_000)
        assert (line.kind, line.quantity, line.unit) == ("article", Decimal(1), "st")
        assert quote.gross_ore == 189_000
        assert document.recipient_address == "+46701740631"
        assert Message.objects.get().to == "+46701740631"

    def test_is_signed_and_ordered_like_any_other(self, garage: Garage) -> None:
        quote = garage.fresh(send(garage).service_document_id)
        garage.work()
        garage.sign(opened(garage, quote))

        order = make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())

        assert (order.quote, order.gross_ore) == (quote, 189_000)

    def test_keeps_the_name_that_stands_beside_the_number(self, garage: Garage) -> None:
        document = send(garage, to=f"{PHONE} Karin Holmgren")

        assert Customer.objects.get().name == "Karin Holmgren"
        assert document.recipient_name == "Karin Holmgren"


class TestCards:
    def test_are_made_when_nobody_is_known(self, garage: Garage) -> None:
        send(garage)

        customer, vehicle = Customer.objects.get(), Vehicle.objects.get()
        assert (customer.name, customer.phone) == ("070-174 06 31", "+46701740631")
        assert customer.kind == "consumer"
        assert (vehicle.plate_display, vehicle.customer) == ("ABC 12D", customer)

    def test_are_made_of_an_address_too(self, garage: Garage) -> None:
        document = send(garage, to=EMAIL)

        customer = Customer.objects.get()
        assert (customer.name, customer.email, customer.phone) == (EMAIL, EMAIL, "")
        assert (document.method, document.recipient_address) == ("email", EMAIL)

    def test_are_found_by_number_and_plate_and_left_as_they_are(self, garage: Garage) -> None:
        customer = garage.customer()
        vehicle = garage.vehicle(customer)
        before = [vars(row) | {"_state": None} for row in (customer, vehicle)]

        document = send(garage, plate=" ABC 12 D", to="+46 70 174 06 31")

        quote = garage.fresh(document.service_document_id)
        after = [Customer.objects.get(), Vehicle.objects.get()]
        assert (quote.customer, quote.vehicle) == (customer, vehicle)
        assert document.recipient_name == "Karin Holmgren"
        assert [row.version for row in after] == [row["version"] for row in before]

    def test_are_found_by_the_address_in_whatever_letters(self, garage: Garage) -> None:
        customer = garage.customer()

        document = send(garage, to=EMAIL.upper())

        assert document.service_document.customer == customer

    def test_of_a_number_that_several_have_is_the_one_that_owns_the_vehicle(
        self, garage: Garage
    ) -> None:
        karin = garage.customer()
        vehicle = garage.vehicle(karin)
        garage.tick()
        garage.customer(name="Johan Holmgren")
        garage.vehicle(plate="ABC 12D")

        quote = send(garage).service_document

        assert (quote.customer, quote.vehicle) == (karin, vehicle)

    def test_of_another_workshop_are_not_found(self, garage: Garage, stranger: Person) -> None:
        theirs = Garage(stranger.actor)
        theirs.vehicle(theirs.customer())
        before = snapshot(stranger.workshop.pk)

        quote = send(garage).service_document

        assert quote.customer is not None
        assert quote.customer.workshop == garage.fresh(quote).workshop
        assert snapshot(stranger.workshop.pk) == before


class TestSomebodyElsesVehicle:
    def test_goes_to_whoever_has_the_number_and_leaves_the_owner(self, garage: Garage) -> None:
        """The customer at the telephone is the one who answers: another's name and address are not theirs to read."""
        olle = garage.customer(name="Olle Ek", phone=OTHER_PHONE)
        vehicle = garage.vehicle(olle)
        karin = garage.customer()

        quote = send(garage).service_document

        assert (quote.customer, quote.vehicle) == (karin, vehicle)
        assert Vehicle.objects.get().customer == olle

    def test_goes_to_the_owner_when_the_number_is_nobodys(self, garage: Garage) -> None:
        owner = garage.customer(phone=OTHER_PHONE)
        garage.vehicle(owner)

        document = send(garage, to=f"{PHONE} Erik")

        quote = garage.fresh(document.service_document_id)
        assert quote.customer == owner
        assert (quote.phone, quote.contact_name) == ("+46701740631", "Erik")
        assert Customer.objects.get().phone == OTHER_E164

    def test_goes_to_whom_somebody_chooses(self, garage: Garage) -> None:
        olle = garage.customer(name="Olle Ek", phone=OTHER_PHONE)
        garage.vehicle(olle)

        new = send(garage, buyer="caller", key="one").service_document.customer
        owner = send(garage, buyer="owner", key="two").service_document.customer

        assert (new and new.name, owner) == ("070-174 06 31", olle)


class TestPrice:
    def test_of_a_company_is_without_vat(self, garage: Garage) -> None:
        garage.customer(kind="company", name="Lund Bygg AB")

        quote = garage.fresh(send(garage).service_document_id)

        assert (quote.customer_kind, quote.amounts) == ("company", Amounts.EXCL)
        assert (quote.total_ore, quote.gross_ore) == (189_000, 236_250)

    @pytest.mark.parametrize("kind", ["consumer", "company"])
    def test_that_is_shown_first_is_the_one_that_is_sent(self, garage: Garage, kind: str) -> None:
        garage.customer(kind=kind)
        package = garage.package()
        by, now = garage.actor, garage.now
        create_package(name="Paket", ingredients=[], price_ore=100_050, by=by, now=now)
        for number, each in enumerate((package, Package.objects.get(name="Paket"))):
            shown = look(form=form(package_id=each.id), by=by)
            document = send(garage, package_id=each.id, key=f"press-{number}")

            quote = garage.fresh(document.service_document_id)
            assert shown.priced
            total = shown.priced.everything
            assert (total.amount.ore, total.gross.ore) == (quote.total_ore, quote.gross_ore)
            assert shown.amounts == quote.amounts
            assert quote.gross_ore > 0


class TestPackage:
    def test_becomes_its_job_with_its_own_price_kind(self, garage: Garage) -> None:
        package = garage.package()
        Package.objects.update(price_kind="ungefarlig")

        document = send(garage, package_id=package.id, text="", price="")

        job = garage.fresh(document.service_document_id).jobs.get()
        assert (job.title, job.price_kind, job.choice) == (
            "Bromsar fram",
            "ungefarlig",
            "included",
        )
        assert job.lines.count() == 2

    def test_without_a_price_is_refused_and_nothing_is_made(self, garage: Garage) -> None:
        by = garage.actor
        package = create_package(name="Tvätt", ingredients=[], by=by, now=garage.now)
        before = snapshot()

        with pytest.raises(QuoteIncomplete):
            send(garage, package_id=package.id)

        assert snapshot() == before

    def test_of_another_workshop_is_not_there(self, garage: Garage, stranger: Person) -> None:
        theirs = Garage(stranger.actor).package()
        before = snapshot()

        for unknown in (theirs.id, uuid4()):
            with pytest.raises(Package.DoesNotExist):
                send(garage, package_id=unknown)

        assert snapshot() == before


class TestPressedTwice:
    def test_gives_the_first_result(self, garage: Garage) -> None:
        first = send(garage)

        assert send(garage, to="nonsense") == first
        assert ServiceDocument.objects.count() == Message.objects.count() == 1

    def test_with_the_key_of_another_sending_is_refused(self, garage: Garage) -> None:
        garage.send(garage.quote(), key="press")
        before = snapshot()

        with pytest.raises(ChangedMeanwhile):
            send(garage)

        assert snapshot() == before


class TestRefuses:
    @pytest.mark.parametrize(
        ("typed", "problems"),
        [
            ({"plate": " "}, {"plate": "required"}),
            ({"plate": "ABCDEFGHIJKLM"}, {"plate": "too_long"}),
            ({"to": ""}, {"to": "required"}),
            ({"to": "Karin"}, {"to": "not_a_phone_number"}),
            ({"to": "0900-112 233"}, {"to": "not_a_mobile_number"}),
            ({"to": "0939-100 12 12"}, {"to": "not_a_mobile_number"}),
            ({"to": "046-200 00 10"}, {"to": "not_a_mobile_number"}),
            ({"to": "karin@"}, {"to": "not_an_email"}),
            ({"to": f"{PHONE} {'K' * 121}"}, {"to": "name_too_long"}),
            ({"text": ""}, {"text": "job_missing"}),
            ({"text": "x" * 121}, {"text": "too_long"}),
            ({"price": ""}, {"price": "price_missing"}),
            ({"price": "0"}, {"price": "price_missing"}),
            ({"price": "-100"}, {"price": "negative"}),
            ({"price": "dyrt"}, {"price": "not_an_amount"}),
            ({"price": "12345678901"}, {"price": "amount_too_large"}),
            ({"buyer": "granny"}, {"buyer": "not_a_choice"}),
            (
                {"plate": "", "to": "", "text": "", "price": ""},
                {"plate": "required", "to": "required", "text": "job_missing"},
            ),
        ],
    )
    def test_what_cannot_be_read_field_by_field_and_makes_nothing(
        self, garage: Garage, typed: dict[str, Any], problems: dict[str, str]
    ) -> None:
        before = snapshot()

        with pytest.raises(InvalidFields) as refusal:
            send(garage, **typed)

        assert refusal.value.problems == problems
        assert snapshot() == before

    def test_one_sms_more_than_the_day_holds(
        self, garage: Garage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(caps, "MOST_TO_A_NUMBER", 1)
        send(garage)
        before = snapshot()

        with pytest.raises(TooManySms):
            send(garage, key="another")

        assert snapshot() == before

    def test_whoever_may_not_send(self, garage: Garage, mechanic: Person, reader: Person) -> None:
        before = snapshot()

        for person in (mechanic, reader):
            with pytest.raises(NotPermitted):
                send(Garage(person.actor))
            with pytest.raises(NotPermitted):
                look(form=Form(), by=person.actor)

        assert snapshot() == before


class TestRead:
    def test_refuses_what_is_no_longer_as_it_was_shown(self, garage: Garage) -> None:
        package = garage.package()
        shown = look(form=form(package_id=package.id), by=garage.actor)
        Package.objects.update(price_ore=50_000)
        before = snapshot()

        with pytest.raises(ShownAnew):
            send(garage, package_id=package.id, read=Read(shown.seen))

        assert snapshot() == before

    def test_gives_the_first_result_although_the_cards_are_new_since(self, garage: Garage) -> None:
        read = Read(look(form=form(), by=garage.actor).seen)
        first = send(garage, read=read)

        assert send(garage, read=read) == first

    @pytest.mark.parametrize("under_way", ["quote", "order"])
    def test_warns_of_what_the_vehicle_has_under_way_once(
        self, garage: Garage, under_way: str
    ) -> None:
        quote = garage.quote()
        if under_way == "order":
            garage.sign(garage.seen(quote))
            make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())
        seen = look(form=form(), by=garage.actor).seen
        before = snapshot()

        with pytest.raises(VehicleUnderWay) as warning:
            send(garage, read=Read(seen))

        assert warning.value.vehicle_id == quote.vehicle_id
        assert snapshot() == before
        assert send(garage, read=Read(seen, warned_of=quote.vehicle_id)).service_document.quick

    def test_says_nothing_of_an_order_that_is_closed(self, garage: Garage) -> None:
        order = garage.order()
        close_order(order_id=order.id, by=garage.actor, now=garage.tick())
        document = send(garage, read=Read(look(form=form(), by=garage.actor).seen))
        assert document.service_document.vehicle_id == order.vehicle_id

    def test_says_nothing_of_what_is_over(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.decline(garage.seen(quote))

        document = send(garage, read=Read(look(form=form(), by=garage.actor).seen))

        assert document.service_document.vehicle == quote.vehicle


class TestLook:
    def test_stores_nothing(self, garage: Garage) -> None:
        garage.vehicle(garage.customer())
        package = garage.package()
        before = snapshot()

        look(form=form(), by=garage.actor)
        look(form=Form(plate="ABC 12D", package_id=package.id), by=garage.actor)

        assert snapshot() == before

    def test_says_another_thing_when_what_is_not_typed_has_changed(self, garage: Garage) -> None:
        package = garage.package()
        brakes = form(package_id=package.id)
        first = look(form=brakes, by=garage.actor).seen

        Package.objects.update(price_ore=50_000)
        dearer = look(form=brakes, by=garage.actor).seen
        garage.customer(kind="company")
        company = look(form=brakes, by=garage.actor).seen

        assert len({first, dearer, company}) == 3
        assert look(form=form(price="1"), by=garage.actor).seen == (
            look(form=form(), by=garage.actor).seen
        )
