"""The customer's pages about extra jobs: what was ordered before, this addition, the new total, the deadline."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.kit.garage import Garage
from tests.kit.upsells import confirm, priced, send
from tests.portal.example import Phone, text_of
from verksign.records.models import DigitalDocument, Job, ServiceDocument
from verksign.usecases.orders.make_order import make_order

pytestmark = pytest.mark.django_db

FAR_OFF = date(2099, 12, 8)
"""The pages read the real clock."""
LONG_AGO = datetime(2021, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def order(garage: Garage) -> ServiceDocument:
    return garage.order()


@pytest.fixture
def jobs(garage: Garage, order: ServiceDocument) -> list[Job]:
    return [
        priced(garage, order, "Bromsslang", severity="urgent"),
        priced(garage, order, "Original", group="batteri", price="2755"),
        priced(garage, order, "Likvärdigt", group="batteri", price="1990"),
    ]


def phone_of(garage: Garage, document: DigitalDocument) -> Phone:
    garage.work()
    return Phone(garage.reload(document))


def reading(garage: Garage, order: ServiceDocument, jobs: list[Job]) -> Phone:
    phone = phone_of(garage, send(garage, order, jobs, valid_until=FAR_OFF))
    phone.open()
    return phone


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


class TestOpening:
    def test_says_how_much_was_found_and_neither_price_nor_name(
        self, garage: Garage, order: ServiceDocument, jobs: list[Job]
    ) -> None:
        phone = phone_of(garage, send(garage, order, jobs, valid_until=FAR_OFF))
        page = text_of(phone.get())
        assert "Vi hittade 2 saker till på din Volvo V60" in page
        assert "Visa vad vi hittade</button>" in page
        assert "kr" not in plain(page).split("<main")[1].split("</main>")[0].split()
        assert "Karin" not in page


class TestReading:
    def test_shows_what_is_ordered_already_and_the_new_total(
        self, garage: Garage, order: ServiceDocument, jobs: list[Job]
    ) -> None:
        page = plain(text_of(reading(garage, order, jobs).get()))
        assert "Vi hittade 2 saker till" in page
        assert "Redan beställt" in page
        assert 'Ny summa <span class="num">1 000 kr</span>' in page
        assert f"Serviceorder {order.number}" in page
        assert "Nej tack till allt vi hittade" in page

    def test_a_round_trip_without_script_adds_it_up(
        self, garage: Garage, order: ServiceDocument, jobs: list[Job]
    ) -> None:
        phone = reading(garage, order, jobs)
        page = plain(text_of(phone.post("/kontrollera", {"answer-1": "yes", "answer-2": "yes-3"})))
        assert "Kontrollera tillägget" in page
        sums = page[page.index("Det här beställer du nu") :]
        assert '<span>Tillägg</span> <span class="num">2 990 kr</span>' in sums
        assert '<b class="num">3 990 kr</b> inkl. moms' in sums

    def test_the_receipt_has_the_addition_and_the_new_total(
        self, garage: Garage, order: ServiceDocument, jobs: list[Job]
    ) -> None:
        phone = reading(garage, order, jobs)
        answers = {"answer-1": "yes", "answer-2": "later"}
        page = plain(text_of(phone.follow(phone.order(100_000, answers))))
        assert "Tack, Karin! Tillägget är beställt." in page
        assert '<b class="num">2 000 kr</b>' in page
        assert list(Job.objects.found().order_by("position").values_list("queue", "answer")) == [
            ("answered", "accepted"),
            ("answered", "later"),
            ("answered", "later"),
        ]

    def test_a_stale_total_is_refused_and_changes_nothing(
        self, garage: Garage, order: ServiceDocument, jobs: list[Job]
    ) -> None:
        phone = reading(garage, order, jobs)
        response = phone.order(99_900, {"answer-1": "yes", "answer-2": "no"})
        assert response.status_code == 409
        assert not Job.objects.exclude(answer="").exists()


class TestDeadline:
    def test_before_it_says_when_the_car_is_ready(
        self, garage: Garage, order: ServiceDocument, jobs: list[Job]
    ) -> None:
        document = send(
            garage,
            order,
            jobs,
            valid_until=FAR_OFF,
            decide_by=datetime(2099, 12, 7, 9, 40, tzinfo=UTC),
            ready_before="i dag kl. 16:00",
            ready_after="fredag kl. 12:00",
        )
        phone = phone_of(garage, document)
        phone.open()
        page = plain(text_of(phone.get()))
        assert "Svara före Måndag 7 december kl. 10:40" in page
        assert "Bilen är klar <b>i dag kl. 16:00</b>" in page
        assert "Bilen är klar <b>fredag kl. 12:00</b>" in page
        assert "<div data-after hidden>" in page

    def test_after_it_the_customer_may_still_answer(self, garage: Garage) -> None:
        garage.now = LONG_AGO
        order = garage.order()
        document = send(
            garage,
            order,
            [priced(garage, order, "Bromsslang")],
            valid_until=FAR_OFF,
            decide_by=LONG_AGO + timedelta(hours=2),
            ready_before="i dag kl. 16:00",
            ready_after="fredag kl. 12:00",
        )
        phone = phone_of(garage, document)
        phone.open()
        page = plain(text_of(phone.get()))
        assert "Klockan har passerat kl. 11:00. Du kan fortfarande svara." in page
        assert "Bilen blir då klar fredag kl. 12:00." in page
        assert "<div data-before hidden>" in page
        assert phone.order(100_000, {"answer-1": "yes"}).status_code == 303
        assert Job.objects.found().get().answer == "accepted"


class TestConfirmation:
    @pytest.fixture
    def phone(self, garage: Garage) -> Phone:
        quote = garage.sign(garage.seen()).service_document_id
        garage.fresh(quote)
        order = make_order(quote_id=quote, by=garage.actor, now=garage.tick())
        document = confirm(garage, garage.fresh(order))
        DigitalDocument.objects.filter(pk=document.pk).update(valid_until=FAR_OFF)
        phone = phone_of(garage, document)
        phone.open()
        return phone

    def test_asks_whether_it_is_right_with_no_button_to_order(self, phone: Phone) -> None:
        page = plain(text_of(phone.get()))
        assert "Stämmer det här, Karin?" in page
        assert "Ja, det stämmer</button>" in page
        assert "betalningsskyldighet" not in page
        assert 'name="start"' not in page
        assert "Du beställer inget nytt här." in page

    def test_yes_is_one_press(self, phone: Phone) -> None:
        page = text_of(phone.follow(phone.post("/bestall", {"total": "100000"})))
        assert "Tack! Då är vi överens." in page
        assert "ångra" not in page.casefold()
        assert ServiceDocument.objects.orders().get().answer == "approved_digitally"

    def test_no_says_what_is_wrong(self, phone: Phone) -> None:
        page = text_of(phone.get("/nej"))
        assert "Vad är fel?" in page
        assert "Det blev för dyrt" not in page
        answered = text_of(phone.follow(phone.post("/nej", {"text": "Tiden är fel"})))
        assert "att något är fel. Vi hör av oss." in answered
        assert ServiceDocument.objects.orders().get().answer == "rejected"


class TestEnded:
    def test_a_withdrawn_one_says_so_in_its_own_words(
        self, garage: Garage, order: ServiceDocument, jobs: list[Job]
    ) -> None:
        phone = reading(garage, order, jobs)
        DigitalDocument.objects.update(status="cancelled")
        page = text_of(phone.get())
        assert "Frågan är återkallad" in page
        assert "fferten" not in page
