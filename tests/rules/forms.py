"""The forms that a page holds, read from the page itself, so that a new form or field is known without being listed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
FIELDS = frozenset(("input", "select", "textarea", "button"))


@dataclass(slots=True)
class Field:
    name: str
    kind: str
    id: str = ""
    value: str = ""
    invalid: bool = False
    described_by: str = ""


@dataclass(slots=True)
class Form:
    """What is sent somewhere together: a form, or whatever htmx posts from."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    def by_name(self) -> dict[str, Field]:
        return {one.name: one for one in self.fields if one.name}


@dataclass(slots=True)
class Open:
    tag: str
    id: str
    form: Form | None = None


class Page(HTMLParser):
    """Forms, addresses and texts by id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.addresses: list[str] = []
        self.texts: dict[str, str] = {}
        self._open: list[Open] = []
        self._by_id: dict[str, Form] = {}
        self._elsewhere: list[tuple[str, Field]] = []
        self._textarea: Field | None = None
        self._select: Field | None = None
        self.feed(text)
        for form_id, one in self._elsewhere:
            if form_id in self._by_id:
                self._by_id[form_id].fields.append(one)

    def fields(self) -> Iterator[Field]:
        for form in self.forms:
            yield from form.fields

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attributes}
        self.addresses += [known[name] for name in ("href", "hx-get", "src") if known.get(name)]
        made = Open(tag, known.get("id", ""), self._form(tag, known))
        if known.get("id"):
            self.texts.setdefault(known["id"], "")
        if tag not in VOID:
            self._open.append(made)
        if tag in FIELDS:
            self._field(tag, known)
        elif tag == "option" and self._select and ("selected" in known or not self._select.value):
            self._select.value = known.get("value", "")

    def _form(self, tag: str, known: dict[str, str]) -> Form | None:
        posted = known.get("hx-post")
        if tag != "form" and posted is None:
            return None
        form = Form(
            posted or known.get("action", ""), "post" if posted else known.get("method", "get")
        )
        self.forms.append(form)
        if known.get("id"):
            self._by_id[known["id"]] = form
        return form

    def _field(self, tag: str, known: dict[str, str]) -> None:
        one = Field(
            name=known.get("name", ""),
            kind=known.get("type", "submit" if tag == "button" else tag),
            id=known.get("id", ""),
            value=known.get("value", ""),
            invalid=known.get("aria-invalid") == "true",
            described_by=known.get("aria-describedby", ""),
        )
        self._textarea = one if tag == "textarea" else None
        self._select = one if tag == "select" else self._select
        if "form" in known:
            self._elsewhere.append((known["form"], one))
            return
        for around in reversed(self._open):
            if around.form:
                around.form.fields.append(one)
                return

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self._textarea.value += data.removeprefix("\n")
        for around in self._open:
            if around.id:
                self.texts[around.id] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = None
        if tag == "select":
            self._select = None
        while self._open:
            if self._open.pop().tag == tag:
                return
