"""Asking an address of the access table as somebody, with facts of one workshop or with ids that are not its own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from tests.rules.access_table import TABLE
from tests.rules.addresses import url_patterns

ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
HEADERS = {"sec-fetch-site": "same-origin"}
"""As a browser sends them with a form of our own pages."""


@dataclass(frozen=True, slots=True)
class Ask:
    """An address and its form, filled in with a workshop's facts."""

    name: str
    args: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str]

    @classmethod
    def about(cls, name: str, facts: Mapping[str, str], **other: str) -> "Ask":
        """`other` names the fact that an argument is, where it is not the one of the table."""
        entry = TABLE[name]
        args = {}
        for argument in ARGUMENT.findall(url_patterns()[name]):
            fact = {**entry.args, **other}.get(argument, argument)
            args[argument] = fact[1:] if fact.startswith("=") else facts[fact]
        return cls(
            name=name,
            args=args,
            query={field: value.format_map(facts) for field, value in entry.query.items()},
            form={field: value.format_map(facts) for field, value in entry.form.items()},
        )

    @property
    def address(self) -> str:
        place = reverse(self.name, kwargs=dict(self.args))
        return f"{place}?{urlencode(self.query)}" if self.query else place

    def by(self, client: Client, method: str, **more: Any) -> HttpResponse:
        data = dict(self.form) if method == "POST" else None
        call = getattr(client, method.lower())
        response: HttpResponse = call(self.address, data, **{"headers": HEADERS, **more})
        return response
