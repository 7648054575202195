"""Lists as Excel files: the whole of what is narrowed, or what is picked; for admins, and written down."""

import io
import re
from typing import Any

import pytest
from django.db.models import CharField, Model, TextField
from django.test import Client
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.kit.cast import PASSWORD, Person
from tests.kit.garage import Garage
from verksign.domain.queues import Queue
from verksign.records.models import (
    Article,
    Customer,
    History,
    Job,
    LabourOperation,
    Package,
    ServiceDocument,
    User,
    Vehicle,
)
from verksign.staff.access.confirming import GIVEN_AT, GOOD_FOR
from verksign.staff.lists import views
from verksign.staff.lists.registry import LISTINGS
from verksign.usecases.lists import export

SLUG = "/v/demoverkstaden"
FORMULA = '=HYPERLINK("https://x.example","x")'
TABLES: tuple[type[Model], ...] = (
    ServiceDocument,
    Job,
    Customer,
    Vehicle,
    Article,
    LabourOperation,
    Package,
    User,
)
CODES = {
    "answer",
    "answer_way",
    "amounts",
    "choice",
    "customer_kind",
    "digital_status",
    "email",
    "kind",
    "language",
    "origin",
    "password",
    "price_kind",
    "queue",
    "report_key",
    "search",
    "severity",
    "sort_key",
    "theme",
    "work",
    "work_status",
}
"""What is chosen among words of our own, or never shown."""


