"""The rows of a letter's table, and who has sent it: facts in words, as they are frozen."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from verksign.domain.answers import JobAnswer
from verksign.domain.content import Content, ContentJob, ContentTotals
from verksign.domain.customers import CustomerKind
from verksign.domain.money import NBSP, format_kronor, format_quantity
from verksign.domain.prices import Amounts, PriceKind

type Fact = tuple[str, str]

PRICE_KINDS = {
    PriceKind.FAST: "fast pris",
    PriceKind.UNGEFARLIG: "ungefärligt pris",
    PriceKind.HOGSTA: "högsta pris",
    PriceKind.LOPANDE: "löpande räkning",
}
VAT_WORDS = {Amounts.INCL: "inkl. moms", Amounts.EXCL: "exkl. moms"}


def kronor(ore: int) -> str:
    return format_kronor(ore, decimals="needed")


def car(content: Content) -> tuple[Fact, ...]:
    vehicle = content["vehicle"]
    known = (vehicle["model"], vehicle["plate_display"] or vehicle["vin"])
    words = ", ".join(part for part in known if part)
    return (("Bil", words),) if words else ()


def ordered(content: Content, answer: Mapping[str, Any]) -> tuple[Fact, ...]:
    accepted = {job["id"] for job in answer["jobs"] if job["answer"] == JobAnswer.ACCEPTED}
    return tuple((job["title"], _price(job)) for job in content["jobs"] if job["id"] in accepted)


def proposed(content: Content) -> tuple[Fact, ...]:
    """Every job and their sum, where there is nothing to choose."""
    jobs = ((job["title"], _price(job)) for job in content["jobs"])
    return (*jobs, *sums(content, content["totals"]["everything"]))


def _price(job: ContentJob) -> str:
    return f"{kronor(job['amount_ore'])}, {PRICE_KINDS[PriceKind(job['price_kind'])]}"


def sums(content: Content, total: ContentTotals) -> tuple[Fact, ...]:
    """A consumer reads what is to be paid and how much of it is VAT; a company the sum, the VAT, and both."""
    amounts = Amounts(content["amounts"])
    amount = f"{kronor(total['amount_ore'])} {VAT_WORDS[amounts]}{_limit(total, amounts)}"
    vat = [(_rate(part["rate"]), kronor(part["vat_ore"])) for part in total["vat"]]
    if amounts is Amounts.INCL:
        return (("Att betala", amount), *((f"Varav moms {rate}", ore) for rate, ore in vat))
    return (
        ("Summa", amount),
        *((f"Moms {rate}", ore) for rate, ore in vat),
        ("Att betala", f"{kronor(total['gross_ore'])} inkl. moms"),
    )


def _limit(total: ContentTotals, amounts: Amounts) -> str:
    ceiling = total["ceiling_ore"]
    if ceiling is None:
        return ", inget tak"
    if ceiling <= total["amount_ore"]:
        return ""
    words = "" if amounts is Amounts.INCL else f" {VAT_WORDS[amounts]}"
    return f", kan bli högst {kronor(ceiling)}{words}"


def _rate(rate: str) -> str:
    return f"{format_quantity(Decimal(rate))}{NBSP}%"


def left_out(content: Content, answer: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The jobs that are not ordered, each with what was answered."""
    company = content["customer"]["kind"] == CustomerKind.COMPANY
    words = {
        JobAnswer.LATER: "inte nu",
        JobAnswer.DECLINED: "nej",
        JobAnswer.NOT_CHOSEN: "valdes bort",
        JobAnswer.ASKED: "ni har en fråga" if company else "du har en fråga",
    }
    titles = {job["id"]: job["title"] for job in content["jobs"]}
    parts = [
        f"{titles[job['id']]} ({words[JobAnswer(job['answer'])]})"
        for job in answer.get("jobs", ())
        if job["answer"] != JobAnswer.ACCEPTED
    ]
    return (("Inte beställt", ", ".join(parts)),) if parts else ()


def times(content: Content) -> tuple[Fact, ...]:
    known = (("Lämna bilen", content["drop_off"]), ("Klar", content["ready"]))
    return tuple((label, f"{when[0].upper()}{when[1:]}") for label, when in known if when)


def sender(content: Content) -> tuple[str, ...]:
    """Who has sent the letter, line by line."""
    workshop = content["workshop"]
    number = f"org.nr {workshop['org_number']}" if workshop["org_number"] else ""
    name = ", ".join(filter(None, (workshop["legal_name"] or workshop["name"], number)))
    return tuple(filter(None, (name, workshop["address"])))


def contact(content: Content) -> tuple[tuple[str, str], ...]:
    """How to reach the workshop: words and the address behind them."""
    workshop = content["workshop"]
    known = (
        (workshop["phone"], f"tel:{workshop['phone_e164']}" if workshop["phone_e164"] else ""),
        (workshop["email"], f"mailto:{quote(workshop['email'], safe='@+')}"),
    )
    return tuple((words, address) for words, address in known if words)
