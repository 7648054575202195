from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verksign.domain.evidence import (
    NO_PREVIOUS,
    ChainedEvent,
    Event,
    event_hash,
    event_of,
    personal_digest,
    personal_matches,
    seal_personal,
    verify_chain,
)

START = datetime(2026, 11, 24, 10, tzinfo=UTC)
SALT = bytes(range(16))


def chain_of(*kinds: str) -> list[ChainedEvent]:
    chain: list[ChainedEvent] = []
    for seq, kind in enumerate(kinds, start=1):
        event = event_of(
            document="VS-7F3K-92QD",
            seq=seq,
            at=START + timedelta(minutes=seq),
            kind=kind,
            facts={"way": "link"},
            personal=seal_personal({"name": "Karin Ek"}, {"name": SALT}),
            prev=chain[-1].hash if chain else NO_PREVIOUS,
        )
        chain.append(ChainedEvent(event, event_hash(event)))
    return chain


class TestChain:
    def test_of_recorded_events_holds(self) -> None:
        assert verify_chain(chain_of("sent", "seen", "signed")) is None
        assert verify_chain([]) is None

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("v", 2),
            ("document", "VS-2222-2222"),
            ("seq", 3),
            ("at", "2026-11-24T10:02:00.000001Z"),
            ("kind", "rejected"),
            ("facts", {"way": "phone"}),
            ("personal", {}),
            ("prev", ""),
        ],
    )
    def test_tells_the_event_whose_field_was_changed(self, field: str, value: Any) -> None:
        chain = chain_of("sent", "seen", "signed")
        changed = cast("Event", {**chain[1].event, field: value})
        chain[1] = ChainedEvent(changed, chain[1].hash)
        assert verify_chain(chain) == 2

    def test_tells_the_event_after_one_that_was_rewritten_whole(self) -> None:
        chain = chain_of("sent", "seen", "signed")
        changed = cast("Event", {**chain[1].event, "kind": "rejected"})
        chain[1] = ChainedEvent(changed, event_hash(changed))
        assert verify_chain(chain) == 3

    def test_tells_where_an_event_is_missing_or_out_of_order(self) -> None:
        sent, seen, signed = chain_of("sent", "seen", "signed")
        assert verify_chain([sent, signed]) == 2
        assert verify_chain([seen, signed]) == 1
        assert verify_chain([seen, sent]) == 1

    def test_tells_a_chain_that_does_not_begin_at_one(self) -> None:
        [sent] = chain_of("sent")
        second = cast("Event", {**sent.event, "seq": 2})
        assert verify_chain([ChainedEvent(second, event_hash(second))]) == 1

    def test_tells_an_event_of_another_document(self) -> None:
        sent, *_ = chain_of("sent")
        other = event_of(
            document="VS-2222-2222",
            seq=2,
            at=START,
            kind="seen",
            facts={},
            personal={},
            prev=sent.hash,
        )
        assert verify_chain([sent, ChainedEvent(other, event_hash(other))]) == 2


class TestPersonalValues:
    def test_stand_in_the_chain_as_digests_only(self) -> None:
        [link] = chain_of("signed")
        assert "Karin" not in str(link.event)
        assert personal_matches(link.event, "name", "Karin Ek", SALT)

    def test_erased_leave_the_chain_as_it_was(self) -> None:
        rows = [(link, {"name": ("Karin Ek", SALT)}) for link in chain_of("sent", "signed")]
        for _, kept in rows:
            del kept["name"]
        assert verify_chain([link for link, _ in rows]) is None

    def test_another_value_or_salt_does_not_match(self) -> None:
        [link] = chain_of("signed")
        assert not personal_matches(link.event, "name", "Karin Ed", SALT)
        assert not personal_matches(link.event, "name", "Karin Ek", bytes(16))
        assert not personal_matches(link.event, "email", "Karin Ek", SALT)

    def test_are_the_same_however_an_accent_was_typed(self) -> None:
        assert personal_digest("A\u030asa", SALT) == personal_digest("Åsa", SALT)

    def test_refuse_a_short_salt(self) -> None:
        with pytest.raises(ValueError, match="16"):
            personal_digest("Karin", b"salt")

    @given(st.text(st.characters(codec="utf-8")), st.binary(min_size=16, max_size=16))
    def test_any_value_matches_itself(self, value: str, salt: bytes) -> None:
        event = event_of(
            document="d",
            seq=1,
            at=START,
            kind="k",
            facts={},
            personal=seal_personal({"value": value}, {"value": salt}),
            prev=NO_PREVIOUS,
        )
        assert personal_matches(event, "value", value, salt)
