"""Logging in and out: who gets in, who is kept out, and that nobody can keep the owner out."""

from datetime import timedelta

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from tests.kit.cast import NOW, PASSWORD, Person
from verksign.domain.access import Role
from verksign.records.models import RateCount, User
from verksign.staff.access.throttling import COOKIE, PER_ACCOUNT_AND_PLACE
from verksign.staff.middleware import IDLE, SEEN_AT
from verksign.usecases.setup import add_member, create_user

ELSEWHERE = "203.0.113.9"


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


class TestLogIn:
    def test_leads_to_the_role_centre_of_the_only_workshop(
        self, client: Client, adviser: Person
    ) -> None:
        response = client.post(
            "/login", {"email": " Anna@Demo.TEST ", "password": PASSWORD}, follow=True
        )

        assert response.redirect_chain == [("/", 302), ("/v/demoverkstaden/", 302)]
        assert response.status_code == 200
        assert signed_in(client)

    def test_leads_back_to_the_page_that_was_asked_for(
        self, client: Client, adviser: Person
    ) -> None:
        asked = client.get("/v/demoverkstaden/offerter/?status=sent")
        assert (
            asked["Location"] == "/login?next=%2Fv%2Fdemoverkstaden%2Fofferter%2F%3Fstatus%3Dsent"
        )
        page = client.get(asked["Location"]).content.decode()
        assert 'value="/v/demoverkstaden/offerter/?status=sent"' in page

        response = client.post(
            "/login",
            {
                "email": "anna@demo.test",
                "password": PASSWORD,
                "next": "/v/demoverkstaden/offerter/?status=sent",
            },
        )

        assert response["Location"] == "/v/demoverkstaden/offerter/?status=sent"

    @pytest.mark.parametrize(
        "address",
        [
            "https://fake.example/",
            "//fake.example/",
            "/\\fake.example",
            "javascript:alert(1)",
            "staff:login",
            "fel",
            "",
        ],
    )
    def test_never_leads_out_of_the_site(
        self, client: Client, adviser: Person, address: str
    ) -> None:
        response = client.post(
            "/login", {"email": "anna@demo.test", "password": PASSWORD, "next": address}
        )

        assert (response.status_code, response["Location"]) == (302, "/")

    def test_a_wrong_password_keeps_the_address_and_says_what_to_do(
        self, client: Client, adviser: Person
    ) -> None:
        response = client.post("/login", {"email": "anna@demo.test", "password": "fel"})

        page = response.content.decode()
        assert response.status_code == 200
        assert "hör inte ihop. Försök igen." in page
        assert 'value="anna@demo.test"' in page
        assert not signed_in(client)

    def test_an_unknown_address_reads_the_same_as_a_wrong_password(
        self, client: Client, adviser: Person
    ) -> None:
        known = client.post("/login", {"email": "anna@demo.test", "password": "fel"})
        unknown = client.post("/login", {"email": "nils@demo.test", "password": "fel"})

        assert known.status_code == unknown.status_code == 200
        for response in (known, unknown):
            assert "E-postadressen och lösenordet hör inte ihop." in response.content.decode()

    def test_one_who_has_left_does_not_get_in(self, client: Client, adviser: Person) -> None:
        User.objects.filter(pk=adviser.user.pk).update(is_active=False)

        client.post("/login", {"email": "anna@demo.test", "password": PASSWORD})

        assert not signed_in(client)

    def test_both_fields_are_asked_for(self, client: Client, db: None) -> None:
        response = client.post("/login", {"email": "anna@demo.test", "password": ""})

        assert "Fyll i både e-post och lösenord." in response.content.decode()

    def test_gets_a_new_session(self, client: Client, adviser: Person) -> None:
        client.get("/login")
        session = client.session
        session["left"] = "by somebody"
        session.save()
        before = session.session_key
        client.cookies["verksign"] = before or ""

        client.post("/login", {"email": "anna@demo.test", "password": PASSWORD})

        assert client.session.session_key != before

    def test_is_not_kept_by_a_cache(self, client: Client, adviser: Person) -> None:
        assert client.get("/login")["Cache-Control"] == "no-store"
        assert client.get("/v/demoverkstaden/")["Cache-Control"] == "no-store"

    def test_demands_the_csrf_token(self, adviser: Person) -> None:
        client = Client(enforce_csrf_checks=True)

        response = client.post("/login", {"email": "anna@demo.test", "password": PASSWORD})

        assert response.status_code == 403
        assert "Sidan hade blivit för gammal" in response.content.decode()
        assert not signed_in(client)

    def test_takes_no_other_method(self, client: Client, db: None) -> None:
        assert client.put("/login").status_code == 405


