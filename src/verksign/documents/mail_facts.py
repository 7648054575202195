"""The rows of a letter's table, and who has sent it: facts in words, as they are frozen."""

from decimal import Decimal
from urllib.parse import quote

from verksign.documents.mail_matter import Matter
from verksign.domain.answers import JobAnswer
from verksign.domain.content import Content, ContentJob
from verksign.domain.content_sums import ContentTotals
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


def car(matter: Matter) -> tuple[Fact, ...]:
    vehicle = matter.content["vehicle"]
    known = (vehicle["model"], vehicle["plate_display"] or vehicle["vin"])
    words = ", ".join(part for part in known if part)
    return ((matter.say("Bil"), words),) if words else ()


def ordered(matter: Matter) -> tuple[Fact, ...]:
    jobs = matter.answer["jobs"]
    accepted = {job["id"] for job in jobs if job["answer"] == JobAnswer.ACCEPTED}
    return tuple(
        (job["title"], _price(matter, job))
        for job in matter.content["jobs"]
        if job["id"] in accepted
    )


def proposed(matter: Matter) -> tuple[Fact, ...]:
    """Every job and their sum, where there is nothing to choose."""
    jobs = ((job["title"], _price(matter, job)) for job in matter.content["jobs"])
    return (*jobs, *sums(matter, matter.content["totals"]["everything"]))


def _price(matter: Matter, job: ContentJob) -> str:
    kind = matter.say(PRICE_KINDS[PriceKind(job["price_kind"])])
    return f"{kronor(job['amount_ore'])}, {kind}"


def sums(matter: Matter, total: ContentTotals) -> tuple[Fact, ...]:
    """A consumer reads what is to be paid and how much of it is VAT; a company the sum, the VAT, and both."""
    say, amounts = matter.say, Amounts(matter.content["amounts"])
    amount = f"{kronor(total['amount_ore'])} {say(VAT_WORDS[amounts])}{_limit(matter, total)}"
    vat = [(_rate(part["rate"]), kronor(part["vat_ore"])) for part in total["vat"]]
    if amounts is Amounts.INCL:
        return (
            (say("Att betala"), amount),
            *((f"{say('Varav moms')} {rate}", ore) for rate, ore in vat),
        )
    return (
        (say("Summa"), amount),
        *((f"{say('Moms')} {rate}", ore) for rate, ore in vat),
        (say("Att betala"), f"{kronor(total['gross_ore'])} {say('inkl. moms')}"),
    )


def _limit(matter: Matter, total: ContentTotals) -> str:
    say, amounts = matter.say, Amounts(matter.content["amounts"])
    ceiling = total["ceiling_ore"]
    if ceiling is None:
        return f", {say('inget tak')}"
    if ceiling <= total["amount_ore"]:
        return ""
    words = "" if amounts is Amounts.INCL else f" {say(VAT_WORDS[amounts])}"
    return f", {say('kan bli högst')} {kronor(ceiling)}{words}"


def _rate(rate: str) -> str:
    return f"{format_quantity(Decimal(rate))}{NBSP}%"


def left_out(matter: Matter) -> tuple[Fact, ...]:
    """The jobs that are not ordered, each with what was answered."""
    content, answer = matter.content, matter.answer
    words = {
        JobAnswer.LATER: "inte nu",
        JobAnswer.DECLINED: "nej",
        JobAnswer.NOT_CHOSEN: "valdes bort",
        JobAnswer.ASKED: "du har en fråga" if matter.consumer else "ni har en fråga",
    }
    titles = {job["id"]: job["title"] for job in content["jobs"]}
    parts = [
        f"{titles[job['id']]} ({matter.say(words[JobAnswer(job['answer'])])})"
        for job in answer.get("jobs", ())
        if job["answer"] != JobAnswer.ACCEPTED
    ]
    return ((matter.say("Inte beställt"), ", ".join(parts)),) if parts else ()


def times(matter: Matter) -> tuple[Fact, ...]:
    say, content = matter.say, matter.content
    known = ((say("Lämna bilen"), content["drop_off"]), (say("Klar"), content["ready"]))
    return tuple((label, f"{when[0].upper()}{when[1:]}") for label, when in known if when)


def sender(matter: Matter) -> tuple[str, ...]:
    """Who has sent the letter, line by line."""
    workshop = matter.content["workshop"]
    number = f"{matter.say('org.nr')} {workshop['org_number']}" if workshop["org_number"] else ""
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
