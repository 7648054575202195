"""*Det här är nytt*: how a new version differs, in the customer's words."""

import json
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from verksign.domain.answers import ChoiceRule
from verksign.domain.content import Content, ContentJob
from verksign.domain.version_changes import Changes, How, JobChange
from verksign.portal.naming import named
from verksign.portal.prices import kronor, price_of
from verksign.portal.times import long_date
from verksign.usecases.signing.versions import changes_since, version_before
from verksign.usecases.signing.visit import CustomerView


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    title: str
    note: str = ""
    amount: str = ""
    amount_before: str = ""


@dataclass(frozen=True, slots=True)
class News:
    rows: tuple[Row, ...]
    only_text: bool
    nothing: bool


def news_since(view: CustomerView) -> News | None:
    """What is new since the version that the customer had, or None where this is the first."""
    before = version_before(view.document)
    if before is None:
        return None
    changes = changes_since(before, view.document)
    return news_of(changes, json.loads(before.content), view.content)


def news_of(changes: Changes, before: Content, now: Content) -> News:
    rows = [_job(change, before, now) for change in changes.jobs]
    sums = [content["totals"]["everything"]["amount_ore"] for content in (before, now)]
    if sums[0] != sums[1]:
        was, is_now = map(kronor, sums)
        rows.append(Row(title=named(now["purpose"], "all_of_it"), amount=is_now, amount_before=was))
    if changes.valid_until_before:
        rows.append(
            Row(
                title=_("Priserna gäller till och med %(day)s") % {"day": _day(now["valid_until"])},
                note=_("Förut till och med %(day)s") % {"day": _day(changes.valid_until_before)},
            )
        )
    if changes.drop_off:
        rows.append(_time(_("Lämna bilen"), before["drop_off"], now["drop_off"]))
    if changes.ready:
        rows.append(_time(_("Klar"), before["ready"], now["ready"]))
    return News(tuple(rows), changes.only_text, changes.is_empty)


def _job(change: JobChange, before: Content, now: Content) -> Row:
    job = change.job
    amount = kronor(job["amount_ore"])
    if change.how is How.REMOVED:
        return Row(title=job["title"], note=_("Borttaget"), amount_before=amount)
    if change.how is How.ADDED:
        own = job["choice"] != ChoiceRule.INCLUDED
        note = _("Nytt jobb, du väljer själv") if own else _("Nytt jobb, ingår")
        if own and now["customer"]["kind"] == "company":
            note = _("Nytt jobb, ni väljer själva")
        return Row(title=job["title"], note=note, amount=amount)
    return _changed(change, before, now)


def _changed(change: JobChange, before: Content, now: Content) -> Row:
    earlier, job = change.before, change.job
    assert earlier is not None  # noqa: S101 - neither added nor removed
    same_amount = earlier["amount_ore"] == job["amount_ore"]
    return Row(
        title=job["title"],
        note=" ".join(_notes(change, before, now)),
        amount=kronor(job["amount_ore"]),
        amount_before="" if same_amount else kronor(earlier["amount_ore"]),
    )


def _notes(change: JobChange, before: Content, now: Content) -> list[str]:
    notes, earlier, job = [], change.before, change.job
    if change.title_before:
        notes.append(_("Hette förut %(title)s.") % {"title": change.title_before})
    if change.how is How.PRICED and earlier:
        was, words = _kind(before, earlier), _kind(now, job)
        if was != words:
            notes.append(_("%(kind)s, förut %(before)s.") % {"kind": words, "before": was})
    if change.how is How.CHOSEN:
        included = job["choice"] == ChoiceRule.INCLUDED
        notes.append(_("Ingår nu. Samma pris.") if included else _("Går att välja nu. Samma pris."))
    if change.how is How.WORDED:
        notes.append(_("Texten är ändrad. Samma pris."))
    return notes


def _kind(content: Content, job: ContentJob) -> str:
    return price_of(content, job).kind_words


def _time(title: str, before: str, now: str) -> Row:
    value = now or _("bestämmer vi tillsammans")
    note = _("Förut: %(time)s") % {"time": before} if before else ""
    return Row(title=f"{title}: {value}", note=note)


def _day(text: str) -> str:
    return long_date(date.fromisoformat(text))
