"""What can be done from the search field, found by the words that people use for it."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from verksign.domain.access import Permission
from verksign.domain.search_keys import fold
from verksign.staff.http import StaffRequest

WITHOUT_DOTS = str.maketrans("åäö", "aao")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    title: Promise
    view: str
    symbol: str
    words: str = ""
    """What else it is called, in both languages."""
    query: str = ""
    permission: Permission = Permission.READ
    post: bool = False
    in_workshop: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An action as it is offered on a page."""

    title: str
    address: str
    symbol: str
    post: bool = False
    fields: dict[str, str] = field(default_factory=dict)


ACTIONS = (
    Action(
        title=_("Ny serviceoffert"),
        view="staff:new-quote",
        symbol="plus",
        words="ny offert skapa new quote create",
        permission=Permission.WRITE,
        post=True,
    ),
    Action(
        title=_("Snabboffert"),
        view="staff:quick-quote",
        symbol="bolt",
        words="quick quote",
        permission=Permission.SEND,
    ),
    Action(
        title=_("Ny serviceorder"),
        view="staff:new-order",
        symbol="plus",
        words="ny order skapa new order create",
        permission=Permission.WRITE,
        post=True,
    ),
    Action(
        title=_("Ny kund"),
        view="staff:new-customer",
        symbol="person",
        words="skapa lägg till new customer",
        permission=Permission.WRITE,
    ),
    Action(
        title=_("Nytt fordon"),
        view="staff:new-vehicle",
        symbol="car",
        words="ny bil skapa lägg till new car vehicle",
        permission=Permission.WRITE,
    ),
    Action(title=_("Rollcenter"), view="staff:centre", symbol="home", words="start hem home"),
    Action(
        title=_("Serviceofferter"),
        view="staff:quotes",
        symbol="quote",
        words="offerter lista quotes list",
    ),
    Action(
        title=_("Offerter som väntar svar"),
        view="staff:quotes",
        symbol="clock",
        words="obesvarade skickade waiting quotes",
        query="?view=waiting",
    ),
    Action(
        title=_("Att göra order av"),
        view="staff:quotes",
        symbol="signed",
        words="godkända undertecknade to order approved signed",
        query="?to_order=1",
    ),
    Action(
        title=_("Serviceordrar"), view="staff:orders", symbol="order", words="ordrar order orders"
    ),
    Action(title=_("Kunder"), view="staff:customers", symbol="people", words="customers"),
    Action(
        title=pgettext_lazy("plural", "Fordon"),
        view="staff:vehicles",
        symbol="car",
        words="bilar cars vehicles",
    ),
    Action(title=_("Larm"), view="staff:alarms", symbol="failed", words="alarm fel alarms"),
    Action(title=_("Artiklar"), view="staff:articles", symbol="article", words="delar parts"),
    Action(title=_("Arbeten"), view="staff:operations", symbol="clock", words="tider labour work"),
    Action(title=_("Paket"), view="staff:packages", symbol="package", words="packages"),
    Action(
        title=_("Inställningar"),
        view="staff:settings",
        symbol="sliders",
        words="gränser påminnelser texter settings limits reminders",
        permission=Permission.SETTINGS,
    ),
    Action(
        title=_("Byt verkstad"),
        view="staff:workshops",
        symbol="home",
        words="change workshop",
        in_workshop=False,
    ),
    Action(
        title=_("Logga ut"),
        view="staff:logout",
        symbol="external",
        words="avsluta log out sign out logout",
        post=True,
        in_workshop=False,
    ),
)


def offers_for(request: StaffRequest, text: str) -> list[Offer]:
    """Return what may be done and is called something like the text; without a text everything."""
    words = _plain(text).split()
    return [
        Offer(
            title=str(action.title),
            address=_address(action, request) + action.query,
            symbol=action.symbol,
            post=action.post,
        )
        for action in ACTIONS
        if request.actor.may(action.permission) and _is_called(action, words)
    ]


def _is_called(action: Action, words: list[str]) -> bool:
    names = _plain(f"{action.title} {action.words}").split()
    return all(any(name.startswith(word) for name in names) for word in words)


def _plain(text: str) -> str:
    return fold(text).translate(WITHOUT_DOTS)


def _address(action: Action, request: StaffRequest) -> str:
    return reverse(action.view, args=[request.workshop.slug] if action.in_workshop else [])
