"""Edits in place: one field at a time, refused at the field, and never lost."""

from uuid import uuid4

import pytest

from tests.kit.garage import Garage
from tests.staff.quotes.desk import Card, error_of, facts, parts, value_of, words
from verksign.records.models import Job, Line, ServiceDocument

WHOLE = {
    "card-plate",
    "card-id",
    "saved",
    "undo",
    "questions",
    "pictures",
    "attachments",
    "actions",
    "card-note",
    "general",
    "jobs",
    "details",
    "digital",
    "price",
    "customer",
    "vehicle",
    "beat",
}


@pytest.fixture
def job(quote: ServiceDocument) -> Job:
    return quote.jobs.get(title="Service")


@pytest.fixture
def line(job: Job) -> Line:
    return job.lines.get()


class TestFields:
    def test_are_saved_one_at_a_time_and_come_back_as_swedes_write_them(self, card: Card) -> None:
        response = card.save("andra", phone="0701740699")

        assert response.status_code == 200
        assert parts(response) == WHOLE
        assert card.quote.phone == "+46701740699"
        assert card.quote.email == "karin.holmgren@mail.example"
        assert value_of(response, "quote-phone") == "070-174 06 99"

    def test_that_are_wrong_say_so_beside_themselves_and_keep_what_was_typed(
        self, card: Card
    ) -> None:
        before = facts(card.quote)

        response = card.save("andra", phone="070-174")

        assert response.status_code == 422
        assert value_of(response, "quote-phone") == "070-174"
        assert error_of(response, "quote-phone") == (
            "Numret ser inte rätt ut. Skriv det så här: 070-123 45 67"
        )
        assert facts(card.quote) == before

    def test_are_saved_together_by_a_plain_form(self, card: Card) -> None:
        response = card.press(
            "andra", version=str(card.quote.version), contact_name="Ola", valid_until="2026-12-24"
        )

        assert (response.status_code, response["Location"]) == (302, card.address)
        assert card.quote.contact_name == "Ola"
        assert str(card.quote.valid_until) == "2026-12-24"

    def test_of_a_plain_form_are_all_kept_when_one_is_wrong(self, card: Card) -> None:
        response = card.press("andra", contact_name="Ola", valid_until="i morgon")

        assert response.status_code == 422
        assert "<html" in response.content.decode()
        assert value_of(response, "quote-contact_name") == "Ola"
        assert value_of(response, "quote-valid_until") == "i morgon"
        assert error_of(response, "quote-valid_until").startswith("Datumet går inte att läsa.")
        assert card.quote.contact_name == "Karin Holmgren"

    def test_that_name_a_day_that_has_passed_are_saved_and_say_so(self, card: Card) -> None:
        late = "Dagen har passerat. Välj en senare innan offerten skickas."
        response = card.save("andra", valid_until="2020-01-01")

        assert response.status_code == 200
        assert str(card.quote.valid_until) == "2020-01-01"
        assert late in words(response)
        assert 'aria-describedby="quote-valid_until-warning"' in response.content.decode()
        assert late not in words(card.save("andra", valid_until="2099-01-01"))

    def test_that_somebody_else_saved_meanwhile_are_not_overwritten(self, card: Card) -> None:
        version = card.quote.version
        card.save("andra", contact_name="Ola")

        response = card.press("andra", version=str(version), contact_name="Pia")

        assert response.status_code == 409
        assert error_of(response, "quote-contact_name") == (
            "Anna Lind ändrade under tiden: Ola. Ditt är inte sparat."
        )
        assert value_of(response, "quote-contact_name") == "Pia"
        assert card.quote.contact_name == "Ola"

    def test_that_are_none_of_the_quotes_are_not_read(self, card: Card) -> None:
        before = facts(card.quote)

        card.save("andra", number="SOF-1", total_ore="0", workshop_id=str(uuid4()))

        after = facts(card.quote)
        assert {key for key in before if before[key] != after[key]} <= {"version", "updated_at"}

    def test_may_hold_what_no_database_keeps(self, card: Card) -> None:
        card.save("andra", notes="Ring\x00 före åtta")

        assert card.quote.notes == "Ring före åtta"

    def test_of_a_consumer_made_a_company_show_prices_without_vat(
        self, card: Card, line: Line
    ) -> None:
        response = card.save("andra", customer_kind="company")

        assert value_of(response, f"line-{line.id}-unit_price") == "800,00"
        assert "Högst exkl. moms 1 600,00 kr" in words(response)

    def test_a_script_is_only_a_text(self, card: Card) -> None:
        response = card.save("andra", contact_name="<script>alert(1)</script>")

        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in response.content.decode()
        assert "<script>alert" not in response.content.decode()


