"""The lists *Serviceofferter* and *Serviceordrar*: what they hold, how they are searched and paged."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.kit.cast import Person
from tests.kit.garage import Garage
from verksign.records.models import ServiceDocument
from verksign.staff import paging
from verksign.usecases.quotes.make_order import make_order

LIST = "/v/demoverkstaden/offerter/"
ROWS = f"{LIST}rader"
ORDERS = "/v/demoverkstaden/ordrar/"


def numbers_in(page: str) -> list[str]:
    return re.findall(r'<a class="row-link"[^>]*>(SO[FR]-\d+)</a>', page)


@pytest.fixture
def three(garage: Garage) -> list[ServiceDocument]:
    """Quotes for Åsa, Örjan and Karin, in this order."""
    quotes = []
    for name, plate in (
        ("Åsa Öberg", "XYZ 99Å"),
        ("Örjan Älg", "DEF 456"),
        ("Karin Holm", "GHJ 12K"),
    ):
        customer = garage.customer(name=name, phone="", email="")
        vehicle = garage.vehicle(customer, plate=plate)
        quote = garage.quote(customer=customer)
        garage.change(quote, vehicle_id=str(vehicle.id))
        quotes.append(garage.fresh(quote))
        garage.tick(timedelta(minutes=5))
    return quotes


class TestList:
    def test_shows_the_newest_first_each_with_its_plate(
        self, client: Client, three: list[ServiceDocument], adviser: Person
    ) -> None:
        page = adviser.log_in(client).get(LIST).content.decode()

        assert numbers_in(page) == [quote.number for quote in reversed(three)]
        assert '<span class="plate"><span>GHJ 12K</span></span>' in page
        assert f'href="{reverse("staff:quote", args=["demoverkstaden", three[0].id])}"' in page

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("åsa", [0]),
            ("ÅSA ÖBERG", [0]),
            ("asa", []),
            ("älg", [1]),
            ("ghj12k", [2]),
            ("GHJ 12K", [2]),
            ("holm karin", [2]),
            ("ö", [1, 0]),
            ("%", []),
            ("_", []),
            ("\x00", [2, 1, 0]),
            ("", [2, 1, 0]),
        ],
    )
    def test_is_searched_as_swedes_spell(
        self,
        client: Client,
        three: list[ServiceDocument],
        adviser: Person,
        text: str,
        found: list[int],
    ) -> None:
        page = adviser.log_in(client).get(LIST, {"q": text}).content.decode()

        assert numbers_in(page) == [three[place].number for place in found]

    def test_finds_the_own_number(
        self, client: Client, three: list[ServiceDocument], adviser: Person
    ) -> None:
        page = adviser.log_in(client).get(LIST, {"q": three[1].number.lower()}).content.decode()

        assert numbers_in(page) == [three[1].number]

    def test_gives_htmx_only_the_rows(
        self, client: Client, three: list[ServiceDocument], adviser: Person
    ) -> None:
        response = adviser.log_in(client).get(LIST, {"q": "åsa"}, headers={"HX-Request": "true"})

        fragment = response.content.decode()
        assert fragment.strip().startswith('<div id="rows"')
        assert "<html" not in fragment
        assert numbers_in(fragment) == [three[0].number]

    def test_a_search_that_finds_nothing_says_what_to_try(
        self, client: Client, three: list[ServiceDocument], adviser: Person
    ) -> None:
        page = adviser.log_in(client).get(LIST, {"q": "finns inte"}).content.decode()

        assert "Ingen offert hittades. Pröva en del av regnumret, namnet eller numret." in page

    def test_shows_typed_text_as_text(self, client: Client, adviser: Person) -> None:
        page = adviser.log_in(client).get(LIST, {"q": '"><script>x</script>'}).content.decode()

        assert "<script>x" not in page
        assert "&lt;script&gt;x" in page

    @pytest.mark.parametrize("query", ["status=nosuch", "answer=nosuch", "view=nosuch"])
    def test_knows_no_other_filter(self, client: Client, adviser: Person, query: str) -> None:
        assert adviser.log_in(client).get(f"{LIST}?{query}").status_code == 404

    def test_tells_a_price_without_vat_from_one_with(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        garage.quote(customer=garage.customer(name="Bergs Bygg AB", kind="company"))

        page = adviser.log_in(client).get(LIST).content.decode()

        assert re.search(r"<small>exkl. [^<]+,00</small>", page)

    def test_a_phone_approval_never_hides_under_another_status(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        quote = garage.seen().service_document
        ServiceDocument.objects.filter(pk=quote.pk).update(
            digital_status="cancelled", answer="approved_verbally", answered_at=garage.tick()
        )

        page = adviser.log_in(client).get(f"{LIST}?to_order=1").content.decode()

        assert numbers_in(page) == [quote.number]
        assert "Avbruten" in page
        assert "Godkänd muntligt" in page


class TestPaging:
    @pytest.fixture(autouse=True)
    def small_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(paging, "PAGE_SIZE", 2)

    def test_has_every_row_once(
        self, client: Client, three: list[ServiceDocument], adviser: Person
    ) -> None:
        adviser.log_in(client)
        first = client.get(LIST).content.decode()
        second = client.get(LIST, {"page": 2}).content.decode()

        assert [numbers_in(first), numbers_in(second)] == [
            [three[2].number, three[1].number],
            [three[0].number],
        ]
        assert "1–2 av 3" in first
        assert "3–3 av 3" in second
        assert 'href="?page=2" rel="next"' in first
        assert 'href="?page=1" rel="prev"' in second

    @pytest.mark.parametrize(
        ("wanted", "shown"),
        [
            ("0", "1–2"),
            ("-1", "1–2"),
            ("99", "3–3"),
            ("9" * 400, "1–2"),
            ("x", "1–2"),
            ("٢", "1–2"),
        ],
    )
    def test_a_page_that_is_not_there_is_the_nearest(
        self,
        client: Client,
        three: list[ServiceDocument],
        adviser: Person,
        wanted: str,
        shown: str,
    ) -> None:
        page = adviser.log_in(client).get(LIST, {"page": wanted}).content.decode()

        assert f"{shown} av 3" in page

    def test_takes_as_many_queries_whatever_the_list(
        self,
        client: Client,
        garage: Garage,
        three: list[ServiceDocument],
        adviser: Person,
        django_assert_num_queries: DjangoAssertNumQueries,
    ) -> None:
        adviser.log_in(client)
        client.get(LIST)
        with django_assert_num_queries(13):
            client.get(LIST)
        garage.sent()
        garage.sign(garage.seen())

        with django_assert_num_queries(13):
            client.get(LIST)


class TestPoll:
    def test_is_silent_while_nothing_changes_and_brings_the_rows_when_something_does(
        self, client: Client, garage: Garage, adviser: Person
    ) -> None:
        document = garage.seen()
        page = adviser.log_in(client).get(LIST, {"view": "waiting"}).content.decode()
        found = re.search(r'hx-get="(/v/demoverkstaden/offerter/rader\?[^"]+)"', page)
        assert found is not None
        address = found[1].replace("&amp;", "&")
        assert "view=waiting" in address
        assert client.get(address).status_code == 204

        garage.decline(document)

        response = client.get(address)
        assert response.status_code == 200
        assert "Ingen offert väntar på svar just nu." in response.content.decode()


class TestOrders:
    @pytest.fixture
    def order(self, garage: Garage) -> ServiceDocument:
        document = garage.seen()
        garage.sign(document)
        return make_order(quote_id=document.service_document_id, by=garage.actor, now=garage.tick())

    def test_are_listed_with_the_quote_they_came_from(
        self, client: Client, order: ServiceDocument, adviser: Person
    ) -> None:
        page = adviser.log_in(client).get(ORDERS).content.decode()

        assert numbers_in(page) == [order.number]
        assert order.quote is not None
        assert f">{order.quote.number}</a>" in page

    def test_are_searched(self, client: Client, order: ServiceDocument, adviser: Person) -> None:
        adviser.log_in(client)

        assert numbers_in(client.get(ORDERS, {"q": "holmgren"}).content.decode()) == [order.number]
        assert numbers_in(client.get(ORDERS, {"q": "finns inte"}).content.decode()) == []

    def test_of_another_workshop_are_not(
        self, client: Client, order: ServiceDocument, stranger: Person
    ) -> None:
        page = stranger.log_in(client).get("/v/andra-verkstaden/ordrar/").content.decode()

        assert numbers_in(page) == []
        assert "Ingen serviceorder än." in page
