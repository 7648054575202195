from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.samples import AMOUNTS, BRAKES, NOW, brakes, draft_of, job_inputs, quote
from verksign.domain.answers import ChoiceRule
from verksign.domain.content import Content, freeze
from verksign.domain.drafts import JobDraft
from verksign.domain.money import Money
from verksign.domain.version_changes import Changes, How, version_changes

SERVICE = replace(BRAKES, id="service", title="Service", choice=ChoiceRule.OPTIONAL)
NOTHING = Changes(
    jobs=(), valid_until_before="", drop_off=False, ready=False, sums=False, rest=False
)
CONTENTS = st.builds(
    lambda amounts, jobs, days: freeze(
        replace(draft_of(amounts, jobs, None), valid_until=NOW.date() + timedelta(days=days)),
        now=NOW,
    ),
    AMOUNTS,
    job_inputs(),
    st.integers(1, 3),
)


def content(*jobs: JobDraft, version: int = 1, **more: object) -> Content:
    return freeze(quote(jobs=list(jobs), version=version, **more), now=NOW)


def said(changes: Changes) -> list[tuple[str, How]]:
    return [(change.job["title"], change.how) for change in changes.jobs]


class TestVersionChanges:
    def test_tells_what_came_what_went_and_what_costs_another_sum(self) -> None:
        before = content(brakes(), SERVICE)
        now = content(
            brakes(fixed_price=Money(200_000)), brakes(id="lamp", title="Lampa"), version=2
        )
        changes = version_changes(before, now)

        assert said(changes) == [
            ("Byt bromsbelägg fram", How.PRICED),
            ("Lampa", How.ADDED),
            ("Service", How.REMOVED),
        ]
        assert changes.sums
        assert not changes.only_text

    def test_a_new_version_of_the_same_says_nothing(self) -> None:
        later = freeze(quote(version=2, document_id="VS-AAAA-BBBB"), now=NOW + timedelta(days=1))

        assert version_changes(freeze(quote(), now=NOW), later) == NOTHING
        assert NOTHING.is_empty
        assert not NOTHING.only_text

    def test_another_order_of_the_jobs_is_none(self) -> None:
        assert version_changes(content(brakes(), SERVICE), content(SERVICE, brakes())).is_empty

    def test_only_words_are_told_to_be_only_words(self) -> None:
        changes = version_changes(
            content(brakes()), content(brakes(title="Byt belägg", finding="Slitna"))
        )

        assert said(changes) == [("Byt belägg", How.WORDED)]
        assert changes.jobs[0].title_before == "Byt bromsbelägg fram"
        assert changes.only_text

    def test_words_outside_the_jobs_are_words_too(self) -> None:
        changes = version_changes(content(brakes()), content(brakes(), reported="Gnisslar"))

        assert changes.jobs == ()
        assert changes.only_text

    def test_a_job_that_may_be_chosen_is_more_than_words(self) -> None:
        changes = version_changes(
            content(SERVICE, brakes()),
            content(replace(SERVICE, choice=ChoiceRule.INCLUDED), brakes()),
        )

        assert said(changes) == [("Service", How.CHOSEN)]
        assert not changes.only_text

    def test_another_last_day_and_other_times_are_told(self) -> None:
        before = content(brakes(), drop_off="torsdag")
        now = content(brakes(), drop_off="fredag", ready="måndag", valid_until=date(2026, 12, 9))
        changes = version_changes(before, now)

        assert changes.valid_until_before == "2026-12-08"
        assert changes.drop_off
        assert changes.ready
        assert not changes.only_text
        assert not changes.is_empty

    def test_an_empty_field_says_what_a_missing_one_does(self) -> None:
        before, now = content(brakes()), content(brakes())
        now["jobs"][0]["photos"] = []

        assert version_changes(before, now) == NOTHING


class TestEveryPair:
    @given(CONTENTS, CONTENTS)
    def test_is_the_mirror_of_the_way_back(self, before: Content, now: Content) -> None:
        there, back = version_changes(before, now), version_changes(now, before)
        mirrored = {How.ADDED: How.REMOVED, How.REMOVED: How.ADDED}

        assert {(change.job["id"], change.how) for change in there.jobs} == {
            (change.job["id"], mirrored.get(change.how, change.how)) for change in back.jobs
        }
        assert (there.sums, there.rest, there.only_text) == (back.sums, back.rest, back.only_text)

    @given(CONTENTS, CONTENTS)
    def test_accounts_for_every_krona(self, before: Content, now: Content) -> None:
        def whole(content: Content) -> int:
            return sum(job["amount_ore"] for job in content["jobs"])

        told = sum(change.difference_ore for change in version_changes(before, now).jobs)

        assert told == whole(now) - whole(before)

    @given(CONTENTS, CONTENTS)
    def test_never_calls_it_words_when_money_moves(self, before: Content, now: Content) -> None:
        changes = version_changes(before, now)

        if changes.only_text or changes.is_empty:
            assert before["totals"] == now["totals"]
            assert before["valid_until"] == now["valid_until"]

    @given(CONTENTS)
    def test_is_nothing_against_itself(self, same: Content) -> None:
        assert version_changes(same, {**same, "version": 9}) == NOTHING