class TestLines:
    def test_recalculate_their_job_and_the_whole(self, card: Card, line: Line) -> None:
        response = card.save(f"rader/{line.id}", quantity="2,5")

        assert "2 500,00" in words(response)
        assert "Högst inkl. moms 3 500,00 kr" in words(response)
        assert card.quote.total_ore == 350_000

    def test_send_only_their_own_job_to_a_page_that_has_the_rest(
        self, card: Card, line: Line, job: Job
    ) -> None:
        response = card.save_from(card.quote.version, f"rader/{line.id}", unit_price="1 240,50")

        assert f"job-{job.id}" in parts(response)
        assert parts(response) == (WHOLE - {"jobs"}) | {f"job-{job.id}", "totals", "jobs-sum"}
        assert "2 240,50 kr" in words(response)
        assert "Bromsar" not in words(response)

    def test_send_every_job_to_a_page_that_is_behind(
        self, card: Card, line: Line, garage: Garage, quote: ServiceDocument
    ) -> None:
        behind = card.quote.version
        garage.job(quote, "Torkarblad")

        response = card.save_from(behind, f"rader/{line.id}", unit_price="1240")

        assert parts(response) == WHOLE
        assert "Torkarblad" in response.content.decode()

    def test_send_every_job_when_the_quote_has_one_price_for_all(
        self, card: Card, line: Line, garage: Garage, quote: ServiceDocument
    ) -> None:
        garage.change(quote, fixed_price="900")

        response = card.save_from(card.quote.version, f"rader/{line.id}", quantity="2")

        assert parts(response) == WHOLE

    def test_that_are_wrong_say_so_beside_the_field(self, card: Card, line: Line) -> None:
        before = facts(line)

        response = card.save(f"rader/{line.id}", unit_price="abc")

        field = f"line-{line.id}-unit_price"
        assert response.status_code == 422
        assert value_of(response, field) == "abc"
        assert error_of(response, field) == (
            "Beloppet går inte att läsa. Skriv det så här: 1 240,50"
        )
        line.refresh_from_db()
        assert facts(line) == before

    def test_what_follows_from_a_discount_is_said_at_the_discount(
        self, card: Card, line: Line
    ) -> None:
        response = card.save(f"rader/{line.id}", discount="2000")

        assert error_of(response, f"line-{line.id}-discount") == (
            "Jobbet skulle kosta mindre än noll. Sänk rabatten."
        )
        assert card.quote.total_ore == 200_000

    def test_come_from_the_registers_with_their_prices_filled_in(
        self, card: Card, garage: Garage, job: Job
    ) -> None:
        package = garage.package()
        article = package.lines.get(article__isnull=False).article
        assert article is not None

        response = card.save(f"jobb/{job.id}/rader", article_id=str(article.id))

        line = job.lines.get(article=article)
        assert value_of(response, f"line-{line.id}-unit_price") == "845,00"
        assert (line.unit_price_ore, line.unit) == (84_500, "st")

    def test_may_be_a_text_of_ones_own(self, card: Card, job: Job) -> None:
        card.save(f"jobb/{job.id}/rader", text="Hämtas på parkeringen")

        assert job.lines.get(kind="text").text == "Hämtas på parkeringen"

    def test_without_a_text_are_refused_where_they_were_typed(self, card: Card, job: Job) -> None:
        response = card.save(f"jobb/{job.id}/rader", text=" ")

        assert response.status_code == 422
        assert error_of(response, f"new-line-{job.id}-text") == (
            "Fältet får inte vara tomt. Fyll i det."
        )
        assert job.lines.count() == 1

    def test_are_taken_away(self, card: Card, line: Line) -> None:
        response = card.save(f"rader/{line.id}/ta-bort")

        assert response.status_code == 200
        assert not Line.objects.filter(id=line.id).exists()
        assert card.quote.total_ore == 100_000


class TestJobs:
    def test_are_added_by_name_and_as_packages(self, card: Card, garage: Garage) -> None:
        package = garage.package()

        card.save("jobb", title="Torkarblad")
        card.save("paket", package_id=str(package.id))

        titles = card.quote.jobs.order_by("position").values_list("title", flat=True)
        assert list(titles) == ["Service", "Bromsar", "Torkarblad", "Bromsar fram"]
        assert card.quote.jobs.get(title="Bromsar fram").lines.count() == 2

    def test_without_a_name_are_refused_where_they_were_typed(self, card: Card) -> None:
        response = card.save("jobb", title="")

        assert error_of(response, "new-job-title") == "Fältet får inte vara tomt. Fyll i det."
        assert card.quote.jobs.count() == 2

    def test_have_a_fixed_price_a_severity_and_a_finding(self, card: Card, job: Job) -> None:
        card.save(f"jobb/{job.id}/", fixed_price="890")
        card.save(f"jobb/{job.id}/", severity="urgent")
        response = card.save(f"jobb/{job.id}/", finding="Beläggen är slut.")

        assert "Säkerhet nu" in words(response)
        assert "Beläggen är slut." in words(response)
        assert card.quote.total_ore == 189_000

    def test_have_no_choice_that_is_not_offered(self, card: Card, job: Job) -> None:
        response = card.save(f"jobb/{job.id}/", choice="preselected")

        assert response.status_code == 422
        job.refresh_from_db()
        assert job.choice == "included"

    def test_by_the_hour_may_have_a_ceiling(self, card: Card, job: Job) -> None:
        response = card.save(f"jobb/{job.id}/", price_kind="lopande")
        assert "Löpande räkning, inget tak" in words(response)

        response = card.save(f"jobb/{job.id}/", ceiling="1 500")
        assert "Löpande räkning, högst 1 500 kr" in words(response)

    def test_are_moved_and_taken_away(self, card: Card, job: Job) -> None:
        card.save(f"jobb/{job.id}/flytta", steps="1")
        titles = card.quote.jobs.order_by("position").values_list("title", flat=True)
        assert list(titles) == ["Bromsar", "Service"]

        card.save(f"jobb/{job.id}/ta-bort")
        assert [each.title for each in card.quote.jobs.all()] == ["Bromsar"]

    @pytest.mark.parametrize("steps", ["", "2", "ett", "-100"])
    def test_are_moved_one_step_only(self, card: Card, job: Job, steps: str) -> None:
        assert card.save(f"jobb/{job.id}/flytta", steps=steps).status_code == 404

    def test_that_must_stay_say_why(self, card: Card, garage: Garage, job: Job) -> None:
        garage.change(card.quote, fixed_price="900")

        response = card.save(f"jobb/{job.id}/ta-bort")

        assert response.status_code == 422
        assert "Fast pris på offerten kräver minst ett jobb som ingår." in words(response)
        assert Job.objects.filter(id=job.id).exists()
