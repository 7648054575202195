"""The marks and figures of every template."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import timezone

from verksign.domain.digital_states import DigitalStatus
from verksign.domain.money import NBSP, Money
from verksign.wording.templatetags import words
from verksign.wording.times import when

NOW = datetime(2026, 11, 24, 9, 24, tzinfo=UTC)


def shown(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


class TestAmounts:
    def test_are_written_as_swedes_read_them(self) -> None:
        assert words.kr(1_234_550) == f"12{NBSP}345,50{NBSP}kr"
        assert words.kr(Money(100)) == f"1,00{NBSP}kr"
        assert words.amount(1_234_550) == f"12{NBSP}345,50"

    def test_have_ore_in_short_only_when_there_are_any(self) -> None:
        assert words.kr_short(1_262_500) == f"12{NBSP}625{NBSP}kr"
        assert words.kr_short(229_080) == f"2{NBSP}290,80{NBSP}kr"

    def test_are_a_dash_when_there_is_none(self) -> None:
        assert [words.kr(None), words.kr_short(None), words.amount(None)] == ["–", "–", "–"]

    def test_quantities_lose_their_empty_decimals(self) -> None:
        assert words.quantity(Decimal("1.800")) == "1,8"
        assert words.whole(12040) == f"12{NBSP}040"


class TestTimes:
    def test_today_is_only_the_clock(self) -> None:
        assert when(datetime(2026, 11, 24, 7, 40, tzinfo=UTC), NOW) == "08:40"

    def test_another_day_has_its_date(self) -> None:
        assert when(datetime(2026, 11, 23, 7, 40, tzinfo=UTC), NOW) == "23 nov 08:40"

    def test_the_day_changes_at_midnight_in_sweden(self) -> None:
        assert when(datetime(2026, 11, 23, 23, 10, tzinfo=UTC), NOW) == "00:10"

    def test_ages_are_whole_units(self) -> None:
        assert words.age(timezone.now() - timedelta(hours=3, minutes=5)) == "3 tim"

    def test_dates_are_in_swedish(self) -> None:
        day = date(2026, 11, 24)

        assert words.date_sv(day) == "24 november 2026"
        assert words.weekday_sv(day) == "tisdag 24 november"
        assert words.day_sv(day) == f"24{NBSP}nov"


class TestMarks:
    @pytest.mark.parametrize("status", DigitalStatus)
    def test_a_status_is_colour_icon_and_word(self, status: DigitalStatus) -> None:
        badge = shown("{% status_badge code %}", code=status.value)

        assert f'data-status="{status}"' in badge
        assert "<use href=" in badge

    def test_what_was_never_sent_is_only_words(self) -> None:
        assert shown('{% status_badge "" %}') == '<span class="muted nowrap">Ej skickad</span>'

    def test_a_plate_looks_like_one(self) -> None:
        assert words.plate("ABC 12D", "l") == '<span class="plate l"><span>ABC 12D</span></span>'

    def test_a_number_can_be_rung(self) -> None:
        assert words.phone("+46701740631") == (
            '<a class="nowrap" href="tel:+46701740631">070-174 06 31</a>'
        )
        assert words.phone("") == ""

    @pytest.mark.parametrize("text", ["<script>", '" onload="x', "'><img src=x>"])
    def test_no_value_becomes_markup(self, text: str) -> None:
        marks = (
            shown("{{ text|plate }}", text=text)
            + shown("{{ text|phone }}", text=text)
            + shown("{{ text|initials }}", text=text)
            + shown('{% icon "x" "s" text %}', text=text)
        )

        assert text not in marks
        assert "<script" not in marks
        assert "<img" not in marks
        assert ' onload="' not in marks

    def test_initials_are_of_the_first_and_the_last_name(self) -> None:
        assert words.initials("Karin Maria Holmgren") == "KH"
        assert words.initials("Åsa") == "Å"
        assert words.initials("") == ""

    def test_an_icon_with_words_of_its_own_says_them(self) -> None:
        assert 'role="img" aria-label="Skickad"' in shown('{% icon "sent" "" "Skickad" %}')
        assert 'aria-hidden="true"' in shown('{% icon "sent" %}')
