"""Finding by typing: what is offered, in which order, and how it is taken."""

from uuid import uuid4

import pytest

from tests.kit.cast import Person
from tests.kit.garage import Garage
from tests.staff.quotes.desk import Card, words
from verksign.records.models import Job, ServiceDocument


@pytest.fixture
def job(quote: ServiceDocument) -> Job:
    return quote.jobs.get(title="Service")


class TestLookUps:
    def test_find_a_vehicle_by_its_plate_however_it_is_typed(self, card: Card) -> None:
        for typed in ("abc12d", "ABC 12", "volvo"):
            found = words(card.peek("sok/fordon", q=typed))
            assert found.startswith("ABC 12D Volvo V60 Karin Holmgren"), typed

    def test_know_that_swedish_letters_are_letters_of_their_own(
        self, card: Card, garage: Garage
    ) -> None:
        garage.customer(name="Åsa Öst")

        assert "Åsa Öst" in words(card.peek("sok/kund", q="åsa"))
        assert "Åsa Öst" not in words(card.peek("sok/kund", q="asa")).split("Ny kund")[0]

    def test_put_what_begins_with_the_words_first(self, card: Card, garage: Garage) -> None:
        garage.customer(name="Gunnar Karlin")
        garage.customer(name="Linnea Karr")

        found = words(card.peek("sok/kund", q="kar"))

        assert found.index("Karin Holmgren") < found.index("Ny kund ”kar”")
        assert found.index("Linnea Karr") < found.index("Ny kund")

    def test_offer_to_make_the_card_that_is_missing_and_to_come_back(self, card: Card) -> None:
        page = card.peek("sok/fordon", q="XYZ 789").content.decode()

        assert "Nytt fordon ”XYZ 789”" in page
        assert (
            f"/fordon/ny?plate=XYZ+789&amp;next=%2Fv%2Fdemoverkstaden%2Fofferter%2F{card.quote_id}%2F"
            in page
        )

    def test_show_prices_the_way_the_quote_keeps_them(
        self, card: Card, garage: Garage, job: Job
    ) -> None:
        garage.package()

        found = words(card.peek("sok/rad", q="bromsskiva", job=str(job.id)))
        assert found.startswith("Bromsskiva A1001 845 kr/st ”bromsskiva” som text")

        garage.change(card.quote, customer_kind="company")
        assert "676 kr/st" in words(card.peek("sok/rad", q="bromsskiva", job=str(job.id)))

    def test_offer_packages_and_last_a_job_of_ones_own(self, card: Card, garage: Garage) -> None:
        garage.package("Bromsar fram")

        assert words(card.peek("sok/paket", q="broms")).endswith("Nytt jobb ”broms”")
        assert words(card.peek("sok/paket")) == "Bromsar fram P1001"

    def test_are_a_page_of_their_own_without_script(self, card: Card, job: Job) -> None:
        response = card.read("sok/rad", q="olja", job=str(job.id))

        assert "<html" in response.content.decode()
        assert f'action="{card.address}jobb/{job.id}/rader"' in response.content.decode()
        assert "”olja” som text" in words(response)

    def test_show_nothing_of_another_workshop(self, card: Card, stranger: Person, job: Job) -> None:
        theirs = Garage(stranger.actor)
        theirs.vehicle(theirs.customer(name="Främling"), plate="FRM 001", make="Främmande")
        theirs.package("Främmande paket")

        for path, query in [
            ("sok/fordon", {"q": "f"}),
            ("sok/kund", {"q": "f"}),
            ("sok/paket", {"q": "f"}),
            ("sok/rad", {"q": "byte", "job": str(job.id)}),
        ]:
            page = words(card.peek(path, **query))
            assert "Främ" not in page
            assert "Byte av skivor" not in page

    @pytest.mark.parametrize(
        ("path", "query"),
        [
            ("sok/annat", {}),
            ("sok/rad", {}),
            ("sok/rad", {"job": "x"}),
            ("sok/rad", {"job": str(uuid4())}),
        ],
    )
    def test_are_not_there_for_what_is_not(
        self, card: Card, path: str, query: dict[str, str]
    ) -> None:
        assert card.peek(path, **query).status_code == 404

    def test_take_whatever_is_typed(self, card: Card) -> None:
        for typed in ("<b>x</b>", "\x00", "%", "å" * 500, "'"):
            response = card.peek("sok/kund", q=typed)
            assert response.status_code == 200
            assert "<b>x" not in response.content.decode()


class TestSavedCard:
    def test_is_chosen_by_one_press(self, card: Card, garage: Garage) -> None:
        made = garage.customer(name="Nisse Ny")

        page = card.read(kund=str(made.id)).content.decode()

        assert "Nisse Ny är sparad bland kunderna." in page
        assert f'name="customer_id" value="{made.id}"' in page

    def test_is_made_on_the_way_and_comes_back(self, card: Card) -> None:
        address = f"/v/demoverkstaden/fordon/ny?plate=XYZ+789&next={card.address}"
        assert 'value="XYZ 789"' in card.client.get(address).content.decode()

        response = card.client.post(address, {"plate": "XYZ 789"})

        assert response["Location"].startswith(f"{card.address}?fordon=")
        assert "XYZ 789 är sparad bland fordonen." in words(card.client.get(response["Location"]))

    def test_of_another_workshop_is_not_there(self, card: Card, stranger: Person) -> None:
        foreign = Garage(stranger.actor).customer(name="Främling")

        assert "Främling" not in card.read(kund=str(foreign.id)).content.decode()

    def test_never_leads_out_of_the_site(self, card: Card) -> None:
        response = card.client.post(
            "/v/demoverkstaden/kunder/ny?next=//elsewhere.test/",
            {"name": "Nisse", "kind": "consumer"},
        )

        assert response["Location"].startswith("/v/demoverkstaden/kunder/")
