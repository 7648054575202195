"""What differs between two versions of a quote, and which edits would overwrite which."""

from typing import Any

import pytest

from verksign.domain.quote_changes import Change, How, Part, Target, collide, differences


def line(key: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "position": 1, "text": f"Rad {key}", "quantity": "1", **more}


def job(key: str, *lines: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": key, "position": 1, "title": f"Jobb {key}", "lines": list(lines), **more}


def photo(key: str, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": key,
        "kind": "photo",
        "name": f"{key}.jpg",
        "alt": "",
        "job": None,
        "marks": [],
    }
    return {**row, **more}


def quote(*jobs: dict[str, Any], beside: Any = (), **fields: Any) -> dict[str, Any]:
    own = {"phone": "", "customer": None, **fields}
    return {"quote": own, "jobs": list(jobs), "attachments": list(beside)}


def told(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [
        (each.how, each.part, each.id, each.field, each.before, each.after)
        for each in differences(before, after)
    ]


class TestDifferences:
    def test_of_the_same_are_none(self) -> None:
        same = quote(job("a", line("1")), phone="1")

        assert differences(same, same) == []

    def test_name_the_field_with_what_it_was_and_is(self) -> None:
        before = quote(job("a", line("1")), phone="1")
        after = quote(job("a", line("1", quantity="2"), title="Ny"), phone="2")

        assert told(before, after) == [
            (How.CHANGED, Part.QUOTE, "", "phone", "1", "2"),
            (How.CHANGED, Part.JOB, "a", "title", "Jobb a", "Ny"),
            (How.CHANGED, Part.LINE, "1", "quantity", "1", "2"),
        ]

    def test_name_what_came_and_what_went(self) -> None:
        before = quote(job("a", line("1"), line("2")), job("b"))
        after = quote(job("a", line("2"), line("3")), job("c"))

        assert told(before, after) == [
            (How.REMOVED, Part.JOB, "b", "", None, None),
            (How.REMOVED, Part.LINE, "1", "", None, None),
            (How.ADDED, Part.LINE, "3", "", None, None),
            (How.ADDED, Part.JOB, "c", "", None, None),
        ]

    def test_name_the_job_that_was_moved_and_none_that_made_way(self) -> None:
        a, b, c = job("a"), job("b"), job("c")

        assert told(quote(a, b, c), quote(b, c, a)) == [(How.MOVED, Part.JOB, "a", "", None, None)]
        assert differences(quote(a, b, c), quote(a, c)) == differences(quote(b), quote())

    def test_name_the_attachment_that_came_and_the_one_that_went(self) -> None:
        before, after = photo("x", alt="Skivan", job="a"), photo("y")

        found = differences(quote(job("a"), beside=[before]), quote(job("a"), beside=[after]))

        assert [(each.how, each.id, each.job, each.title) for each in found] == [
            (How.REMOVED, "x", "a", "Skivan"),
            (How.ADDED, "y", "", "y.jpg"),
        ]
        assert {each.part for each in found} == {Part.ATTACHMENT}

    def test_tell_where_an_attachment_belongs_and_how_much_is_drawn_on_it(self) -> None:
        before = quote(job("a"), beside=[photo("x")])
        after = quote(
            job("a"), beside=[photo("x", alt="Skivan", job="a", marks=[{"kind": "ring"}])]
        )

        assert told(before, after) == [
            (How.CHANGED, Part.ATTACHMENT, "x", "alt", "", "Skivan"),
            (How.CHANGED, Part.ATTACHMENT, "x", "job", None, "Jobb a"),
            (How.CHANGED, Part.ATTACHMENT, "x", "marks", 0, 1),
        ]

    def test_name_the_attachment_that_was_moved_among_its_own(self) -> None:
        x, y, other = photo("x"), photo("y"), photo("z", job="a")

        found = told(quote(job("a"), beside=[x, other, y]), quote(job("a"), beside=[y, other, x]))

        assert found == [(How.MOVED, Part.ATTACHMENT, "y", "", None, None)]

    def test_do_not_count_a_customer_who_is_called_something_else_now(self) -> None:
        was, now = {"id": "7", "name": "Karin"}, {"id": "7", "name": "Karin Holmgren"}

        assert differences(quote(customer=was), quote(customer=now)) == []
        assert told(quote(customer=was), quote(customer={"id": "8", "name": "Bo"})) == [
            (How.CHANGED, Part.QUOTE, "", "customer", "Karin", "Bo")
        ]


PHONE = Change(how=How.CHANGED, part=Part.QUOTE, field="phone")
AMOUNTS = Change(how=How.CHANGED, part=Part.QUOTE, field="amounts")
QUANTITY = Change(how=How.CHANGED, part=Part.LINE, id="1", job="a", field="quantity")
LINE_GONE = Change(how=How.REMOVED, part=Part.LINE, id="1", job="a")
ALT = Change(how=How.CHANGED, part=Part.ATTACHMENT, id="x", job="a", field="alt")
JOB_MOVED = Change(how=How.MOVED, part=Part.JOB, id="a")


def at(part: Part, key: str = "", field: str = "") -> Target:
    return Target(part=part, id=key, field=field)


class TestCollide:
    @pytest.mark.parametrize(
        ("change", "target"),
        [
            (PHONE, at(Part.QUOTE, field="phone")),
            (QUANTITY, at(Part.LINE, "1", "quantity")),
            (QUANTITY, at(Part.LINE, "1")),
            (QUANTITY, at(Part.JOB, "a")),
            (LINE_GONE, at(Part.LINE, "1", "unit")),
            (LINE_GONE, at(Part.JOB, "a")),
            (JOB_MOVED, at(Part.JOB, "a")),
            (ALT, at(Part.ATTACHMENT, "x", "alt")),
            (ALT, at(Part.ATTACHMENT, "x")),
            (ALT, at(Part.JOB, "a")),
            (AMOUNTS, at(Part.LINE, "1", "unit_price_ore")),
            (AMOUNTS, at(Part.JOB, "a", "ceiling_ore")),
        ],
    )
    def test_the_same_thing_does(self, change: Change, target: Target) -> None:
        assert collide(change, target)

    @pytest.mark.parametrize(
        ("change", "target"),
        [
            (PHONE, at(Part.QUOTE, field="email")),
            (PHONE, at(Part.LINE, "1")),
            (QUANTITY, at(Part.LINE, "1", "unit")),
            (QUANTITY, at(Part.LINE, "2", "quantity")),
            (QUANTITY, at(Part.JOB, "a", "title")),
            (QUANTITY, at(Part.JOB, "b")),
            (LINE_GONE, at(Part.LINE, "2")),
            (JOB_MOVED, at(Part.JOB, "a", "title")),
            (ALT, at(Part.ATTACHMENT, "x", "marks")),
            (ALT, at(Part.ATTACHMENT, "y", "alt")),
            (AMOUNTS, at(Part.LINE, "1", "quantity")),
        ],
    )
    def test_something_else_does_not(self, change: Change, target: Target) -> None:
        assert not collide(change, target)
