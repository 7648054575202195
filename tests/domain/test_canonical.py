import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verksign.domain.canonical import (
    FloatInContent,
    NotCanonical,
    canonical_json,
    from_utc_text,
    normalised,
    sha256_hex,
    utc_text,
)

TEXT = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcåäö"), inner),
    max_leaves=20,
)


class Colour(StrEnum):
    RED = "red"


class TestCanonicalJson:
    def test_sorts_names_and_leaves_no_space(self) -> None:
        assert canonical_json({"b": [1, True, None], "a": "å", "A": Colour.RED}) == (
            '{"A":"red","a":"å","b":[1,true,null]}'.encode()
        )

    def test_is_the_same_however_an_accent_was_typed(self) -> None:
        assert canonical_json({"a\u030a": "o\u0308"}) == canonical_json({"å": "ö"})

    @pytest.mark.parametrize("value", [1.5, {"a": [1, 2.0]}, (float("nan"),)])
    def test_refuses_floats_wherever_they_hide(self, value: Any) -> None:
        with pytest.raises(FloatInContent):
            canonical_json(value)

    @pytest.mark.parametrize(
        "value", [2**53, "\ud800", Decimal(1), {1: 2}, {"å": 1, "a\u030a": 2}, b"a"]
    )
    def test_refuses_what_has_no_canonical_form(self, value: Any) -> None:
        with pytest.raises(NotCanonical):
            canonical_json(value)

    @given(VALUES)
    def test_is_read_back_as_it_was_and_written_again_the_same(self, value: Any) -> None:
        content = canonical_json(value)
        assert json.loads(content) == normalised(value)
        assert canonical_json(json.loads(content)) == content


class TestDigest:
    def test_is_sha_256_in_hex(self) -> None:
        assert sha256_hex(b"") == (
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )


class TestUtcText:
    def test_has_microseconds_and_z_from_any_zone(self) -> None:
        swedish = datetime(2026, 11, 24, 11, 2, 3, 123456, timezone(timedelta(hours=1)))
        assert utc_text(swedish) == "2026-11-24T10:02:03.123456Z"
        assert utc_text(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00.000000Z"

    def test_refuses_a_time_without_zone(self) -> None:
        with pytest.raises(ValueError, match="zone"):
            utc_text(datetime(2026, 1, 1))  # noqa: DTZ001 (that is the point)

    @given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1)))  # noqa: DTZ001
    def test_is_read_back(self, at: datetime) -> None:
        assert from_utc_text(utc_text(at)) == at
