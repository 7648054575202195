"""What staff type becomes a value, or a code beside its field; nothing typed is a crash, whatever it is."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.kit.garage import Garage
from verksign.records.models import Customer, Line, ServiceDocument, Vehicle
from verksign.usecases.quotes import change, jobs, lines, typed
from verksign.usecases.quotes.create import create_quote
from verksign.usecases.registers import InvalidFields

FIELDS = {**change.FIELDS, **jobs.FIELDS, **lines.FIELDS}


def read(field: str, text: str) -> dict[str, Any]:
    return typed.read({field: text}, FIELDS)


class TestRead:
    @pytest.mark.parametrize(
        ("field", "text", "values"),
        [
            ("valid_until", "2026-12-08", {"valid_until": date(2026, 12, 8)}),
            ("mileage_mil", "12 040", {"mileage_mil": 12_040}),
            ("discount", "10 %", {"discount_percent": Decimal(10), "discount_ore": None}),
            (
                "discount",
                "12,5\u00a0%",
                {"discount_percent": Decimal("12.5"), "discount_ore": None},
            ),
            ("discount", "50", {"discount_percent": None, "discount_ore": 5000}),
            ("vat_rate", "25 %", {"vat_rate": Decimal(25)}),
            ("vat_rate", "6,0", {"vat_rate": Decimal(6)}),
            ("title", " Byt\u202e skivor\t\x00fram ", {"title": "Byt skivor fram"}),
            ("finding", "A\u030asa\r\nåker", {"finding": "Åsa\nåker"}),
        ],
    )
    def test_gives_the_column_its_value(
        self, field: str, text: str, values: dict[str, Any]
    ) -> None:
        assert read(field, text) == values

    @pytest.mark.parametrize(
        ("field", "text", "code"),
        [
            ("valid_until", "9999-12-31", "not_a_date"),
            ("valid_until", "0001-01-01", "not_a_date"),
            ("valid_until", "2026-02-30", "not_a_date"),
            ("mileage_mil", "9" * 5000, "number_too_large"),
            ("mileage_mil", "1000001", "number_too_large"),
            ("mileage_mil", "-5", "number_negative"),
            ("mileage_mil", "tolv", "not_a_number"),
            ("quantity", "-5", "quantity_negative"),
            ("quantity", "\N{MINUS SIGN}5,5", "quantity_negative"),
            ("quantity", "1 000 000", "quantity_too_large"),
            ("quantity", "1,5 tim", "not_a_quantity"),
            ("unit_price", "1 000 000 000", "amount_too_large"),
            ("unit_price", "1" * 500, "amount_too_large"),
            ("unit_price", "12,345", "not_an_amount"),
            ("fixed_price", "-5", "negative"),
            ("discount", "NaN %", "not_a_discount"),
            ("discount", "sNaN %", "not_a_discount"),
            ("discount", "1e999999999 %", "not_a_discount"),
            ("discount", "100,01 %", "discount_too_large"),
            ("discount", "-1 %", "discount_negative"),
            ("vat_rate", "sNaN", "not_a_vat_rate"),
            ("vat_rate", "1e999999", "not_a_vat_rate"),
            ("vat_rate", "24", "not_a_vat_rate"),
        ],
    )
    def test_tells_what_cannot_be_read(self, field: str, text: str, code: str) -> None:
        with pytest.raises(InvalidFields) as refusal:
            read(field, text)
        assert refusal.value.problems == {field: code}


@pytest.mark.django_db
class TestCards:
    @pytest.mark.parametrize(
        ("field", "text", "code"),
        [
            ("mileage_mil", "9" * 5000, "not_a_number"),
            ("year", "9" * 5000, "not_a_number"),
            ("plate", "ß" * 12, "too_long"),
            ("vin", "ß" * 30, "too_long"),
        ],
    )
    def test_what_no_column_holds_is_told(
        self, garage: Garage, field: str, text: str, code: str
    ) -> None:
        with pytest.raises(InvalidFields) as refusal:
            garage.vehicle(None, **{field: text})
        assert refusal.value.problems == {field: code}
        assert Vehicle.objects.count() == 0

    def test_what_steers_how_a_text_is_shown_is_gone(self, garage: Garage) -> None:
        garage.customer(address="Stor\u202egatan\x00 1", notes="Ring\u200b först")
        customer = Customer.objects.get()
        assert (customer.address, customer.notes) == ("Storgatan 1", "Ring först")


@pytest.mark.django_db
class TestAnotherKindOfCustomer:
    def to_company(self, garage: Garage, quote: ServiceDocument) -> ServiceDocument:
        company = garage.customer(name="Elservice AB", kind="company")
        garage.change(quote, customer_id=str(company.id))
        return garage.fresh(quote)

    def test_converts_every_price_there_and_back(self, garage: Garage) -> None:
        quote = garage.quote()
        job = garage.job(quote, "Bromsar", price_kind="lopande", ceiling="2500", fixed_price="1250")
        quote = self.to_company(garage, quote)
        assert (quote.amounts, quote.total_ore) == ("excl", 80_000 + 100_000)
        garage.change(quote, customer_kind="consumer")
        job.refresh_from_db()
        assert (job.fixed_price_ore, job.ceiling_ore) == (125_000, 250_000)
        assert garage.fresh(quote).total_ore == 100_000 + 125_000

    def test_also_when_the_sum_is_nothing(self, garage: Garage) -> None:
        quote = garage.quote()
        garage.change(quote, fixed_price="0")
        quote = self.to_company(garage, quote)
        assert (quote.amounts, quote.fixed_price_ore) == ("excl", 0)
        assert Line.objects.get().unit_price_ore == 80_000


@pytest.mark.django_db
def test_a_sum_that_could_not_be_frozen_is_refused_and_changes_nothing(garage: Garage) -> None:
    quote = garage.quote()
    line = Line.objects.get()
    with pytest.raises(InvalidFields) as refusal:
        lines.change_line(
            quote_id=quote.id,
            line_id=line.id,
            changes={"quantity": "999999", "unit_price": "999999999"},
            by=garage.actor,
            now=garage.tick(),
        )
    assert refusal.value.problems == {"price": "too_much"}
    assert Line.objects.get().quantity == Decimal(1)
    assert garage.fresh(quote).total_ore == 100_000


class TestCardsChosen:
    def test_leave_what_was_typed_before_any_was_chosen(self, garage: Garage) -> None:
        customer = garage.customer(phone="070-174 06 31")
        vehicle = garage.vehicle(mileage_mil="6870")
        quote = create_quote(by=garage.actor, now=garage.now)
        garage.change(quote, mileage_mil="12040", phone="070-174 06 35")
        garage.change(quote, customer_id=str(customer.id), vehicle_id=str(vehicle.id))

        quote = garage.fresh(quote)
        assert (quote.mileage_mil, quote.phone) == (12_040, "+46701740635")
        assert (quote.contact_name, quote.email) == (customer.name, customer.email)

    def test_take_the_place_of_another_cards(self, garage: Garage) -> None:
        other = garage.customer(name="Bo Berg", phone="070-174 06 35", email="bo@mail.example")
        vehicle = garage.vehicle(mileage_mil="6870", plate="DRT 19H")
        quote = garage.quote()
        garage.change(quote, mileage_mil="12040", phone="070-174 06 40")
        garage.change(quote, customer_id=str(other.id), vehicle_id=str(vehicle.id))

        quote = garage.fresh(quote)
        assert (quote.mileage_mil, quote.phone) == (6_870, "+46701740635")
        assert (quote.contact_name, quote.email) == ("Bo Berg", "bo@mail.example")