def exported(client: Client, code: str, query: str = "", **form: Any) -> Worksheet:
    response = client.post(f"{SLUG}/listor/{code}/excel{query}", {**form, "password": PASSWORD})
    assert response.status_code == 200
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def column(sheet: Worksheet, heading: str) -> list[Any]:
    place = [cell.value for cell in sheet[1]].index(heading)
    return [row[place] for row in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.fixture
def quotes(garage: Garage) -> list[ServiceDocument]:
    made = [garage.quote(jobs={"Service": "included"}) for _ in range(3)]
    for place, quote in enumerate(made, start=1):
        ServiceDocument.objects.filter(pk=quote.pk).update(gross_ore=place * 100_050)
    return made


class TestExport:
    def test_is_the_narrowed_list_in_its_order_with_every_column(
        self, client: Client, quotes: list[ServiceDocument], manager: Person
    ) -> None:
        query = "?belopp_fran=2000&sort=belopp&kolumner=nr"
        sheet = exported(manager.log_in(client), "offerter", query)

        assert column(sheet, "Nr") == [quotes[1].number, quotes[2].number]
        assert column(sheet, "Belopp inkl. moms") == [2001, 3001.5]
        assert [cell.value for cell in sheet[1]] == [
            str(each.title) for each in LISTINGS["offerter"].columns
        ]

    def test_is_what_was_picked(
        self, client: Client, quotes: list[ServiceDocument], manager: Person
    ) -> None:
        picked = [str(quotes[0].id), str(quotes[2].id)]
        sheet = exported(manager.log_in(client), "offerter", "?sort=belopp", id=picked)

        assert column(sheet, "Nr") == [quotes[0].number, quotes[2].number]

    def test_asks_for_a_pick_where_only_what_is_picked_was_meant(
        self, client: Client, quotes: list[ServiceDocument], manager: Person
    ) -> None:
        response = manager.log_in(client).post(
            f"{SLUG}/listor/offerter/excel", {"valda": "1", "password": PASSWORD}, follow=True
        )

        assert "Välj minst en rad först." in response.content.decode()
        assert not History.objects.filter(code="list.exported").exists()

    def test_takes_the_token_from_its_own_button(
        self, quotes: list[ServiceDocument], manager: Person
    ) -> None:
        client = manager.log_in(Client(enforce_csrf_checks=True))
        page = client.get(f"{SLUG}/offerter/").content.decode()
        form = page.partition('id="picked"')[2].partition("</form>")[0]
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        assert found
        typed = {"id": str(quotes[0].id), "valda": "1", "password": PASSWORD}

        assert client.post(f"{SLUG}/listor/offerter/excel", typed).status_code == 403
        typed["csrfmiddlewaretoken"] = found[1]
        assert client.post(f"{SLUG}/listor/offerter/excel", typed)["Content-Type"] == views.XLSX

    def test_holds_nothing_of_another_workshop(
        self, client: Client, quotes: list[ServiceDocument], stranger: Person
    ) -> None:
        stranger.log_in(client)
        response = client.post(
            "/v/andra-verkstaden/listor/offerter/excel",
            {"id": [str(quotes[0].id)], "password": PASSWORD},
        )

        sheet = load_workbook(io.BytesIO(response.content)).active
        assert sheet is not None
        assert sheet.max_row == 1

    def test_is_a_file_with_the_day_in_its_name_and_is_written_down(
        self, client: Client, quotes: list[ServiceDocument], manager: Person
    ) -> None:
        response = manager.log_in(client).post(
            f"{SLUG}/listor/offerter/excel?status=sent", {"password": PASSWORD}
        )

        assert response["Content-Disposition"].startswith(
            'attachment; filename="Serviceofferter 20'
        )
        assert response["Content-Disposition"].endswith('.xlsx"')
        row = History.objects.get(code="list.exported")
        assert (row.subject, row.by) == (manager.workshop.id, manager.user)
        assert row.data == {"list": "offerter", "query": "?status=sent", "rows": 0}
        assert "no-store" in response["Cache-Control"]

    @pytest.mark.parametrize("who", ["adviser", "reader", "mechanic"])
    def test_is_for_admins_only(
        self,
        client: Client,
        quotes: list[ServiceDocument],
        who: str,
        request: pytest.FixtureRequest,
    ) -> None:
        person: Person = request.getfixturevalue(who)
        person.log_in(client)

        assert client.post(f"{SLUG}/listor/offerter/excel").status_code == 403
        if who != "mechanic":
            assert b"Exportera" not in client.get(f"{SLUG}/offerter/").content
        assert not History.objects.filter(code="list.exported").exists()

    def test_is_offered_to_those_who_may(
        self, client: Client, quotes: list[ServiceDocument], manager: Person
    ) -> None:
        page = manager.log_in(client).get(f"{SLUG}/offerter/?status=sent").content.decode()

        assert f'action="{SLUG}/listor/offerter/excel?status=sent" data-download' in page

    def test_refuses_what_does_not_go_into_one_file(
        self,
        client: Client,
        quotes: list[ServiceDocument],
        manager: Person,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(export, "MOST_ROWS", 2)
        response = manager.log_in(client).post(
            f"{SLUG}/listor/offerter/excel", {"password": PASSWORD}, follow=True
        )

        assert "Listan är för lång för en fil." in response.content.decode()
        assert not History.objects.filter(code="list.exported").exists()

    def test_knows_no_other_list_or_id(self, client: Client, manager: Person) -> None:
        manager.log_in(client)

        assert client.post(f"{SLUG}/listor/allt/excel").status_code == 404
        assert client.post(f"{SLUG}/listor/offerter/excel", {"id": "x"}).status_code == 404

    def test_reads_some_hundred_rows_at_a_time_and_forgets_none(
        self,
        client: Client,
        quotes: list[ServiceDocument],
        manager: Person,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(views, "CHUNK", 2)
        sheet = exported(manager.log_in(client), "offerter", "?sort=-belopp")

        assert column(sheet, "Nr") == [quote.number for quote in reversed(quotes)]

    @pytest.mark.parametrize("code", LISTINGS)
    def test_computes_nothing_whatever_is_typed_in_any_field(
        self, client: Client, garage: Garage, manager: Person, code: str
    ) -> None:
        garage.package()
        order = garage.order()
        extra = [garage.found(order).pk for _ in Queue]
        for job, queue in zip(extra, Queue, strict=True):
            Job.objects.filter(pk=job).update(queue=queue)
        for table in TABLES:
            spoil(table)

        sheet = exported(manager.log_in(client), code)

        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
        spoilt = [str(cell.value) for cell in cells if "HYPERLINK" in str(cell.value)]
        assert spoilt
        assert all(value.startswith("'=") for value in spoilt)
        assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}


class TestPassword:
    """A desk is shared and its session lasts all day: it is asked for, unless it was given just now."""

    ADDRESS = f"{SLUG}/listor/offerter/excel?status=draft&sort=belopp"

    @pytest.mark.parametrize("code", LISTINGS)
    def test_is_asked_for_whatever_the_list(
        self, client: Client, quotes: list[ServiceDocument], manager: Person, code: str
    ) -> None:
        response = manager.log_in(client).post(f"{SLUG}/listor/{code}/excel")

        assert "Lösenord för Maria Ek" in response.content.decode()
        assert "Content-Disposition" not in response
        assert not History.objects.filter(code="list.exported").exists()

    def test_keeps_what_was_chosen(
        self, client: Client, quotes: list[ServiceDocument], manager: Person
    ) -> None:
        manager.log_in(client)
        picked = str(quotes[1].id)
        page = client.post(self.ADDRESS, {"id": [picked]}).content.decode()

        assert f'action="{self.ADDRESS.replace("&", "&amp;")}"' in page
        assert f'<input type="hidden" name="id" value="{picked}">' in page
        assert f'href="{SLUG}/offerter/?status=draft&amp;sort=belopp"' in page

    def test_a_wrong_one_gives_no_file_and_is_counted(
        self, client: Client, quotes: list[ServiceDocument], manager: Person
    ) -> None:
        manager.log_in(client)
        answers = [client.post(self.ADDRESS, {"password": f"{guess}"}) for guess in range(12)]

        assert answers[0].status_code == 422
        assert "Lösenordet stämmer inte." in answers[0].content.decode()
        assert answers[-1].status_code == 429
        assert client.post(self.ADDRESS, {"password": PASSWORD}).status_code == 429
        assert not History.objects.filter(code="list.exported").exists()

    def test_once_is_enough_for_a_quarter_of_an_hour(
        self, client: Client, quotes: list[ServiceDocument], manager: Person
    ) -> None:
        client.post("/login", {"email": manager.user.email, "password": PASSWORD})
        assert client.post(self.ADDRESS)["Content-Type"] == views.XLSX

        session = client.session
        session[GIVEN_AT] -= int(GOOD_FOR.total_seconds())
        session.save()
        assert "Lösenord för Maria Ek" in client.post(self.ADDRESS).content.decode()

    def test_is_asked_after_the_role(self, client: Client, adviser: Person) -> None:
        adviser.log_in(client)
        assert client.post(self.ADDRESS, {"password": PASSWORD}).status_code == 403

    def test_whoever_opens_the_address_comes_to_the_list(
        self, client: Client, manager: Person
    ) -> None:
        response = manager.log_in(client).get(self.ADDRESS)
        assert response["Location"] == f"{SLUG}/offerter/?status=draft&sort=belopp"


def spoil(table: type[Model]) -> None:
    """Write the formula into every column that somebody could have typed it into, as much as there is room for."""
    for field in table._meta.concrete_fields:
        text = isinstance(field, CharField | TextField)
        if text and not field.choices and field.name not in CODES and not field.unique:
            value = FORMULA[: field.max_length or None]
            rows = table._base_manager.all()
            if field.name == "number":
                for place, row in enumerate(rows):
                    table._base_manager.filter(pk=row.pk).update(number=f"={place}{value}"[:30])
            else:
                rows.update(**{field.name: value})
