"""Saved views: a list's filters, sorting and columns under a name. Each user has their own and sees no other's."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from verksign.domain.access import Actor, Permission
from verksign.domain.identifiers import clean_name
from verksign.records.models import Preference, SavedView
from verksign.usecases.registers.fields import InvalidFields

LONGEST_NAME = 60
LONGEST_QUERY = 500
MOST_VIEWS = 50
"""In one list: more would not be found again."""


@transaction.atomic(durable=True)
def save_view(
    *, of: str, name: str, query: str, default: bool, by: Actor, now: datetime
) -> SavedView:
    """
    Keep what the user sees of the list `of` under a name; `default`: shown when the list is opened.

    :raises InvalidFields: for a name that is missing, too long or taken, and for too many views
    """
    by.require(Permission.READ)
    own = SavedView.objects.visible_to(by).filter(user_id=by.person, list=of)
    problems = _name_problems(name, own.values_list("name", flat=True))
    if len(query) > LONGEST_QUERY:
        problems["query"] = "too_long"
    if own.count() >= MOST_VIEWS:
        problems["name"] = "too_many_views"
    if problems:
        raise InvalidFields(problems)
    view = SavedView.objects.create(
        workshop_id=by.workshop_id, user_id=by.person, list=of, name=clean_name(name), query=query
    )
    if default:
        _open_with(view, by)
    return view


@transaction.atomic(durable=True)
def change_view(*, view_id: UUID, name: str, default: bool, by: Actor, now: datetime) -> SavedView:
    """
    Give a view another name, and say whether its list opens with it.

    :raises InvalidFields: for a name that is missing, too long or taken
    :raises SavedView.DoesNotExist: also when it is somebody else's
    """
    by.require(Permission.READ)
    view = SavedView.objects.visible_to(by).filter(user_id=by.person).locked(view_id)
    others = SavedView.objects.visible_to(by).filter(user_id=by.person, list=view.list)
    problems = _name_problems(name, others.exclude(id=view.id).values_list("name", flat=True))
    if problems:
        raise InvalidFields(problems)
    view.name = clean_name(name)
    view.save(update_fields=["name"])
    if default:
        _open_with(view, by)
    else:
        _forget(view, by)
    return view


@transaction.atomic(durable=True)
def remove_view(*, view_id: UUID, by: Actor, now: datetime) -> SavedView:
    """
    Forget a view; the list is as it was.

    :raises SavedView.DoesNotExist: also when it is somebody else's
    """
    by.require(Permission.READ)
    view = SavedView.objects.visible_to(by).filter(user_id=by.person).locked(view_id)
    _forget(view, by)
    SavedView.objects.filter(id=view.id).delete()
    return view


def default_name(of: str) -> str:
    """Return the name of the preference that says with which view a list opens."""
    return f"list.{of}.view"


def columns_name(of: str) -> str:
    """Return the name of the preference that says which columns a list has."""
    return f"list.{of}.columns"


def _name_problems(name: str, taken: Iterable[str]) -> dict[str, str]:
    clean = clean_name(name)
    if not clean:
        return {"name": "required"}
    if len(clean) > LONGEST_NAME:
        return {"name": "too_long"}
    folded = {each.casefold() for each in taken}
    return {"name": "name_taken"} if clean.casefold() in folded else {}


def _open_with(view: SavedView, by: Actor) -> None:
    Preference.objects.update_or_create(
        workshop_id=by.workshop_id,
        user_id=by.person,
        name=default_name(view.list),
        defaults={"value": str(view.id)},
    )


def _forget(view: SavedView, by: Actor) -> None:
    kept = Preference.objects.visible_to(by).filter(user_id=by.person, name=default_name(view.list))
    kept.filter(value=str(view.id)).delete()
