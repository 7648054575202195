"""The account menu: what each user chooses about their own pages."""

import pytest
from django.test import Client
from django.utils import translation

from tests.kit.cast import Person

CENTRE = "/v/demoverkstaden/"
CHOOSE = f"{CENTRE}jag"


class TestTheme:
    def test_follows_the_computer_until_one_is_chosen(
        self, client: Client, adviser: Person
    ) -> None:
        adviser.log_in(client)
        assert '<html lang="sv">' in client.get(CENTRE).content.decode()

        response = client.post(CHOOSE, {"theme": "dark", "next": f"{CENTRE}kunder/"})

        assert response["Location"] == f"{CENTRE}kunder/"
        assert '<html lang="sv" data-theme="dark">' in client.get(CENTRE).content.decode()
        client.post(CHOOSE, {"theme": ""})
        assert '<html lang="sv">' in client.get(CENTRE).content.decode()


class TestLanguage:
    def test_is_the_users_own(self, client: Client, adviser: Person, manager: Person) -> None:
        adviser.log_in(client).post(CHOOSE, {"language": "en"})

        page = client.get(CENTRE).content.decode()

        assert '<html lang="en">' in page
        assert "Signed" in page
        assert "Undertecknad" not in page
        page = manager.log_in(client).get(CENTRE).content.decode()
        assert '<html lang="sv">' in page
        assert "Undertecknad" in page

    def test_ends_with_the_answer(self, client: Client, adviser: Person) -> None:
        adviser.log_in(client).post(CHOOSE, {"language": "en"})
        client.get(CENTRE)

        assert translation.get_language() == "sv"


class TestChoosing:
    def test_is_for_mechanics_too(self, client: Client, mechanic: Person) -> None:
        mechanic.log_in(client).post(CHOOSE, {"theme": "light", "language": "en"})

        mechanic.user.refresh_from_db()
        assert (mechanic.user.theme, mechanic.user.language) == ("light", "en")

    @pytest.mark.parametrize("typed", [{"theme": "pink"}, {"language": "xx"}])
    def test_takes_nothing_that_is_not_offered(
        self, client: Client, adviser: Person, typed: dict[str, str]
    ) -> None:
        assert adviser.log_in(client).post(CHOOSE, typed).status_code == 404
        adviser.user.refresh_from_db()
        assert (adviser.user.theme, adviser.user.language) == ("", "sv")

    def test_leads_nowhere_else(self, client: Client, adviser: Person) -> None:
        response = adviser.log_in(client).post(
            CHOOSE, {"theme": "dark", "next": "https://fake.example/"}
        )

        assert response["Location"] == CENTRE
