"""Whatever is typed: the total is the same on the page, in the PDF, in the answer and on the order."""

import html
import json
import re
import subprocess
from itertools import count
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.kit.garage import Garage
from verksign.domain.amounts_check import amounts_agree
from verksign.domain.answers import JobAnswer
from verksign.domain.customers import CustomerKind
from verksign.domain.money import format_amount, format_kronor
from verksign.records.models import Customer, DigitalDocument, ServiceDocument
from verksign.usecases.orders.make_order import make_order
from verksign.usecases.quotes.create import create_quote
from verksign.usecases.quotes.jobs import add_job, change_job
from verksign.usecases.quotes.lines import add_line, change_line

pytestmark = pytest.mark.django_db

kronor = st.integers(1, 900_000).map(lambda ore: format_amount(ore, nbsp=False))
quantity = st.integers(1, 20_000).map(lambda steps: f"{steps / 1000:.3f}".replace(".", ","))
discount = st.sampled_from(["", "10 %", "33,33 %", "0,01", "100 %"])
rate = st.sampled_from(["25", "12", "6", "0"])
line = st.tuples(quantity, kronor, discount, rate)
job = st.fixed_dictionaries(
    {
        "lines": st.lists(line, min_size=1, max_size=3),
        "fixed": st.one_of(st.just(""), kronor),
        "choice": st.sampled_from(["included", "optional"]),
        "price_kind": st.sampled_from(["fast", "ungefarlig", "hogsta"]),
        "accepted": st.booleans(),
    }
)
numbers = count(1)


def quoted(garage: Garage, customer: Customer, jobs: list[dict[str, Any]]) -> ServiceDocument:
    vehicle = garage.vehicle(customer)
    by = garage.actor
    quote = create_quote(by=by, now=garage.tick(), vehicle_id=vehicle.id)
    garage.change(quote, price_kind="fast")
    for number, wanted in enumerate(jobs):
        row = add_job(quote_id=quote.id, title=f"Jobb {number}", by=by, now=garage.tick())
        for amount, price, off, vat in wanted["lines"]:
            added = add_line(quote_id=quote.id, job_id=row.id, text="Rad", by=by, now=garage.tick())
            typed = {"kind": "article", "quantity": amount, "unit_price": price, "vat_rate": vat}
            # Kronor off more than the line costs would make the job cost less than nothing.
            typed |= {"discount": off} if off.endswith("%") else {}
            change_line(
                quote_id=quote.id, line_id=added.id, changes=typed, by=by, now=garage.tick()
            )
        typed = {"choice": wanted["choice"], "price_kind": wanted["price_kind"]}
        typed |= {"fixed_price": wanted["fixed"]}
        change_job(quote_id=quote.id, job_id=row.id, changes=typed, by=by, now=garage.tick())
    return garage.fresh(quote)


def words(pdf: bytes) -> str:
    """The PDF's text with ordinary spaces."""
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return re.sub(r"\s+", " ", text)


def shown(page: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


@settings(
    max_examples=12,
    phases=[
        Phase.explicit,
        Phase.generate,
    ],  # walking a quote for each shrunk example takes minutes
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(jobs=st.lists(job, min_size=1, max_size=4), kind=st.sampled_from(CustomerKind))
def test_page_paper_answer_and_order_say_the_same(
    garage: Garage, client: Client, jobs: list[dict[str, Any]], kind: CustomerKind
) -> None:
    customer = garage.customer(kind=kind, name=f"Kund {next(numbers)}")
    quote = quoted(garage, customer, jobs)
    document = garage.seen(quote)
    content = json.loads(document.content)
    assert quote.total_ore == content["totals"]["everything"]["amount_ore"]
    assert quote.total_ore == sum(row["amount_ore"] for row in content["jobs"])
    assert quote.gross_ore == content["totals"]["everything"]["gross_ore"]

    page = shown(client.get(f"/o/{garage.token(document)}").content.decode())
    paper = words(DigitalDocument.objects.get(pk=document.pk).pdf.read())  # type: ignore[union-attr]
    for row in content["jobs"]:
        assert format_kronor(row["amount_ore"], decimals="needed", nbsp=False) in page
        assert format_amount(row["amount_ore"], nbsp=False) in paper

    answers = {
        f"Jobb {number}": JobAnswer.ACCEPTED if wanted["accepted"] else JobAnswer.LATER
        for number, wanted in enumerate(jobs)
        if wanted["choice"] == "optional"
    }
    garage.sign(document, **answers)
    garage.work()
    document = garage.reload(document)
    answer = json.loads(document.answer)
    assert amounts_agree(content, answer)
    total = answer["total"]["amount_ore"]
    receipt = shown(client.get(f"/o/{garage.token(document)}").content.decode())
    sealed = words(document.sealed.read())  # type: ignore[union-attr]
    if document.status == "signed":
        assert format_kronor(total, decimals="needed", nbsp=False) in receipt
        assert format_amount(total, nbsp=False) in sealed
        order = make_order(quote_id=quote.id, by=garage.actor, now=garage.tick())
        assert order.total_ore == total == sum(row.amount_ore for row in order.jobs.all())
        assert order.gross_ore == answer["total"]["gross_ore"]
