"""The quick quote's dialog: what it says while somebody types, what it refuses, and where it leads."""

import re
from typing import Any
from urllib.parse import quote as quoted

import pytest
from django.test import Client

from tests.kit.cast import Person
from tests.kit.garage import EMAIL, PHONE, Garage
from tests.kit.snapshot import snapshot
from tests.staff.quotes.desk import SLUG, error_of, value_of, words
from verksign.records.models import Customer, Message, Package, ServiceDocument
from verksign.usecases.registers.goods import create_package

PAGE = f"/v/{SLUG}/snabboffert/"
BATTERY = {"plate": "abc12d", "to": PHONE, "text": "Byte av batteri", "price": "1 890", "key": "k"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def desk(client: Client, adviser: Person) -> Client:
    return adviser.log_in(client)


def hidden(response: Any, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())
    assert found, name
    return found[1]


def shown(desk: Client, **typed: str) -> Any:
    """The dialog as it is while this is being typed."""
    return desk.get(f"{PAGE}sok", {**BATTERY, **typed}, headers=HTMX)


def press(desk: Client, before: Any, **typed: str) -> Any:
    """Press Skicka with the dialog that is shown."""
    kept = {name: hidden(before, name) for name in ("seen", "warned")}
    return desk.post(PAGE, {**BATTERY, **kept, **typed})


class TestOpened:
    def test_is_a_dialog_for_htmx_and_a_page_without_it(self, desk: Client) -> None:
        dialog, page = desk.get(PAGE, headers=HTMX), desk.get(PAGE)

        assert "<html" not in dialog.content.decode()
        assert "<html" in page.content.decode()
        assert "Snabboffert" in words(dialog)

    def test_is_filled_in_by_the_search_with_the_vehicle_it_found(
        self, desk: Client, garage: Garage
    ) -> None:
        garage.vehicle(garage.customer())

        page = desk.get(f"/v/{SLUG}/sok", {"q": "abc12d"})
        address = f"{PAGE}?plate=ABC+12D&amp;to={quoted('070-174 06 31').replace('%20', '+')}"
        opened = desk.get(address.replace("&amp;", "&"))

        assert f'href="{address}"' in page.content.decode()
        assert value_of(opened, "quick-plate") == "ABC 12D"
        assert value_of(opened, "quick-to") == "070-174 06 31"
        assert "Volvo V60" in words(opened)


class TestWhileTyping:
    def test_says_whose_number_and_which_car_it_is(self, desk: Client, garage: Garage) -> None:
        garage.vehicle(garage.customer(city="Lund"))

        page = words(shown(desk))

        assert "Volvo V60 · Karin Holmgren" in page
        assert "Karin Holmgren · Konsument · Lund" in page
        assert "Skickas till Karin Holmgren , 070-174 06 31" in page
        assert "1 890,00 kr inkl. moms" in page

    def test_says_that_cards_are_made(self, desk: Client) -> None:
        page = words(shown(desk, plate="AB"))

        assert "Nytt fordon, kortet skapas" in page
        assert "Ny kund. Skriv gärna namnet efter numret." in page
        assert "Ny kund: Karin" in words(shown(desk, to=f"{PHONE} Karin"))

    def test_lets_one_choose_when_number_and_car_are_of_different_customers(
        self, desk: Client, garage: Garage
    ) -> None:
        garage.vehicle(garage.customer(name="Olle Ek", phone="070-174 06 45"))
        garage.customer()

        page = shown(desk)

        assert "Numret och bilen hör till olika kunder." in words(page)
        assert "Karin Holmgren har numret eller adressen Olle Ek står som ägare" in words(page)
        press(desk, shown(desk, buyer="owner"), buyer="owner")
        assert ServiceDocument.objects.get().contact_name == "Olle Ek"

    def test_tells_a_company_its_price_without_vat(self, desk: Client, garage: Garage) -> None:
        garage.customer(kind="company")

        page = words(shown(desk))

        assert "kr exkl. moms" in page
        assert "1 890,00 kr exkl. moms, 2 362,50 kr med moms" in page

    def test_shows_the_ceiling_of_a_package(self, desk: Client, garage: Garage) -> None:
        by, now = garage.actor, garage.now
        package = create_package(name="Bak", ingredients=[], price_ore=80_000, by=by, now=now)
        Package.objects.update(price_kind="ungefarlig")

        page = words(shown(desk, package_id=str(package.id), text="Bak", price=""))

        assert "Ungefärligt pris, högst 1 150,00 kr" in page
        assert "1 000,00 kr inkl. moms" in page

    def test_keeps_what_is_typed_and_the_key(self, desk: Client) -> None:
        page = shown(desk, text='<b>"x"', price="dyrt")

        assert value_of(page, "quick-text") == '<b>"x"'
        assert (value_of(page, "quick-price"), hidden(page, "key")) == ("dyrt", "k")
        assert error_of(page, "quick-price") == ""


class TestPackages:
    def test_are_found_with_what_they_cost_this_customer(
        self, desk: Client, garage: Garage, stranger: Person
    ) -> None:
        by, now = garage.actor, garage.now
        create_package(name="Bromsar bak", ingredients=[], price_ore=80_000, by=by, now=now)
        Garage(stranger.actor).package("Bromsar åt andra")

        consumer = words(desk.get(f"{PAGE}paket", {"text": "broms"}))
        garage.customer(kind="company")
        company = words(desk.get(f"{PAGE}paket", {"text": "broms", "to": PHONE}))

        assert consumer == "Bromsar bak P1001 1 000 kr ”broms” till eget pris"
        assert company == "Bromsar bak P1001 800 kr ”broms” till eget pris"

    def test_chosen_gives_way_to_what_is_typed_in_its_place(
        self, desk: Client, garage: Garage
    ) -> None:
        package = garage.package()

        assert hidden(shown(desk, package_id=str(package.id), text="Bromsar fram"), "package_id")
        assert hidden(shown(desk, package_id=str(package.id)), "package_id") == ""

    @pytest.mark.parametrize("package_id", ["nonsense", "theirs"])
    def test_that_is_not_ours_is_not_found(
        self, desk: Client, stranger: Person, package_id: str
    ) -> None:
        if package_id == "theirs":
            package_id = str(Garage(stranger.actor).package().id)
        before = snapshot()

        answers = [
            desk.post(PAGE, {**BATTERY, "package_id": package_id}),
            desk.get(PAGE, {"package_id": package_id}),
            desk.get(f"{PAGE}sok", {"package_id": package_id}),
            desk.get(f"{PAGE}paket", {"package_id": package_id}),
        ]

        assert [each.status_code for each in answers] == [404] * 4
        assert snapshot() == before


class TestSend:
    def test_leads_to_the_quotes_card_that_names_the_recipient(
        self, desk: Client, garage: Garage
    ) -> None:
        garage.vehicle(garage.customer())

        response = press(desk, shown(desk))

        quote = ServiceDocument.objects.get()
        card = f"/v/{SLUG}/offerter/{quote.id}/"
        assert (response.status_code, response["Location"]) == (302, card)
        page = words(desk.get(card))
        assert "Offerten är på väg till Karin Holmgren, 070-174 06 31." in page
        assert f"Serviceoffert {quote.number} Snabboffert Utkast" in page
        assert Message.objects.count() == 1

    def test_of_nobody_known_names_the_number_once(self, desk: Client) -> None:
        response = press(desk, shown(desk))

        assert "Offerten är på väg till 070-174 06 31." in words(desk.get(response["Location"]))

    def test_by_htmx_leads_there_too(self, desk: Client) -> None:
        seen = hidden(shown(desk), "seen")

        response = desk.post(PAGE, {**BATTERY, "seen": seen}, headers=HTMX)

        quote = ServiceDocument.objects.get()
        assert response["HX-Redirect"] == f"/v/{SLUG}/offerter/{quote.id}/"

    def test_pressed_twice_makes_one(self, desk: Client) -> None:
        before = shown(desk)

        first, second = press(desk, before), press(desk, before)

        assert first["Location"] == second["Location"]
        assert ServiceDocument.objects.count() == Message.objects.count() == 1

    def test_shows_first_whose_it_is_when_nobody_has_read_it(
        self, desk: Client, garage: Garage
    ) -> None:
        """As a page without script does, or a very quick hand."""
        garage.customer(kind="company")
        before = snapshot()

        refused = desk.post(PAGE, BATTERY)

        assert refused.status_code == 422
        assert "Läs det som visas nu, och tryck en gång till." in words(refused)
        assert "1 890,00 kr exkl. moms" in words(refused)
        assert snapshot() == before
        assert press(desk, refused).status_code == 302

    def test_warns_once_of_what_the_car_has_under_way(self, desk: Client, garage: Garage) -> None:
        old = garage.quote()
        before = snapshot()

        warned = press(desk, shown(desk))

        assert warned.status_code == 422
        assert "ABC 12D är redan på gång. Öppna det som finns" in words(warned)
        assert f'href="/v/{SLUG}/offerter/{old.id}/"' in warned.content.decode()
        assert "Skicka ändå" in words(warned)
        assert snapshot() == before
        assert press(desk, warned).status_code == 302
        assert ServiceDocument.objects.filter(vehicle=old.vehicle).count() == 2

    def test_warns_anew_of_another_car(self, desk: Client, garage: Garage) -> None:
        garage.quote()
        warned = press(desk, shown(desk))
        garage.quote(customer=Customer.objects.get())
        other = garage.vehicle(plate="GHJ 12K")
        ServiceDocument.objects.update(vehicle=other)

        again = press(desk, shown(desk, plate="GHJ 12K"), plate="GHJ 12K")

        assert hidden(warned, "warned") != hidden(again, "warned") == str(other.id)

    @pytest.mark.parametrize(
        ("typed", "field", "sentence"),
        [
            ({"plate": ""}, "quick-plate", "Fältet får inte vara tomt. Fyll i det."),
            ({"to": "0939-100 12 12"}, "quick-to", "Numret kan inte ta emot sms. Skriv ett mobi"),
            ({"to": "karin@"}, "quick-to", "Adressen ser inte rätt ut. Kontrollera stavningen."),
            ({"text": ""}, "quick-text", "Skriv vad som ska göras, eller välj ett paket."),
            ({"price": ""}, "quick-price", "Priset saknas. Skriv vad jobbet kostar."),
        ],
    )
    def test_tells_each_fault_beside_its_field_and_loses_nothing_typed(
        self, desk: Client, typed: dict[str, str], field: str, sentence: str
    ) -> None:
        before = snapshot()

        refused = press(desk, shown(desk, **typed), **typed)

        page = refused.content.decode()
        assert refused.status_code == 422
        assert f'id="{field}-error"' in page
        assert page.count('aria-invalid="true"') == 1
        assert sentence in words(refused)
        for name, value in {**BATTERY, **typed}.items():
            if name != "key":
                assert value_of(refused, f"quick-{name}") == value
        assert snapshot() == before

    def test_offers_packages_to_whoever_has_no_script(self, desk: Client, garage: Garage) -> None:
        package = garage.package()
        typed = {"text": "broms", "price": ""}

        refused = press(desk, shown(desk, **typed), **typed)

        radio = f'<input type="radio" name="package_id" value="{package.id}">'
        assert radio in refused.content.decode()

    def test_tells_of_a_package_without_a_price(self, desk: Client, garage: Garage) -> None:
        package = create_package(name="Tvätt", ingredients=[], by=garage.actor, now=garage.now)
        typed = {"package_id": str(package.id), "text": "Tvätt", "price": "", "to": EMAIL}
        before = snapshot()

        refused = press(desk, shown(desk, **typed), **typed)

        assert refused.status_code == 422
        assert "Ett jobb saknar pris." in words(refused)
        assert snapshot() == before


class TestList:
    def test_is_narrowed_to_quick_quotes_and_has_a_column_for_them(
        self, desk: Client, garage: Garage
    ) -> None:
        ordinary = garage.quote(customer=garage.customer(phone="070-174 06 45"))
        ServiceDocument.objects.update(vehicle=None)
        press(desk, shown(desk))
        quick = ServiceDocument.objects.get(quick=True)

        found = words(desk.get(f"/v/{SLUG}/offerter/", {"snabb": "1", "kolumner": "nr,snabb"}))
        others = words(desk.get(f"/v/{SLUG}/offerter/", {"snabb": "0"}))

        assert quick.number in found
        assert ordinary.number not in found
        assert f"{quick.number} Snabboffert" in found
        assert ordinary.number in others
        assert quick.number not in others