class TestThrottling:
    def test_an_outsiders_thousand_tries_do_not_keep_the_owner_out(self, adviser: Person) -> None:
        outsider, owner = Client(REMOTE_ADDR=ELSEWHERE), Client()
        statuses = {
            outsider.post("/login", {"email": "anna@demo.test", "password": "fel"}).status_code
            for _ in range(1000)
        }
        assert statuses == {200, 429}

        owner.post("/login", {"email": "anna@demo.test", "password": PASSWORD})

        assert signed_in(owner)

    def test_the_eleventh_wrong_try_is_refused_even_with_the_right_password(
        self, client: Client, adviser: Person
    ) -> None:
        for _ in range(PER_ACCOUNT_AND_PLACE.times):
            client.post("/login", {"email": "anna@demo.test", "password": "fel"})

        response = client.post("/login", {"email": "anna@demo.test", "password": PASSWORD})

        assert response.status_code == 429
        assert "Vänta en kvart och försök igen." in response.content.decode()
        assert not signed_in(client)

    def test_a_browser_that_has_logged_in_before_is_a_place_of_its_own(
        self, adviser: Person
    ) -> None:
        owner, neighbour = Client(), Client()
        owner.post("/login", {"email": "anna@demo.test", "password": PASSWORD})
        owner.post("/logout")
        for _ in range(PER_ACCOUNT_AND_PLACE.times + 1):
            neighbour.post("/login", {"email": "anna@demo.test", "password": "fel"})

        owner.post("/login", {"email": "anna@demo.test", "password": PASSWORD})

        assert signed_in(owner)

    def test_a_made_up_device_is_none(self, client: Client, adviser: Person) -> None:
        client.cookies[COOKIE] = "eyJpZCI6IngiLCJhY2NvdW50cyI6WyJ5Il19:1abc:forged"
        for _ in range(PER_ACCOUNT_AND_PLACE.times):
            client.post("/login", {"email": "anna@demo.test", "password": "fel"})

        client.cookies[COOKIE] = "another"

        response = client.post("/login", {"email": "anna@demo.test", "password": PASSWORD})
        assert response.status_code == 429

    def test_a_success_gives_the_tries_back(self, client: Client, adviser: Person) -> None:
        for _ in range(PER_ACCOUNT_AND_PLACE.times - 1):
            client.post("/login", {"email": "anna@demo.test", "password": "fel"})
        client.post("/login", {"email": "anna@demo.test", "password": PASSWORD})
        client.post("/logout")

        for _ in range(PER_ACCOUNT_AND_PLACE.times - 1):
            response = client.post("/login", {"email": "anna@demo.test", "password": "fel"})

        assert response.status_code == 200

    def test_believes_a_forwarded_address_only_from_a_trusted_proxy(
        self, client: Client, adviser: Person, settings: Settings
    ) -> None:
        def fail(forwarded: str) -> None:
            client.post(
                "/login",
                {"email": "anna@demo.test", "password": "fel"},
                headers={"X-Forwarded-For": forwarded},
            )

        for number in range(3):
            fail(f"198.51.100.{number}")
        assert sorted(RateCount.objects.values_list("count", flat=True)) == [3, 3]

        settings.TRUSTED_PROXIES = 1
        fail("1.1.1.1, 198.51.100.7")
        fail("2.2.2.2, 198.51.100.7")
        assert sorted(RateCount.objects.values_list("count", flat=True)) == [2, 2, 3, 3]


class TestDemoLogIns:
    @pytest.fixture
    def demo(self, adviser: Person) -> User:
        user = create_user(
            email="demo@demo.test", name="Disa Demo", password=PASSWORD, is_demo=True, now=NOW
        )
        add_member(user=user, workshop=adviser.workshop, role=Role.ADMIN, now=NOW)
        return user

    def test_are_shown_in_demo_mode_on_this_machine(self, client: Client, demo: User) -> None:
        page = client.get("/login").content.decode()

        assert "demo@demo.test" in page
        assert "verksign-demo" in page
        assert "anna@demo.test" not in page

    @pytest.mark.parametrize(
        ("name", "value"),
        [("DEMO", False), ("LOOPBACK", False), ("URL", "https://svar.demo.test")],
    )
    def test_are_shown_nowhere_else(
        self, client: Client, demo: User, settings: Settings, name: str, value: object
    ) -> None:
        setattr(settings, name, value)

        page = client.get("/login").content.decode()

        assert "demo@demo.test" not in page
        assert "verksign-demo" not in page


class TestLogOut:
    def test_ends_the_session(self, client: Client, adviser: Person) -> None:
        adviser.log_in(client)

        response = client.post("/logout")

        assert response["Location"] == "/login"
        assert not signed_in(client)

    def test_is_no_link(self, client: Client, adviser: Person) -> None:
        adviser.log_in(client)

        assert client.get("/logout").status_code == 405
        assert signed_in(client)


