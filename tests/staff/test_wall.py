"""The workshop wall: each door works, and is closed to who is signed out, works elsewhere, or may not."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.kit.cast import Person
from tests.kit.garage import VISIT, Garage
from verksign.records.models import Alarm, CustomerRequest, History, Message
from verksign.staff.http import NobodyActs, member_only
from verksign.usecases.messages import raise_alarm
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.signing.requests import ask

OURS, THEIRS = "demoverkstaden", "andra-verkstaden"
NOTHING: dict[str, str] = {}


@dataclass(frozen=True)
class Door:
    name: str
    row: str = ""
    """Which of the rows its address names."""
    verb: str = "get"
    reader: int = 200
    """What somebody who may only read is answered."""
    mechanic: int = 403

    def __str__(self) -> str:
        return f"{self.verb} {self.name}"

    def address(self, slug: str, row_id: UUID | str | None = None) -> str:
        return reverse(f"staff:{self.name}", args=[slug, *([row_id] if self.row else [])])


DOORS = [
    Door("centre", mechanic=200),
    Door("tiles"),
    Door("search"),
    Door("alarms"),
    Door("quotes"),
    Door("quote-rows"),
    Door("quote", "quote"),
    Door("new-quote", verb="post", reader=403),
    Door("orders"),
    Door("order", "order"),
    Door("customers"),
    Door("customer", "customer"),
    Door("new-customer", reader=403),
    Door("vehicles"),
    Door("vehicle", "vehicle"),
    Door("new-vehicle", reader=403),
    Door("pick-customer"),
    Door("articles"),
    Door("operations"),
    Door("packages"),
    Door("take-alarm", "alarm", "post", 403),
    Door("finish-alarm", "alarm", "post", 403),
    Door("take-request", "wish", "post", 403),
    Door("finish-request", "wish", "post", 403),
    Door("resend", "message", "post", 403),
    Door("count-as-sent", "message", "post", 403),
]
WITH_ROWS = [door for door in DOORS if door.row]
READ = {"get": "post", "post": "get"}

each_door = pytest.mark.parametrize("door", DOORS, ids=str)


def knock(client: Client, door: Door, slug: str = OURS, row_id: UUID | str | None = None) -> int:
    call: Callable[..., object] = getattr(client, door.verb)
    response = call(door.address(slug, row_id or uuid4()))
    status: int = response.status_code  # type: ignore[attr-defined]
    return status


@pytest.fixture
def rows(garage: Garage) -> dict[str, UUID]:
    """One of everything that an address can name."""
    document = garage.seen()
    garage.sign(document)
    order = make_order(quote_id=document.service_document_id, by=garage.actor, now=garage.tick())
    ask(
        token=garage.token(document),
        kind="call",
        text="",
        when="asap",
        visit=VISIT,
        now=garage.tick(),
    )
    raise_alarm(Alarm.Kind.SEALING_STUCK, at=garage.tick(), document=document)
    quote = garage.fresh(document.service_document_id)
    assert quote.customer is not None
    assert quote.vehicle is not None
    return {
        "quote": quote.id,
        "order": order.id,
        "customer": quote.customer.id,
        "vehicle": quote.vehicle.id,
        "alarm": Alarm.objects.get().id,
        "wish": CustomerRequest.objects.get().id,
        "message": Message.objects.filter(document=document).earliest("created_at").id,
    }


class TestDoors:
    def test_open_for_who_works_there(
        self, client: Client, rows: dict[str, UUID], adviser: Person
    ) -> None:
        adviser.log_in(client)
        for door in DOORS:
            assert knock(client, door, row_id=rows.get(door.row)) == (
                302 if door.verb == "post" else 200
            ), str(door)

    def test_do_not_find_what_is_another_workshops_or_nobodys(
        self, client: Client, rows: dict[str, UUID], stranger: Person
    ) -> None:
        before = History.objects.count()
        stranger.log_in(client)
        for door in WITH_ROWS:
            foreign = getattr(client, door.verb)(door.address(THEIRS, rows[door.row]))
            unknown = getattr(client, door.verb)(door.address(THEIRS, uuid4()))

            assert (foreign.status_code, unknown.status_code) == (404, 404), str(door)
            assert foreign.content == unknown.content, str(door)
        assert History.objects.count() == before

    def test_know_which_role_may_what(
        self, rows: dict[str, UUID], reader: Person, mechanic: Person
    ) -> None:
        before = History.objects.count()
        reading, mending = reader.log_in(Client()), mechanic.log_in(Client())
        for door in DOORS:
            row_id = rows.get(door.row)
            assert knock(reading, door, row_id=row_id) == door.reader, str(door)
            assert knock(mending, door, row_id=row_id) == door.mechanic, str(door)
        assert History.objects.count() == before

    @each_door
    def test_send_who_is_signed_out_to_the_log_in(
        self, client: Client, workshop: object, door: Door
    ) -> None:
        address = door.address(OURS, uuid4())

        response = getattr(client, door.verb)(address)

        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/login")

    @each_door
    def test_of_another_workshop_are_no_doors(
        self, client: Client, workshop: object, stranger: Person, door: Door
    ) -> None:
        assert knock(stranger.log_in(client), door, OURS) == 404
        assert knock(client, door, "finns-inte") == 404

    @each_door
    def test_take_no_other_method(self, client: Client, adviser: Person, door: Door) -> None:
        adviser.log_in(client)
        other = client.delete if door.verb == "get" else client.get

        assert other(door.address(OURS, uuid4())).status_code == 405

    @pytest.mark.parametrize("door", WITH_ROWS, ids=str)
    def test_know_no_bad_id(self, client: Client, adviser: Person, door: Door) -> None:
        good = str(uuid4())
        address = door.address(OURS, good)
        adviser.log_in(client)

        assert getattr(client, door.verb)(address).status_code == 404
        assert getattr(client, door.verb)(address.replace(good, "1")).status_code == 404
        assert getattr(client, door.verb)(address.replace(good, "x" * 36)).status_code == 404


class TestWall:
    def test_another_workshops_door_reads_as_one_that_is_not_there(
        self, client: Client, workshop: object, stranger: Person
    ) -> None:
        stranger.log_in(client)

        ours = client.get(f"/v/{OURS}/")
        nobodys = client.get("/v/finns-inte/")

        assert ours.status_code == nobodys.status_code == 404
        assert ours.content == nobodys.content

    def test_one_who_has_left_is_signed_out(self, client: Client, adviser: Person) -> None:
        adviser.log_in(client)
        adviser.user.is_active = False
        adviser.user.save(update_fields=["is_active"])

        assert client.get(f"/v/{OURS}/")["Location"].startswith("/login")

    def test_tells_htmx_to_leave_for_the_log_in_and_to_come_back(
        self, client: Client, workshop: object
    ) -> None:
        response = client.get(
            f"/v/{OURS}/brickor?v=1",
            headers={
                "HX-Request": "true",
                "HX-Current-URL": f"http://testserver/v/{OURS}/?status=sent",
            },
        )

        assert response.status_code == 401
        assert response["HX-Redirect"] == f"/login?next=%2Fv%2F{OURS}%2F%3Fstatus%3Dsent"
        assert response.content == b""

    def test_a_page_outside_it_fails_loudly(self, db: None) -> None:
        view = member_only(lambda request: None)  # type: ignore[arg-type, return-value]

        with pytest.raises(NobodyActs):
            view(RequestFactory().get("/somewhere"))  # type: ignore[arg-type]

    def test_nothing_behind_it_is_kept_by_a_cache(self, client: Client, adviser: Person) -> None:
        adviser.log_in(client)

        for address in (f"/v/{OURS}/", f"/v/{OURS}/kunder/", f"/v/{OURS}/finns/inte"):
            assert client.get(address).headers.get("Cache-Control") == "no-store"

    def test_what_is_not_permitted_says_whom_to_ask(self, client: Client, reader: Person) -> None:
        response = reader.log_in(client).get(f"/v/{OURS}/kunder/ny")

        assert response.status_code == 403
        assert "Be verkstadens administratör om hjälp." in response.content.decode()


class Unread:
    """A body that must not be touched."""

    def read(self, *size: int) -> bytes:
        raise AssertionError("The body was read")

    readline = read


class TestBodies:
    def test_too_large_are_refused_unread(self) -> None:
        response = Client().generic(
            "POST",
            "/logout",
            b"",
            **{"CONTENT_LENGTH": str(20 * 1024 * 1024 + 1), "wsgi.input": Unread()},  # type: ignore[arg-type]
        )

        assert response.status_code == 413
        assert "Högst 20 MB kan skickas på en gång." in response.content.decode()

    def test_of_the_size_allowed_are_read(self, client: Client, db: None) -> None:
        assert client.generic("POST", "/logout", b"x" * 1000).status_code == 302
