"""*Inställningar*: for admins; what cannot be right is told beside its field and nothing is lost."""

import pytest
from django.test import Client

from tests.kit.cast import Person
from verksign.records.models import MessageText, Workshop
from verksign.usecases.settings.reminders import LONGEST_VALID, LONGEST_WAIT, MOST_REMINDERS

pytestmark = pytest.mark.django_db
BASE = "/v/demoverkstaden/installningar/"
RULES = {
    "remind_after_hours": "24",
    "remind_at_most": "2",
    "quiet_from": "21",
    "quiet_to": "06.30",
    "quote_valid_days": "30",
}


@pytest.fixture
def desk(client: Client, manager: Person) -> Client:
    return manager.log_in(client)


class TestReminders:
    def test_are_saved(self, desk: Client) -> None:
        response = desk.post(f"{BASE}paminnelser", RULES, follow=True)
        workshop = Workshop.objects.get(slug="demoverkstaden")

        assert "Inställningarna är sparade." in response.content.decode()
        assert (workshop.remind_after_hours, workshop.remind_at_most) == (24, 2)
        assert f"{workshop.quiet_from:%H.%M}-{workshop.quiet_to:%H.%M}" == "21.00-06.30"
        assert workshop.quote_valid_days == 30

    @pytest.mark.parametrize(
        ("field", "typed", "words"),
        [
            ("remind_after_hours", "0", f"Skriv hela timmar, från 1 till {LONGEST_WAIT}."),
            ("remind_after_hours", "hej", f"Skriv hela timmar, från 1 till {LONGEST_WAIT}."),
            ("remind_at_most", "6", f"Skriv ett helt tal från 0 till {MOST_REMINDERS}."),
            ("quote_valid_days", "-1", f"Skriv hela dagar, från 1 till {LONGEST_VALID}."),
            ("quiet_from", "25:00", "Klockslaget går inte att läsa."),
            ("quiet_to", "", "Klockslaget går inte att läsa."),
        ],
    )
    def test_that_cannot_be_right_change_nothing(
        self, desk: Client, field: str, typed: str, words: str
    ) -> None:
        response = desk.post(f"{BASE}paminnelser", {**RULES, field: typed})
        page = response.content.decode()

        assert response.status_code == 422
        assert words in page
        assert f'value="{typed}"' in page
        assert Workshop.objects.get(slug="demoverkstaden").remind_after_hours == 48


class TestTexts:
    PLACE = f"{BASE}texter/quote/sms/sv"

    def test_are_ours_until_they_are_changed(self, desk: Client) -> None:
        page = desk.get(self.PLACE).content.decode()

        assert "Standardtexten gäller." in page
        assert "DemoLund: Offert på ABC 12D är klar." in page

    def test_are_saved_and_reset(self, desk: Client) -> None:
        saved = desk.post(self.PLACE, {"text": "Hej! {länk}"}, follow=True).content.decode()
        assert "Återställ till standard" in saved
        assert MessageText.objects.get().text == "Hej! {länk}"
        desk.post(f"{self.PLACE}/aterstall")
        assert MessageText.objects.count() == 0

    def test_without_the_link_are_refused_and_kept_in_the_field(self, desk: Client) -> None:
        response = desk.post(self.PLACE, {"text": "Hej {pris}!"})
        page = response.content.decode()

        assert response.status_code == 422
        assert "Det namnet i klamrar finns inte här." in page
        assert "{pris}" in page
        assert ">Hej {pris}!</textarea>" in page
        assert MessageText.objects.count() == 0

    def test_show_what_they_cost_while_they_are_written(self, desk: Client) -> None:
        long = "Vi har gått igenom hela bilen och hittat en del. " * 4
        page = desk.post(f"{self.PLACE}/prova", {"text": f"{long}{{länk}}"}).content.decode()

        assert "2 SMS" in page
        assert "Det blir 2 sms och kostar därefter." in page
        assert MessageText.objects.count() == 0

    @pytest.mark.parametrize("place", ["receipt/email/sv", "quote/fax/sv", "quote/sms/de"])
    def test_that_do_not_exist_are_not_found(self, desk: Client, place: str) -> None:
        assert desk.get(f"{BASE}texter/{place}").status_code == 404


class TestForWhom:
    @pytest.mark.parametrize("page", ["", "paminnelser", "texter", "texter/quote/sms/sv"])
    def test_advisers_are_refused(self, client: Client, adviser: Person, page: str) -> None:
        assert adviser.log_in(client).get(f"{BASE}{page}").status_code == 403