class TestIdleness:
    def age(self, client: Client, by: timedelta) -> None:
        session = client.session
        session[SEEN_AT] = int((timezone.now() - by).timestamp())
        session.save()

    def test_a_long_absence_ends_the_session(self, client: Client, adviser: Person) -> None:
        adviser.log_in(client)
        self.age(client, IDLE + timedelta(seconds=5))

        response = client.get("/v/demoverkstaden/")

        assert response["Location"].startswith("/login?next=")
        assert not signed_in(client)

    def test_a_workshops_day_does_not(self, client: Client, adviser: Person) -> None:
        adviser.log_in(client)
        self.age(client, timedelta(hours=9))

        assert client.get("/v/demoverkstaden/").status_code == 200

    def test_a_page_is_presence(self, client: Client, adviser: Person) -> None:
        adviser.log_in(client)
        self.age(client, timedelta(hours=1))

        client.get("/v/demoverkstaden/offerter/")

        assert client.session[SEEN_AT] >= int(timezone.now().timestamp()) - 5

    @pytest.mark.parametrize("address", ["brickor", "offerter/rader"])
    def test_a_poll_is_not(self, client: Client, adviser: Person, address: str) -> None:
        adviser.log_in(client)
        self.age(client, timedelta(hours=1))
        before = client.session[SEEN_AT]

        response = client.get(f"/v/demoverkstaden/{address}")

        assert response.status_code == 200
        assert client.session[SEEN_AT] == before
        assert "verksign" not in response.cookies

    def test_a_poll_ends_an_old_session_too(self, client: Client, adviser: Person) -> None:
        adviser.log_in(client)
        self.age(client, IDLE + timedelta(seconds=5))

        response = client.get("/v/demoverkstaden/brickor", headers={"HX-Request": "true"})

        assert response.status_code == 401
        assert response["HX-Redirect"].startswith("/login?next=")


class TestFirstLogIn:
    @pytest.fixture
    def newcomer(self, adviser: Person) -> User:
        user = create_user(email="nils@demo.test", name="Nils Ny", password=None, now=NOW)
        add_member(user=user, workshop=adviser.workshop, role=Role.ADVISER, now=NOW)
        return user

    def address(self, user: User) -> str:
        token = default_token_generator.make_token(user)
        return reverse("staff:first-login", args=[user.id, token])

    def test_sets_the_password_once(self, client: Client, newcomer: User) -> None:
        address = self.address(newcomer)
        assert "Hej Nils!" in client.get(address).content.decode()

        response = client.post(address, {"password": "bromsarna håller"})

        assert response["Location"] == "/"
        assert signed_in(client)
        newcomer.refresh_from_db()
        assert newcomer.check_password("bromsarna håller")
        again = Client().post(address, {"password": "någon annans ord"})
        assert again.status_code == 404
        assert "Adressen har redan använts" in again.content.decode()
        newcomer.refresh_from_db()
        assert newcomer.check_password("bromsarna håller")

    @pytest.mark.parametrize(
        ("password", "words"),
        [("kort", "Minst tio tecken"), ("password123", "för vanligt"), ("", "för kort")],
    )
    def test_asks_for_a_better_password(
        self, client: Client, newcomer: User, password: str, words: str
    ) -> None:
        response = client.post(self.address(newcomer), {"password": password})

        assert words in response.content.decode()
        assert not signed_in(client)
        newcomer.refresh_from_db()
        assert not newcomer.has_usable_password()

    def test_knows_no_other_token(self, client: Client, newcomer: User, adviser: Person) -> None:
        stolen = self.address(newcomer).replace(str(newcomer.id), str(adviser.user.id))

        assert client.get(stolen).status_code == 404
        assert client.post(stolen, {"password": "bromsarna håller"}).status_code == 404
        assert not signed_in(client)


class TestWorkshopChoice:
    def test_is_asked_of_who_works_in_two(
        self, client: Client, adviser: Person, stranger: Person
    ) -> None:
        add_member(user=adviser.user, workshop=stranger.workshop, role=Role.READONLY, now=NOW)
        adviser.log_in(client)

        response = client.get("/", follow=True)

        page = response.content.decode()
        assert response.redirect_chain == [("/v/", 302)]
        assert 'href="/v/demoverkstaden/"' in page
        assert 'href="/v/andra-verkstaden/"' in page

    def test_says_what_to_do_to_who_works_in_none(self, client: Client, db: None) -> None:
        client.force_login(create_user(email="x@demo.test", name="X", password=None, now=NOW))

        assert "Du hör inte till någon verkstad." in client.get("/v/").content.decode()

    def test_is_for_who_is_signed_in(self, client: Client, db: None) -> None:
        assert client.get("/v/")["Location"] == "/login?next=/v/"
        assert client.get("/")["Location"] == "/login"
