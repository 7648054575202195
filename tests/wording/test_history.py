"""Everything that a use case writes in a quote's history has words."""

import re
from pathlib import Path
from typing import Any

import pytest

import verksign
from verksign.domain.quote_changes import Change, How, Part
from verksign.usecases.quotes.snapshots import (
    CARDS,
    JOB_FIELDS,
    LINE_FIELDS,
    ORDER_FIELDS,
    QUOTE_FIELDS,
)
from verksign.wording import changes
from verksign.wording.changes import FIELDS, undone, value_text, what
from verksign.wording.history import DONE, done

USECASES = Path(verksign.__file__).parent / "usecases"


def written() -> set[str]:
    """Return the codes that stand in the use cases, of what is done to quotes."""
    texts = (path.read_text(encoding="utf-8") for path in USECASES.rglob("*.py"))
    return {code for text in texts for code in re.findall(r'"((?:quote|order)\.[a-z_]+)"', text)}


class TestHistory:
    def test_has_words_for_every_code(self) -> None:
        assert len(written()) > 15
        assert written() - set(DONE) == set()

    def test_tells_an_edit_of_an_order_s_job_as_one_of_a_quote_s(self) -> None:
        assert done("order.line_added") == done("quote.line_added") == "Ny rad"

    def test_shows_a_code_of_an_older_release_all_the_same(self) -> None:
        assert done("quote.somehow") == "Ändrade offerten"

    def test_has_a_label_for_every_field_that_is_compared(self) -> None:
        assert {*CARDS, *QUOTE_FIELDS, *ORDER_FIELDS} - set(FIELDS[Part.QUOTE]) == set()
        assert {*JOB_FIELDS, "work", "mechanic"} - {"position"} - set(FIELDS[Part.JOB]) == set()
        assert {*LINE_FIELDS} - {"position"} - set(FIELDS[Part.LINE]) == set()


class TestChanges:
    def test_are_told_with_values_as_the_card_shows_them(self) -> None:
        shown: dict[str, tuple[str | int, str]] = {
            "unit_price_ore": (124050, "1 240,50 kr"),
            "discount_percent": ("12.5", "12,5 %"),
            "quantity": ("2.5", "2,5"),
            "phone": ("+46701740631", "070-174 06 31"),
            "price_kind": ("fast", "Fast pris"),
            "language": ("en", "Engelska"),
            "mileage_mil": (12040, "12 040 mil"),
            "valid_until": ("2026-12-08", "2026-12-08"),
            "ready_at": ("2026-12-08T15:00:00+00:00", "2026-12-08 16:00"),
            "work": ("ongoing", "Pågående"),
            "notes": ("x" * 200, "x" * 79 + "…"),
            "drop_off": ("", ""),
        }
        for field, (stored, words) in shown.items():
            assert value_text(field, stored).replace("\N{NO-BREAK SPACE}", " ") == words

    def test_are_told_with_what_they_are_about(self) -> None:
        line: dict[str, Any] = {"part": Part.LINE, "id": "1", "title": "Bromsskiva"}
        price = Change(how=How.CHANGED, field="quantity", before="1", after="2", **line)

        assert what(price) == "Antal på Bromsskiva"
        assert what(Change(how=How.REMOVED, **line)) == "Raden Bromsskiva togs bort"
        assert undone([price]) == "Ångrat: Antal på Bromsskiva är 2 igen."
        assert undone([price, price]) == (
            "Ångrat: Antal på Bromsskiva är 2 igen, och 1 ändring till."
        )
        came_back = Change(how=How.ADDED, **line)
        assert undone([came_back]) == "Ångrat: raden Bromsskiva är tillbaka."
        assert undone([came_back, price, price]) == (
            "Ångrat: raden Bromsskiva är tillbaka, och 2 ändringar till."
        )

    @pytest.mark.parametrize(("part", "how"), list(changes.DONE))
    def test_every_change_of_a_whole_row_has_words_for_its_undoing(
        self, part: Part, how: How
    ) -> None:
        words = undone([Change(how=how, part=part, id="1", title="Skivan")])

        assert words.startswith("Ångrat: ")
        assert "Skivan" in words

    def test_say_where_an_attachment_belongs_and_what_is_drawn(self) -> None:
        assert [value_text("job", value) for value in (None, "Bromsar")] == [
            "Hela offerten",
            "Bromsar",
        ]
        assert [value_text("marks", value) for value in (0, 1, 2)] == [
            "0 markeringar",
            "1 markering",
            "2 markeringar",
        ]
