"""The lists *Serviceofferter* and *Serviceordrar*: what they hold, how they are searched and paged."""

import re
from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.kit.cast import Person
from tests.kit.garage import VISIT, Garage
from verksign.domain.dates import local_date
from verksign.records.models import CustomerRequest, DigitalDocument, ServiceDocument
from verksign.staff import paging
from verksign.usecases.messages.todo import ToDoKind, finish
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.signing.requests import ask

LIST = "/v/demoverkstaden/offerter/"
ROWS = f"{LIST}rader"
ORDERS = "/v/demoverkstaden/ordrar/"


def of(quote: ServiceDocument) -> QuerySet[ServiceDocument]:
    return ServiceDocument.objects.filter(pk=quote.pk)


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


class TestReadyMadeViews:
    def views(self, page: str) -> dict[str, tuple[str, int]]:
        """Return each view's address and its number, by its name."""
        found = re.findall(
            r'<li><a href="/v/demoverkstaden/offerter/(\?[^"]+)"[^>]*><svg.*?</svg>([^<]+)<span class="n">(\d+)<',
            page,
        )
        return {name: (query.replace("&amp;", "&"), int(number)) for query, name, number in found}

    @pytest.fixture
    def day(self, garage: Garage, manager: Person) -> dict[str, list[str]]:
        """A morning's quotes, by the view that each belongs to beside the open ones."""
        today = local_date(timezone.now())
        sent, seen, asked, failed, company = (garage.quote() for _ in range(5))
        unsent, order = garage.quote(), garage.quote()
        for quote, status in (
            (sent, "sent"),
            (seen, "seen"),
            (asked, "seen"),
            (failed, "failed"),
            (company, "sent"),
        ):
            document = garage.send(quote)
            seen_at = garage.now if status == "seen" else None
            DigitalDocument.objects.filter(pk=document.pk).update(status=status, seen_at=seen_at)
            of(quote).update(digital_status=status, valid_until=today + timedelta(days=3))
        of(seen).update(valid_until=today)
        of(order).update(answer="approved_digitally", digital_status="signed", valid_until=today)
        of(company).update(customer_kind="company", gross_ore=1_000_000)
        of(sent).update(customer_kind="company", gross_ore=999_999)
        document = DigitalDocument.objects.get(service_document=asked)
        ask(
            token=garage.token(document),
            kind="call",
            text="",
            when="asap",
            visit=VISIT,
            now=garage.tick(),
        )
        of(unsent).update(adviser=manager.user)
        return {
            "Alla öppna": [sent.number, seen.number, asked.number, failed.number, company.number],
            "Mina att svara på": [asked.number],
            "Väntar svar": [sent.number, seen.number, asked.number, company.number],
            "Ej öppnade": [sent.number, company.number],
            "Att göra order av": [order.number],
            "Utgår i dag": [seen.number],
            "Misslyckade": [failed.number],
            "Ej skickade": [unsent.number],
            "Företag över 10 000 kr": [company.number],
        }

    def test_each_counts_and_opens_its_own_and_says_which_is_open(
        self, client: Client, day: dict[str, list[str]], adviser: Person
    ) -> None:
        adviser.log_in(client)
        views = self.views(client.get(LIST).content.decode())

        assert list(views) == list(day)
        for name, (query, number) in views.items():
            page = client.get(f"{LIST}{query}").content.decode()
            assert sorted(numbers_in(page)) == sorted(day[name]), name
            assert number == len(day[name]), name
            current = re.findall(r'aria-current="true"><svg.*?</svg>([^<]+)<span class="n">', page)
            assert current == [name]

    def test_under_mina_each_is_of_ones_own(
        self, client: Client, day: dict[str, list[str]], manager: Person
    ) -> None:
        manager.log_in(client)
        views = self.views(client.get(f"{LIST}?mina=1").content.decode())

        assert {name: number for name, (_, number) in views.items() if number} == {"Ej skickade": 1}
        page = client.get(f"{LIST}{views['Ej skickade'][0]}").content.decode()
        assert numbers_in(page) == day["Ej skickade"]

    def test_what_has_been_answered_is_no_longer_to_be_answered(
        self, client: Client, day: dict[str, list[str]], adviser: Person
    ) -> None:
        request = CustomerRequest.objects.get()
        finish(kind=ToDoKind.REQUEST, row_id=request.id, by=adviser.actor, now=timezone.now())

        page = adviser.log_in(client).get(f"{LIST}?att_svara=1").content.decode()
        assert numbers_in(page) == []


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
        with django_assert_num_queries(16):
            client.get(LIST)
        garage.sent()
        garage.sign(garage.seen())

        with django_assert_num_queries(16):
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
