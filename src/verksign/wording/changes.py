"""What was changed in a quote, in words: which field of what, from what, to what."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from verksign.domain.identifiers import display_phone
from verksign.domain.money import format_kronor, format_quantity
from verksign.domain.quote_changes import Change, How, Part, Value
from verksign.domain.typed_times import time_text
from verksign.usecases.quotes.editing import EditedMeanwhile
from verksign.wording.labels import label

LONGEST = 80

FIELDS: dict[Part, dict[str, Promise]] = {
    Part.QUOTE: {
        "customer": _("Kund"),
        "payer": _("Betalas av"),
        "vehicle": _("Fordon"),
        "adviser": _("Kundmottagare"),
        "contact_name": _("Kontakt/förare"),
        "phone": _("Mobiltelefonnr"),
        "email": _("E-post"),
        "language": _("Kundens språk"),
        "customer_kind": _("Kundtyp"),
        "amounts": _("Priser"),
        "price_kind": _("Pristyp"),
        "fixed_price_ore": _("Fast pris"),
        "valid_until": _("Giltig till"),
        "mileage_mil": _("Mätarställning"),
        "drop_off": _("Lämnas"),
        "ready": _("Klar"),
        "reported": _("Kunden berättade"),
        "notes": _("Interna anteckningar"),
        "drop_off_at": _("Inlämnas"),
        "ready_at": _("Lovad klar"),
        "key_tag": _("Nyckelbricka"),
    },
    Part.JOB: {
        "title": _("Jobbets namn"),
        "finding": _("Fynd"),
        "if_not": _("Om kunden väntar"),
        "severity": _("Allvar"),
        "choice": _("Valregel"),
        "group": _("Grupp"),
        "price_kind": _("Pristyp"),
        "fixed_price_ore": _("Fast belopp"),
        "ceiling_ore": _("Tak"),
        "work": _("Arbetsläge"),
        "mechanic": _("Mekaniker"),
    },
    Part.LINE: {
        "kind": _("Slag"),
        "text": _("Benämning"),
        "article_id": _("Artikel"),
        "operation_id": _("Arbete"),
        "quantity": _("Antal"),
        "unit": _("Enhet"),
        "unit_price_ore": _("À-pris"),
        "discount_percent": _("Rabatt"),
        "discount_ore": _("Rabatt"),
        "vat_rate": _("Moms"),
    },
    Part.ATTACHMENT: {
        "alt": _("Vad bilden visar"),
        "job": _("Hör till"),
        "marks": _("Ritat"),
    },
}
"""Labels as they stand on the card."""
CODES = {
    "amounts": "amounts",
    "choice": "choice",
    "customer_kind": "customer_kind",
    "kind": "line_kind",
    "language": "language",
    "price_kind": "price_kind",
    "severity": "severity",
    "work": "work_status",
}
UNSAID = {"article_id", "operation_id"}
"""Follow from another change, and say nothing to a reader."""

WRITTEN: dict[str, Callable[[str], str]] = {
    "discount_percent": lambda value: f"{format_quantity(Decimal(value))} %",
    "vat_rate": lambda value: f"{format_quantity(Decimal(value))} %",
    "quantity": lambda value: format_quantity(Decimal(value)),
    "mileage_mil": lambda value: f"{format_quantity(Decimal(value))} mil",
    "valid_until": lambda value: date.fromisoformat(value).isoformat(),
    "phone": display_phone,
    "drop_off_at": lambda value: time_text(datetime.fromisoformat(value)),
    "ready_at": lambda value: time_text(datetime.fromisoformat(value)),
}

DONE: dict[tuple[Part, How], Promise] = {
    (Part.JOB, How.ADDED): _("Jobbet %(title)s lades till"),
    (Part.JOB, How.REMOVED): _("Jobbet %(title)s togs bort"),
    (Part.JOB, How.MOVED): _("Jobbet %(title)s flyttades"),
    (Part.LINE, How.ADDED): _("Raden %(title)s lades till"),
    (Part.LINE, How.REMOVED): _("Raden %(title)s togs bort"),
    (Part.ATTACHMENT, How.ADDED): _("Bilagan %(title)s lades till"),
    (Part.ATTACHMENT, How.REMOVED): _("Bilagan %(title)s togs bort"),
    (Part.ATTACHMENT, How.MOVED): _("Bilagan %(title)s flyttades"),
}
UNDONE: dict[tuple[Part, How], Promise] = {
    (Part.JOB, How.ADDED): _("Ångrat: jobbet %(title)s är tillbaka"),
    (Part.JOB, How.REMOVED): _("Ångrat: jobbet %(title)s är borta igen"),
    (Part.JOB, How.MOVED): _("Ångrat: jobbet %(title)s är där det var"),
    (Part.LINE, How.ADDED): _("Ångrat: raden %(title)s är tillbaka"),
    (Part.LINE, How.REMOVED): _("Ångrat: raden %(title)s är borta igen"),
    (Part.ATTACHMENT, How.ADDED): _("Ångrat: bilagan %(title)s är tillbaka"),
    (Part.ATTACHMENT, How.REMOVED): _("Ångrat: bilagan %(title)s är borta igen"),
    (Part.ATTACHMENT, How.MOVED): _("Ångrat: bilagan %(title)s är där den var"),
}


def field_label(change: Change) -> str:
    return str(FIELDS[change.part][change.field])


def value_text(field: str, value: Value) -> str:
    """Return a stored value as the card shows it; nothing for none."""
    if field == "job":
        return str(value or gettext("Hela offerten"))
    if field == "marks":
        number = int(value or 0)
        return ngettext("%(n)s markering", "%(n)s markeringar", number) % {"n": number}
    if value is None or value == "":
        return ""
    if field in CODES:
        return label(str(value), CODES[field])
    if field.endswith("_ore"):
        return format_kronor(int(value))
    text = WRITTEN[field](str(value)) if field in WRITTEN else str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def what(change: Change) -> str:
    """Return what was changed, without its values: *À-pris på Bromsskiva*."""
    if change.how is not How.CHANGED:
        return str(DONE[change.part, change.how]) % {"title": change.title}
    if change.part is Part.QUOTE:
        return field_label(change)
    return gettext("%(field)s på %(title)s") % {
        "field": field_label(change),
        "title": change.title,
    }


def meanwhile(error: EditedMeanwhile) -> str:
    """Return who was first, and what stands there now: what was typed is kept, and can be saved after all."""
    if not error.changes:
        return gettext("Någon annan sparade under tiden. Läs det som står nu och ändra igen.")
    change, name = error.changes[-1]
    facts = {
        "name": name or gettext("Någon annan"),
        "what": what(change),
        "value": value_text(change.field, change.after) or gettext("tomt"),
    }
    if change.how is not How.CHANGED:
        return gettext("%(name)s hann före: %(what)s. Din ändring är inte sparad.") % facts
    if change.part is Part.QUOTE:
        return gettext("%(name)s ändrade under tiden: %(value)s. Ditt är inte sparat.") % facts
    return gettext("%(name)s ändrade under tiden %(what)s: %(value)s. Ditt är inte sparat.") % facts


def changes_from(data: object) -> list[Change]:
    """Return what a history row tells of, but for what says nothing to a reader."""
    rows = data if isinstance(data, list) else []
    found = [Change(**{**row, "how": How(row["how"]), "part": Part(row["part"])}) for row in rows]
    return [change for change in found if change.field not in UNSAID]


def undone(changes: list[Change]) -> str:
    """Return what an undo has done, in one line."""
    if not changes:
        return gettext("Ångrat. Inget såg annorlunda ut.")
    first, more = changes[0], len(changes) - 1
    if first.how is How.CHANGED:
        value = value_text(first.field, first.after) or gettext("tomt")
        facts = {"what": what(first), "value": value}
        told = gettext("Ångrat: %(what)s är %(value)s igen") % facts
    else:
        told = str(UNDONE[first.part, first.how]) % {"title": first.title}
    if not more:
        return f"{told}."
    return ngettext(
        "%(told)s, och %(more)s ändring till.", "%(told)s, och %(more)s ändringar till.", more
    ) % {"told": told, "more": more}
