"""The workshop's own words: refused when they would leave the customer without a link, used when they are right."""

import pytest

from tests.kit.cast import Person
from tests.kit.garage import Garage
from verksign.domain.access import NotPermitted
from verksign.domain.message_texts import CHANNELS, LANGUAGES
from verksign.integrations import outbox
from verksign.records.models import MessageText, ServiceDocument, Workshop
from verksign.usecases.registers.fields import InvalidFields
from verksign.usecases.signing.texts import (
    Place,
    UnknownText,
    reset_text,
    save_text,
    shown,
    standard,
)

pytestmark = pytest.mark.django_db
SMS = Place(kind="quote", channel="sms", language="sv")
MAIL = Place(kind="quote", channel="email", language="sv")
OWN = "{verkstad}: Hej! {kontakt} har en offert på {regnr}: {länk}"
EVERY = [
    Place(kind=kind, channel=channel, language=language)
    for channel, kinds in CHANNELS.items()
    for kind in kinds
    for language in LANGUAGES
]


def save(garage: Garage, manager: Person, text: str, place: Place = SMS, subject: str = "") -> None:
    save_text(place=place, text=text, subject=subject, by=manager.actor, now=garage.tick())


class TestOwnWords:
    def test_go_out_instead_of_ours(self, garage: Garage, manager: Person) -> None:
        save(garage, manager, OWN)
        document = garage.sent()
        text = outbox.message(str(document.messages.get().id)).text
        assert text.startswith("DemoLund: Hej! ")
        assert garage.token(document) in text

    def test_are_of_one_language(self, garage: Garage, manager: Person) -> None:
        save(garage, manager, OWN)
        quote = garage.quote()
        ServiceDocument.objects.filter(pk=quote.pk).update(language="en")
        document = garage.sent(garage.fresh(quote))
        assert document.language == "en"
        assert "The quote for ABC 12D is ready." in document.messages.get().text

    def test_are_another_workshop_s_own(
        self, garage: Garage, manager: Person, other_workshop: Workshop
    ) -> None:
        MessageText.objects.create(
            workshop=other_workshop,
            kind="quote",
            channel="sms",
            text="Deras {länk}",
            updated_at=garage.now,
        )
        assert "Deras" not in garage.send(garage.quote()).messages.get().text

    def test_of_a_letter_are_its_subject_and_first_words(
        self, garage: Garage, manager: Person
    ) -> None:
        words = "{hej} {verkstad} har räknat på din {bil}.\n\nHör av dig!"
        save(garage, manager, words, MAIL, subject="Pris för {regnr}")
        message = garage.send(garage.quote(), method="email").messages.get()
        assert message.subject == "Pris för ABC 12D"
        assert "Hej Karin! Demoverkstaden i Lund har räknat på din Volvo V60." in message.text
        assert "Inget blir beställt förrän du själv trycker på Beställ." in message.text
        assert "Hör av dig!</p>" in message.html

    def test_are_ours_again_when_reset(self, garage: Garage, manager: Person) -> None:
        save(garage, manager, OWN)
        reset_text(place=SMS, by=manager.actor, now=garage.tick())
        assert "Läs, välj jobb och svara" in garage.send(garage.quote()).messages.get().text

    def test_are_saved_over_what_stood(self, garage: Garage, manager: Person) -> None:
        save(garage, manager, OWN)
        save(garage, manager, "Ny {länk}")
        assert [row.text for row in MessageText.objects.all()] == ["Ny {länk}"]

    def test_are_kept_in_plain_signs(self, garage: Garage, manager: Person) -> None:
        save(garage, manager, "  “Hej” – läs…  {länk}\r\n")
        assert MessageText.objects.get().text == '"Hej" - läs...  {länk}'


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "required"),
            ("   ", "required"),
            ("Offert på {regnr}", "link_missing"),
            ("{pris} {länk}", "unknown_variable"),
            ("{svarande} {länk}", "unknown_variable"),
            ("{regnr {länk}", "lone_brace"),
            ("{} {länk}", "lone_brace"),
            ("x" * 460 + "{länk}", "too_long"),
        ],
    )
    def test_beside_the_field_and_nothing_is_kept(
        self, garage: Garage, manager: Person, text: str, code: str
    ) -> None:
        with pytest.raises(InvalidFields) as refusal:
            save(garage, manager, text)
        assert refusal.value.problems == {"text": code}
        assert MessageText.objects.count() == 0

    def test_a_subject_like_a_text(self, garage: Garage, manager: Person) -> None:
        with pytest.raises(InvalidFields) as refusal:
            save(garage, manager, "Hej!", MAIL, subject="{länk}")
        assert refusal.value.problems == {"subject": "unknown_variable"}

    def test_from_whoever_is_no_admin(self, garage: Garage, adviser: Person) -> None:
        with pytest.raises(NotPermitted):
            save_text(place=SMS, text=OWN, by=adviser.actor, now=garage.now)

    @pytest.mark.parametrize(
        ("kind", "channel", "language"),
        [
            ("receipt", "email", "sv"),
            ("quote", "fax", "sv"),
            ("quote", "sms", "de"),
            ("x", "sms", "sv"),
        ],
    )
    def test_where_there_is_no_such_text(self, kind: str, channel: str, language: str) -> None:
        with pytest.raises(UnknownText):
            Place(kind=kind, channel=channel, language=language)


class TestStandard:
    @pytest.mark.parametrize("place", EVERY, ids=lambda place: f"{place}"[6:-1])
    def test_may_be_saved_as_it_is_and_reads_the_same(
        self, garage: Garage, manager: Person, place: Place
    ) -> None:
        ours = standard(place, manager.workshop, garage.now)
        before = shown(place, ours, manager.workshop, garage.now)
        save(garage, manager, ours.text, place, subject=ours.subject)

        assert "{" not in before.words.text.replace("{link}", "")
        assert before.count is None or before.count.parts == 1

    def test_of_an_english_letter_is_english_all_through(
        self, garage: Garage, manager: Person
    ) -> None:
        place = Place(kind="quote", channel="email", language="en")
        ours = standard(place, manager.workshop, garage.now)
        letter = shown(place, ours, manager.workshop, garage.now).words

        assert ours.subject == "Quote for {regnr} from {verkstad}"
        assert "Hello Karin!" in letter.text
        assert "The contract is in Swedish, and the Swedish text applies." in letter.text
        assert "Inget blir beställt" not in letter.text
