"""The same press twice at the same moment: real commits, real threads."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from tests.kit.garage import PHONE, Garage
from verksign.records.models import Customer, Message, ServiceDocument, Vehicle
from verksign.usecases.quick_quotes.make import send_quick_quote
from verksign.usecases.quick_quotes.wishes import Form

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS, HANDS = 3, 3


def test_presses_at_once_with_one_key_make_one_quote(garage: Garage) -> None:
    for number in range(ROUNDS):
        form = Form(plate=f"GHJ 12{number}", to=PHONE, text="Service", price="1000")
        gate = threading.Barrier(HANDS)

        def press(
            form: Form = form, key: str = f"press-{number}", gate: threading.Barrier = gate
        ) -> object:
            gate.wait(timeout=10)
            try:
                return send_quick_quote(form=form, key=key, by=garage.actor, now=garage.now).pk
            finally:
                connections.close_all()

        with ThreadPoolExecutor(HANDS) as pool:
            pressed = [pool.submit(press) for _ in range(HANDS)]

        assert len({each.result() for each in pressed}) == 1
        assert ServiceDocument.objects.count() == Message.objects.count() == number + 1
        assert Vehicle.objects.count() == number + 1
    assert Customer.objects.count() == 1
