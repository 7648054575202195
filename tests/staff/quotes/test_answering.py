"""*Registrera svar* and *Avbryt digital offert*: an answer by word of mouth, and a link that stops being valid."""

import re

import pytest

from tests.kit.garage import Garage
from tests.staff.quotes.desk import Card, error_of, facts, words
from verksign.domain.answers import JobAnswer
from verksign.records.models import DigitalDocument, History, Message, ServiceDocument, VerbalAnswer

TIME = {"day": "2026-11-23", "clock": "09:20"}


@pytest.fixture
def spoken(quote: ServiceDocument) -> dict[str, str]:
    """Karin rang: ja till service, inte nu till bromsar."""
    service, brakes = quote.jobs.get(title="Service"), quote.jobs.get(title="Bromsar")
    return {
        f"job-{service.id}": "accepted",
        f"job-{brakes.id}": "later",
        "who": "Karin Holmgren",
        "channel": "phone",
        "called_by": "customer",
        "note": "Vill ta bromsarna i mitten av december.",
        "key": "one-press",
        **TIME,
    }


class TestDialog:
    def test_answers_for_nobody_in_advance(self, card: Card) -> None:
        page = card.peek("svar").content.decode()

        radios = re.findall(r'<input type="radio" name="job-[^>]*>', page)
        assert len(radios) == 6
        assert not [radio for radio in radios if "checked" in radio]
        assert "En skriftlig bekräftelse går till karin.holmgren@mail.example." in page

    def test_says_yes_to_all_only_when_asked_to(self, card: Card) -> None:
        page = card.peek("svar", alla="ja").content.decode()

        assert len(re.findall(r'value="accepted"[^>]* checked', page)) == 2

    def test_says_yes_to_all_without_script(self, card: Card) -> None:
        response = card.press("svar", all="ja", who="Ola", **TIME)

        assert response.status_code == 200
        assert len(re.findall(r'value="accepted"[^>]* checked', response.content.decode())) == 2
        assert 'value="Ola"' in response.content.decode()
        assert not VerbalAnswer.objects.exists()


