"""Customers and vehicles: found, read, made and changed; what cannot be right is told beside its field."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.kit.cast import Person
from tests.kit.garage import Garage
from verksign.records.models import Customer, ServiceDocument, Vehicle

SLUG = "/v/demoverkstaden"
CUSTOMERS, VEHICLES = f"{SLUG}/kunder/", f"{SLUG}/fordon/"

KARIN = {
    "name": "Karin Holmgren",
    "kind": "consumer",
    "org_number": "",
    "address": "Storgatan 1",
    "postcode": "222 22",
    "city": "Lund",
    "phone": "0701740631",
    "email": "karin@mail.example",
    "notes": "",
}
VOLVO = {
    "plate": "abc12d",
    "vin": "",
    "make": "Volvo",
    "model": "V60",
    "year": "2017",
    "mileage_mil": "12 040",
    "customer_id": "",
}


def linked(page: str) -> list[str]:
    return re.findall(r'<a class="row-link"[^>]*>([^<]+)</a>', page)


class TestCustomers:
    def test_are_sorted_as_swedes_sort(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        for name in ("Örjan", "Zara", "Åsa", "Ärla", "anna", "Bo"):
            garage.customer(name=name)

        page = adviser.log_in(client).get(CUSTOMERS).content.decode()

        assert linked(page) == ["anna", "Bo", "Zara", "Åsa", "Ärla", "Örjan"]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("åsa", ["Åsa Öberg"]),
            ("asa", []),
            ("070-174 06 31", ["Åsa Öberg"]),
            ("0701740631", ["Åsa Öberg"]),
            ("lund", ["Åsa Öberg"]),
            ("30002", ["Nils"]),
        ],
    )
    def test_are_found_by_what_staff_type(
        self, client: Client, garage: Garage, adviser: Person, text: str, found: list[str]
    ) -> None:
        garage.customer(name="Åsa Öberg", city="Lund", email="")
        garage.customer(name="Nils", phone="", email="")

        page = adviser.log_in(client).get(CUSTOMERS, {"q": text}).content.decode()

        assert linked(page) == found

    def test_are_made_on_a_card(self, client: Client, adviser: Person) -> None:
        response = adviser.log_in(client).post(f"{CUSTOMERS}ny", KARIN, follow=True)

        made = Customer.objects.get()
        assert response.redirect_chain == [(f"{CUSTOMERS}{made.id}/", 302)]
        assert (made.name, made.phone, made.number) == ("Karin Holmgren", "+46701740631", "30001")
        page = response.content.decode()
        assert "Karin Holmgren är sparad." in page
        assert 'value="070-174 06 31"' in page

    def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
        self, client: Client, adviser: Person
    ) -> None:
        typed = KARIN | {"name": "", "phone": "070", "email": "karin", "notes": "Ring <sent>"}

        response = adviser.log_in(client).post(f"{CUSTOMERS}ny", typed)

        page = response.content.decode()
        assert response.status_code == 422
        assert not Customer.objects.exists()
        for name in ("name", "phone", "email"):
            field = re.search(rf'<input[^>]* id="{name}"[^>]*>', page)
            assert field is not None
            assert f'aria-invalid="true" aria-describedby="{name}-help"' in field[0]
            assert f'id="{name}-help"' in page
        assert "Adressen saknar @." in page
        assert 'value="070"' in page
        assert "Ring &lt;sent&gt;" in page

    def test_are_changed(self, client: Client, garage: Garage, adviser: Person) -> None:
        row = garage.customer()

        adviser.log_in(client).post(
            f"{CUSTOMERS}{row.id}/", KARIN | {"city": "Malmö", "version": str(row.version)}
        )

        row.refresh_from_db()
        assert (row.city, row.version) == ("Malmö", 2)

    def test_two_who_change_the_same_card_do_not_overwrite_each_other(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        row = garage.customer()
        address, first = f"{CUSTOMERS}{row.id}/", {"version": str(row.version)}
        adviser.log_in(client).post(address, KARIN | first | {"city": "Malmö"})

        response = client.post(address, KARIN | first | {"city": "Ystad"})

        assert response.status_code == 409
        page = response.content.decode()
        assert "Någon annan sparade under tiden." in page
        assert 'value="Ystad"' in page
        assert "Någon annan har sparat: Malmö." in page
        assert page.count("Någon annan har sparat") == 1
        row.refresh_from_db()
        assert row.city == "Malmö"
        second = re.search(r'name="version" value="(\d+)"', page)
        assert second is not None
        client.post(address, KARIN | {"city": "Ystad", "version": second[1]})
        row.refresh_from_db()
        assert row.city == "Ystad"

    def test_keep_what_is_too_long_to_be_saved_and_say_so(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        row = garage.customer()
        address, long = f"{CUSTOMERS}{row.id}/", "ö" * 5_001
        response = adviser.log_in(client).post(address, KARIN | {"notes": long})

        page = response.content.decode()
        assert response.status_code == 422
        assert "Texten är för lång. Korta den." in page
        assert f"{long}</textarea>" in page
        row.refresh_from_db()
        assert (row.notes, row.version) == ("", 1)

        rows = "\r\n".join("x" * 99 for _ in range(50))
        client.post(address, KARIN | {"notes": rows})
        row.refresh_from_db()
        assert row.notes == rows.replace("\r", "")

    def test_a_card_shows_cars_and_documents(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        quote = garage.quote()
        assert quote.customer is not None

        page = adviser.log_in(client).get(f"{CUSTOMERS}{quote.customer.id}/").content.decode()

        assert "<span>ABC 12D</span>" in page
        assert linked(page) == [quote.number]

    def test_a_reader_reads_without_changing(
        self, client: Client, garage: Garage, reader: Person
    ) -> None:
        row = garage.customer()
        page = reader.log_in(client).get(f"{CUSTOMERS}{row.id}/").content.decode()
        assert "Spara</button>" not in page
        assert " disabled" in page

        response = client.post(f"{CUSTOMERS}{row.id}/", KARIN | {"city": "Ystad"})

        assert response.status_code == 403
        row.refresh_from_db()
        assert (row.city, row.version) == ("", 1)

    def test_take_as_many_queries_whatever_their_number(
        self,
        client: Client,
        garage: Garage,
        adviser: Person,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        garage.vehicle(garage.customer())
        adviser.log_in(client)
        for address in (CUSTOMERS, VEHICLES):
            client.get(address)
            with django_assert_num_queries(8):
                client.get(address)
        for _ in range(5):
            garage.vehicle(garage.customer())

        for address in (CUSTOMERS, VEHICLES):
            with django_assert_num_queries(8):
                client.get(address)


class TestVehicles:
    def test_are_made_on_a_card(self, client: Client, garage: Garage, adviser: Person) -> None:
        owner = garage.customer()

        adviser.log_in(client).post(f"{VEHICLES}ny", VOLVO | {"customer_id": str(owner.id)})

        made = Vehicle.objects.get()
        assert (made.plate, made.plate_display, made.year) == ("ABC12D", "ABC 12D", 2017)
        assert (made.mileage_mil, made.customer) == (12040, owner)

    def test_are_found_by_plate_model_and_owner(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        garage.vehicle(garage.customer(name="Åsa Öberg"))
        garage.vehicle(garage.customer(name="Nils"), plate="XYZ 987", make="VW", model="Golf")
        adviser.log_in(client)

        found = {
            text: linked(client.get(VEHICLES, {"q": text}).content.decode())
            for text in ("abc12d", "ABC 12D", "golf", "åsa", "987", "finns inte")
        }

        assert found == {
            "abc12d": ["Volvo V60"],
            "ABC 12D": ["Volvo V60"],
            "golf": ["VW Golf"],
            "åsa": ["Volvo V60"],
            "987": ["VW Golf"],
            "finns inte": [],
        }

    def test_a_strange_plate_is_pointed_out_and_kept(self, client: Client, adviser: Person) -> None:
        response = adviser.log_in(client).post(
            f"{VEHICLES}ny", VOLVO | {"plate": "ABC12O", "vin": "123"}, follow=True
        )

        assert Vehicle.objects.get().plate == "ABC12O"
        page = response.content.decode()
        assert "Är det en nolla?" in page
        assert "Ett chassinummer har 17 tecken." in page

    def test_need_plate_or_chassis_number(self, client: Client, adviser: Person) -> None:
        response = adviser.log_in(client).post(
            f"{VEHICLES}ny", VOLVO | {"plate": "", "year": "sjutton"}
        )

        page = response.content.decode()
        assert response.status_code == 422
        assert "Fyll i regnr eller chassinummer" in page
        assert 'value="sjutton"' in page
        assert not Vehicle.objects.exists()

    def test_the_owner_is_chosen_among_those_found(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        now, other = garage.customer(name="Åsa Öberg"), garage.customer(name="Nils Ek")

        fragment = (
            adviser.log_in(client)
            .get(f"{VEHICLES}agare", {"owner": "nils", "customer_id": str(now.id)})
            .content.decode()
        )

        assert re.findall(r'name="customer_id" value="([^"]*)"( checked)?', fragment) == [
            (str(now.id), " checked"),
            (str(other.id), ""),
            ("", ""),
        ]

    @pytest.mark.parametrize("owner_id", ["inte-ett-id", str(uuid4())])
    def test_an_owner_that_is_not_there_is_refused(
        self, client: Client, adviser: Person, owner_id: str
    ) -> None:
        response = adviser.log_in(client).post(f"{VEHICLES}ny", VOLVO | {"customer_id": owner_id})

        assert response.status_code == 422
        assert "Det du valde finns inte längre." in response.content.decode()
        assert not Vehicle.objects.exists()

    def test_another_workshops_customer_cannot_be_the_owner(
        self, client: Client, adviser: Person, stranger: Person
    ) -> None:
        foreign = Garage(stranger.actor).customer(name="Främling")
        adviser.log_in(client)

        response = client.post(f"{VEHICLES}ny", VOLVO | {"customer_id": str(foreign.id)})
        form = client.get(f"{VEHICLES}ny", {"customer": str(foreign.id)}).content.decode()
        found = client.get(f"{VEHICLES}agare", {"owner": "främling"}).content.decode()

        assert response.status_code == 422
        assert not Vehicle.objects.exists()
        for page in (response.content.decode(), form, found):
            assert "Främling" not in page


class TestNewQuote:
    def test_is_filled_in_from_the_card(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        vehicle = garage.vehicle(garage.customer())

        response = adviser.log_in(client).post(
            f"{SLUG}/offerter/ny", {"vehicle_id": str(vehicle.id)}
        )

        quote = ServiceDocument.objects.get()
        assert response["Location"] == f"{SLUG}/offerter/{quote.id}/"
        assert (quote.vehicle, quote.customer) == (vehicle, vehicle.customer)

    @pytest.mark.parametrize("row_id", ["inte-ett-id", str(uuid4())])
    @pytest.mark.parametrize("field", ["vehicle_id", "customer_id"])
    def test_refuses_a_card_that_is_not_there(
        self, client: Client, adviser: Person, field: str, row_id: str
    ) -> None:
        response = adviser.log_in(client).post(f"{SLUG}/offerter/ny", {field: row_id})

        assert response.status_code == 404
        assert not ServiceDocument.objects.exists()

    def test_refuses_another_workshops_card(
        self, client: Client, adviser: Person, stranger: Person
    ) -> None:
        foreign = Garage(stranger.actor).customer()

        response = adviser.log_in(client).post(
            f"{SLUG}/offerter/ny", {"customer_id": str(foreign.id)}
        )

        assert response.status_code == 404
        assert not ServiceDocument.objects.exists()


class TestGoods:
    def test_are_listed_with_their_prices(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        garage.package("Bromsar fram")
        adviser.log_in(client)

        pages = {
            name: re.sub(r"\s+", " ", client.get(f"{SLUG}/{name}/").content.decode())
            for name in ("artiklar", "arbeten", "paket")
        }

        assert "Bromsskiva" in pages["artiklar"]
        assert ">676,00\N{NO-BREAK SPACE}kr<" in client.get(f"{SLUG}/artiklar/").content.decode()
        assert ">2,2 tim<" in pages["arbeten"]
        assert "Bromsar fram" in pages["paket"]
        assert "Summan av raderna" in pages["paket"]

    @pytest.mark.parametrize("name", ["artiklar", "arbeten", "paket"])
    def test_are_searched(self, client: Client, garage: Garage, adviser: Person, name: str) -> None:
        garage.package("Bromsar fram")
        adviser.log_in(client)

        assert "1–1 av 1" in client.get(f"{SLUG}/{name}/", {"q": "b"}).content.decode()
        assert (
            "Pröva en del av namnet" in client.get(f"{SLUG}/{name}/", {"q": "xx"}).content.decode()
        )
