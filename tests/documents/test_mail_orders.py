"""The letters about an order: each in both languages, with and without a deadline, never with a gap."""

from datetime import timedelta

import pytest

from tests.domain.samples import NOW, brakes, quote
from verksign.documents.mail import render_mail
from verksign.documents.mail_orders import OF_ORDERS
from verksign.domain.additions import new_total
from verksign.domain.answers import ChoiceRule
from verksign.domain.canonical import utc_text
from verksign.domain.content import Content, digest, freeze
from verksign.domain.drafts import Confirms, DecideBy, Purpose
from verksign.domain.prices import REPARATIONSVILLKOR_2000

HURRY = DecideBy(at=NOW + timedelta(hours=1), ready_before="i dag kl. 16:00", ready_after="fredag")


def content_of(purpose: str, *, full: bool) -> Content:
    upsell = purpose == Purpose.UPSELL
    jobs = [brakes(choice=ChoiceRule.OPTIONAL)] if upsell else [brakes()]
    more = {"decide_by": HURRY, "before": [brakes(id="before")]} if upsell else {}
    confirmed = {} if upsell else {"confirms": Confirms("SOF-1", NOW)}
    return freeze(
        quote(purpose=Purpose(purpose), jobs=jobs, **((more | confirmed) if full else {})), now=NOW
    )


def answer_to(content: Content, said: str) -> dict[str, object]:
    return {
        "answered_at": utc_text(NOW),
        "way": "link",
        "signer": {"name": "Karin Ek"},
        "jobs": [{"id": job["id"], "answer": said} for job in content["jobs"]],
        "total": content["totals"]["everything"],
        "consents": [],
    }


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize(("purpose", "kind"), OF_ORDERS)
def test_says_all_of_it(purpose: str, kind: str, full: bool, language: str) -> None:  # noqa: FBT001
    content = content_of(purpose, full=full)
    said = {"receipt": "accepted", "declined": "declined"}.get(kind)
    answer = answer_to(content, said) if said else None
    mail = render_mail(kind, content, link="https://x.se/o/1", answer=answer, language=language)
    assert "{" not in mail.text
    assert all((mail.subject, mail.preheader, "https://x.se/o/1" in mail.text))


def test_a_confirmation_of_what_is_signed_speaks_of_no_right_to_withdraw() -> None:
    content = content_of(Purpose.ORDER_CONFIRMATION, full=True)
    mail = render_mail("receipt", content, link="x", answer=answer_to(content, "accepted"))
    assert "ångra" not in mail.text.casefold()


def test_what_only_orders_have_is_frozen_only_when_present() -> None:
    plain = freeze(quote(), now=NOW)
    assert not {"before", "decide_by", "confirms", "found_by"} & plain.keys()
    assert digest(plain) == digest(freeze(quote(before=[], decide_by=None), now=NOW))


def test_approximate_prices_share_one_ceiling_in_the_new_total() -> None:
    content = content_of(Purpose.UPSELL, full=True)
    total = new_total(content, [job["id"] for job in content["jobs"]])
    assert total is not None
    assert total.amount.ore == 2 * content["before"]["totals"]["amount_ore"]
    assert total.ceiling == REPARATIONSVILLKOR_2000.approximate_ceiling(total.amount)
