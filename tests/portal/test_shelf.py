"""Pages that are kept by the process: never another link's, another content's or language's, nor an old state's."""

from datetime import date

import pytest

from tests.documents import papers
from tests.kit.garage import Garage
from tests.portal.example import MIXED, Phone, offer, text_of
from verksign.portal.shelf import SHELF, STAND_IN, Shelf, from_shelf
from verksign.records.models import CustomerRequest, DigitalDocument
from verksign.usecases.signing.reply import reply

ENGLISH = "?sprak=en"


class TestShelf:
    def test_keeps_a_page_and_makes_it_once(self) -> None:
        made: list[int] = []

        def make() -> str:
            made.append(1)
            return f'<a href="/o/{STAND_IN}">'

        for token in ("first", "second"):
            assert from_shelf(("test", "once"), make, token=token) == f'<a href="/o/{token}">'
        assert made == [1]

    def test_what_was_asked_for_longest_ago_makes_room(self) -> None:
        shelf = Shelf(30)
        for key in "abc":
            shelf.put(key, key * 10)
        shelf.get("a")
        shelf.put("d", "d" * 15)

        assert [key for key in "abcd" if shelf.get(key)] == ["a", "d"]

    def test_a_page_put_twice_takes_its_room_once(self) -> None:
        shelf = Shelf(30)
        for _ in range(3):
            shelf.put("a", "a" * 20)
        shelf.put("b", "b" * 10)

        assert (shelf.get("a"), shelf.get("b")) == ("a" * 20, "b" * 10)

    def test_a_page_that_is_larger_than_the_shelf_is_not_kept(self) -> None:
        shelf = Shelf(30)
        shelf.put("a", "a" * 31)

        assert shelf.get("a") is None


@pytest.mark.django_db
class TestPages:
    def test_hold_no_token_while_they_are_kept(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.get()
        phone.open()
        page = text_of(phone.get())
        token = Garage.token(phone.document)

        assert token in page
        assert STAND_IN not in page
        assert all(token not in kept for kept in SHELF._pages.values())

    def test_hold_nothing_of_the_address_that_was_asked_for(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        assert "nonsens" not in text_of(phone.get("?nonsens=1"))
        assert "nonsens" not in text_of(phone.get())
        phone.open()
        assert "nonsens" not in text_of(phone.get("?nonsens=1"))

    def test_are_each_links_own(self, garage: Garage) -> None:
        content = papers.content()
        first, second = Phone(offer(garage, content)), Phone(offer(garage, content))
        DigitalDocument.objects.update(
            content=first.document.content, content_sha256=first.document.content_sha256
        )
        for phone in (first, second):
            phone.open()
        pages = [text_of(phone.get()) for phone in (first, second)]

        tokens = [Garage.token(phone.document) for phone in (first, second)]
        assert pages[0].replace(tokens[0], "") == pages[1].replace(tokens[1], "")
        assert tokens[0] not in pages[1]

    def test_speak_the_language_that_is_asked_for_and_keep_it(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        phone.open()
        swedish, english = text_of(phone.get()), text_of(phone.get(ENGLISH))
        again, asked = text_of(phone.get()), text_of(phone.get("?sprak=sv"))

        assert '<html lang="sv">' in swedish
        assert '<html lang="en">' in english
        assert f'href="{phone.address}/fraga{ENGLISH}"' in english
        assert again == swedish
        assert f'href="{phone.address}/fraga?sprak=sv"' in asked

    def test_follow_what_has_happened_since(self, garage: Garage) -> None:
        phone = Phone(offer(garage))
        opening = text_of(phone.get())
        phone.open()
        reading = text_of(phone.get())
        assert "Visa offerten</button>" in opening
        assert "Gå vidare</button>" in reading

        phone.post("/fraga", {"kind": "question", "text": "Är det bråttom?"})
        assert "Är det bråttom?" in text_of(phone.get())
        asked = CustomerRequest.objects.get()
        reply(request_id=asked.pk, text="Nej då.", by=garage.actor, now=garage.tick())
        assert "Nej då." in text_of(phone.get())
        DigitalDocument.objects.update(valid_until=date(2020, 1, 31))
        assert "Offerten har gått ut" in text_of(phone.get())
        DigitalDocument.objects.update(valid_until=date(2099, 1, 31))
        phone.order(1_262_500, MIXED)
        assert "Tack, Karin!" in text_of(phone.get())