class TestAnswer:
    def test_is_recorded_as_spoken_and_confirmed_in_writing(
        self, card: Card, spoken: dict[str, str]
    ) -> None:
        response = card.save("svar", **spoken)

        assert response["HX-Redirect"] == card.address
        answer = VerbalAnswer.objects.get()
        assert (answer.who, answer.channel, answer.outcome, answer.partly) == (
            "Karin Holmgren",
            "phone",
            "signed",
            True,
        )
        assert answer.answered_at.isoformat() == "2026-11-23T08:20:00+00:00"
        assert Message.objects.get().kind == Message.Kind.CONFIRMATION
        page = words(card.read())
        assert (
            "Svaret är noterat som muntligt. En bekräftelse är på väg till karin.holmgren@mail.example."
            in page
        )
        assert "Delvis godkänt muntligt Karin Holmgren, telefon" in page
        assert "Undertecknad" not in page

    def test_is_recorded_once_however_often_it_is_pressed(
        self, card: Card, spoken: dict[str, str]
    ) -> None:
        for _ in range(2):
            assert card.save("svar", **spoken)["HX-Redirect"] == card.address

        assert VerbalAnswer.objects.count() == 1

    def test_closes_the_link(
        self, card: Card, garage: Garage, quote: ServiceDocument, spoken: dict[str, str]
    ) -> None:
        document = garage.sent(quote)

        card.save("svar", **spoken)

        assert garage.reload(document).status == "cancelled"

    def test_needs_an_answer_to_every_job(
        self, card: Card, quote: ServiceDocument, spoken: dict[str, str]
    ) -> None:
        brakes = quote.jobs.get(title="Bromsar")
        del spoken[f"job-{brakes.id}"]

        response = card.save("svar", **spoken)

        assert response.status_code == 422
        assert words(response).count("Välj ett av svaren.") == 1
        assert "Vill ta bromsarna i mitten av december." in response.content.decode()
        assert not VerbalAnswer.objects.exists()

    def test_cannot_leave_out_what_is_included(
        self, card: Card, quote: ServiceDocument, spoken: dict[str, str]
    ) -> None:
        service, brakes = quote.jobs.get(title="Service"), quote.jobs.get(title="Bromsar")

        response = card.save(
            "svar", **{**spoken, f"job-{service.id}": "declined", f"job-{brakes.id}": "accepted"}
        )

        assert response.status_code == 422
        assert "Det som ingår hör ihop" in words(response)
        assert not VerbalAnswer.objects.exists()

    @pytest.mark.parametrize(
        ("typed", "place", "sentence"),
        [
            ({"who": ""}, "who", "Fältet får inte vara tomt."),
            ({"channel": "pigeon"}, "channel", "Det valet finns inte."),
            ({"day": "i går"}, "day", ""),
            ({"clock": "25:00"}, "clock", ""),
            ({"note": "x" * 2001}, "note", "Texten är för lång."),
        ],
    )
    def test_with_something_wrong_is_not_recorded(
        self, card: Card, spoken: dict[str, str], typed: dict[str, str], place: str, sentence: str
    ) -> None:
        response = card.save("svar", **{**spoken, **typed})

        assert response.status_code == 422
        if sentence:
            assert error_of(response, place).startswith(sentence)
        else:
            assert "Datum eller klockslag går inte att läsa." in words(response)
        assert not VerbalAnswer.objects.exists()

    def test_cannot_have_been_given_tomorrow(self, card: Card, spoken: dict[str, str]) -> None:
        response = card.save("svar", **{**spoken, "day": "2999-01-01"})

        assert "Tiden ligger i framtiden." in words(response)
        assert not VerbalAnswer.objects.exists()

    def test_by_telephone_needs_to_know_who_called(
        self, card: Card, spoken: dict[str, str]
    ) -> None:
        response = card.save("svar", **{**spoken, "called_by": ""})

        assert "Välj vem som ringde. Det avgör om svaret gäller." in words(response)
        assert not VerbalAnswer.objects.exists()

    def test_that_comes_after_the_customers_own_changes_nothing(
        self, card: Card, garage: Garage, quote: ServiceDocument, spoken: dict[str, str]
    ) -> None:
        garage.sign(garage.seen(quote), Bromsar=JobAnswer.ACCEPTED)

        response = card.save("svar", **spoken)

        assert response["HX-Redirect"] == card.address
        assert not VerbalAnswer.objects.exists()
        assert re.search(
            r"Kunden hann beställa .+\. Offerten är undertecknad och kan inte avbrytas\.",
            words(card.read()),
        )


class TestOwnCall:
    """A consumer whom the workshop called is bound only in writing."""

    @pytest.fixture
    def called(self, spoken: dict[str, str]) -> dict[str, str]:
        return {**spoken, "called_by": "workshop"}

    def test_is_not_recorded_and_says_why(self, card: Card, called: dict[str, str]) -> None:
        response = card.save("svar", **called)

        assert response.status_code == 422
        assert "2 kap. 3 a § distansavtalslagen" in words(response)
        assert "Skicka länken till 070-174 06 31" in words(response)
        assert not VerbalAnswer.objects.exists()

    @pytest.mark.parametrize("method", ["sms", "email"])
    def test_sends_the_link_instead(self, card: Card, called: dict[str, str], method: str) -> None:
        response = card.save("svar/lank", **called, link=method)

        assert response["HX-Redirect"] == card.address
        document = DigitalDocument.objects.get()
        message = document.messages.get()
        assert (message.kind, message.channel) == (Message.Kind.VERBAL, method)
        assert "Offerten är på väg till Karin Holmgren" in words(card.read())

    def test_has_nothing_to_send_when_the_customer_has_the_link(
        self, card: Card, garage: Garage, quote: ServiceDocument, called: dict[str, str]
    ) -> None:
        garage.sent(quote)

        response = card.save("svar", **called)
        assert "Kunden har redan länken till offerten. Be kunden godkänna där." in words(response)

        response = card.save("svar/lank", **called, link="sms")
        assert response.status_code == 422
        assert DigitalDocument.objects.count() == 1

    def test_with_nowhere_to_send_it_keeps_the_dialog(
        self, card: Card, called: dict[str, str]
    ) -> None:
        response = card.save("svar/lank", **called, link="pigeon")

        assert response.status_code == 422
        assert "Det sättet att skicka finns inte." in words(response)
        assert not DigitalDocument.objects.exists()

    def test_at_the_desk_is_no_call(self, card: Card, called: dict[str, str]) -> None:
        card.save("svar", **{**called, "channel": "desk"})

        assert VerbalAnswer.objects.get().channel == "desk"


class TestCancel:
    def test_asks_before_the_link_stops_working(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.sent(quote)

        page = words(card.peek("avbryt"))

        assert "Avbryt den digitala offerten? Länken slutar fungera" in page
        assert document.document_id in page
        assert garage.reload(document).status == "sent"

    def test_withdraws_what_is_no_longer_wanted(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.sent(quote)

        response = card.save("avbryt", why="not_needed")

        assert response["HX-Redirect"] == card.address
        assert garage.reload(document).status == "cancelled"
        assert "Offerten är avbruten. Kunden ser det om länken öppnas." in words(card.read())

    def test_opens_the_quote_for_a_new_version(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.sent(quote)

        card.save("avbryt", why="change")

        assert garage.reload(document).status == "replaced"
        assert "Lägg till rad" in words(card.read())

    def test_records_the_answer_that_was_the_reason(
        self, card: Card, garage: Garage, quote: ServiceDocument, spoken: dict[str, str]
    ) -> None:
        document = garage.sent(quote)

        response = card.save("avbryt", why="answered", **spoken)

        assert response["HX-Redirect"] == card.address
        assert VerbalAnswer.objects.count() == 1
        assert garage.reload(document).status == "cancelled"

    def test_keeps_everything_when_the_answer_is_not_whole(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.sent(quote)

        response = card.save("avbryt", why="answered", who="Ola", channel="desk", **TIME)

        assert response.status_code == 422
        assert words(response).count("Välj ett av svaren.") == 2
        assert 'value="Ola"' in response.content.decode()
        assert garage.reload(document).status == "sent"

    @pytest.mark.parametrize("why", ["", "because"])
    def test_needs_a_reason(
        self, card: Card, garage: Garage, quote: ServiceDocument, why: str
    ) -> None:
        document = garage.sent(quote)

        response = card.save("avbryt", why=why)

        assert response.status_code == 422
        assert "Det valet finns inte." in words(response)
        assert garage.reload(document).status == "sent"

    @pytest.mark.parametrize("path", ["avbryt", "andra-skickad"])
    def test_comes_too_late_for_a_signed_quote(
        self, card: Card, garage: Garage, quote: ServiceDocument, path: str
    ) -> None:
        document = garage.sign(garage.seen(quote), Bromsar=JobAnswer.ACCEPTED)
        before = (facts(garage.reload(document)), History.objects.count())

        response = card.save(path, why="not_needed")

        assert response["HX-Redirect"] == card.address
        assert "Offerten är undertecknad och kan inte avbrytas." in words(card.read())
        assert (facts(garage.reload(document)), History.objects.count()) == before

    @pytest.mark.parametrize("path", ["avbryt", "andra-skickad"])
    def test_of_what_was_never_sent_says_so(self, card: Card, path: str) -> None:
        assert card.press(path, why="not_needed")["Location"] == card.address
        assert "Ingen digital offert är skickad." in words(card.read())


class TestReopen:
    def test_asks_before_what_was_sent_stops_being_valid(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        document = garage.sent(quote)

        page = words(card.peek("andra-skickad"))

        assert (
            "Offerten är skickad. Ändrar du den får kunden en ny version, och den gamla slutar gälla."
            in page
        )
        assert garage.reload(document).status == "sent"

    def test_opens_it_and_the_next_version_has_the_same_link(
        self, card: Card, garage: Garage, quote: ServiceDocument
    ) -> None:
        first = garage.sent(quote)

        assert card.press("andra-skickad")["Location"] == card.address
        card.save("andra", notes="Ändrad")
        card.save("skicka", method="sms", phone="070-174 06 31", key="second")

        second = DigitalDocument.objects.get(version=2)
        assert garage.reload(first).status == "replaced"
        assert second.link_id == first.link_id
        assert "version 2" in words(card.read())
        assert "Version 1 Ersatt" in words(card.read())
