"""
Plates, chassis numbers, organisation numbers, telephone numbers, addresses and names as typed.

What the world allows in odd forms (plates, chassis numbers) is warned about, never refused.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import phonenumbers

STANDARD_PLATE = re.compile(r"[A-HJ-PR-UW-Z]{3}[0-9]{2}[0-9A-HJ-PR-UW-Z]")
DIPLOMATIC_PLATE = re.compile(r"[A-Z]{2}[0-9]{3}[A-Z]")
PERSONAL_PLATE = re.compile(r"[A-ZÅÄÖ0-9 ]{2,7}")

VIN_LENGTH = 17
VIN_ALPHABET = frozenset("ABCDEFGHJKLMNPRSTUVWXYZ0123456789")
VIN_CHECKED_REGIONS = frozenset("12345")
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
VIN_VALUES = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    "P": 7,
    "R": 9,
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
}
VIN_CHECK_PLACE = 8
VIN_CHECK_LETTERS = "0123456789X"

ORG_NUMBER = re.compile(r"(?:16)?(\d{6})-?(\d{4})", re.ASCII)
PERSONAL_NUMBER = re.compile(r"(\d{2})?(\d{2})(\d{2})(\d{2})[-+]?(\d{4})", re.ASCII)
VAT_NUMBER = re.compile(r"SE(\d{10})01", re.ASCII)
COORDINATION_DAYS = 60
LEAST_THIRD_DIGIT_OF_ORG = 2

LONGEST_EMAIL = 254
LONGEST_LOCAL_PART = 64
LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
DOMAIN = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])", re.ASCII
)

KEPT_JOINER = "\u200d"
WEB_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.)\S*|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE
)
MOBILE_TYPES = frozenset(
    {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}
)
SWEDEN = 46


class PlateKind(StrEnum):
    STANDARD = "standard"
    PERSONAL = "personal"
    DIPLOMATIC = "diplomatic"
    OTHER = "other"


class PlateWarning(StrEnum):
    O_AT_END = "o_at_end"
    UNKNOWN_FORM = "unknown_form"


class VinWarning(StrEnum):
    LENGTH = "length"
    ALPHABET = "alphabet"
    CHECK_DIGIT = "check_digit"


class EmailProblem(StrEnum):
    NO_AT = "no_at"
    OTHER = "other"


class NotAnOrgNumber(Exception):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class NotAPhoneNumber(Exception):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


@dataclass(frozen=True, slots=True)
class Plate:
    normalised: str
    display: str
    kind: PlateKind
    warnings: tuple[PlateWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class Vin:
    normalised: str
    warnings: tuple[VinWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class OrgNumber:
    """`is_personal`: a sole trader's, which is a person's own number and protected as such."""

    digits: str
    is_personal: bool

    @property
    def display(self) -> str:
        return f"{self.digits[:6]}-{self.digits[6:]}"

    @property
    def vat_number(self) -> str:
        return f"SE{self.digits}01"


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    e164: str
    display: str
    is_mobile: bool


def read_plate(text: str) -> Plate:
    """Return the plate for storing and for showing; whatever is typed is accepted."""
    typed = " ".join(clean_name(text).upper().replace("-", " ").split())
    tight = typed.replace(" ", "")
    if STANDARD_PLATE.fullmatch(tight):
        warnings = (PlateWarning.O_AT_END,) if tight.endswith("O") else ()
        return Plate(tight, f"{tight[:3]} {tight[3:]}", PlateKind.STANDARD, warnings)
    if DIPLOMATIC_PLATE.fullmatch(tight):
        return Plate(tight, f"{tight[:2]} {tight[2:5]} {tight[5]}", PlateKind.DIPLOMATIC)
    if PERSONAL_PLATE.fullmatch(typed):
        return Plate(tight, typed, PlateKind.PERSONAL)
    return Plate(tight, typed, PlateKind.OTHER, (PlateWarning.UNKNOWN_FORM,) if tight else ())


def read_vin(text: str) -> Vin:
    """Return the chassis number with hints; older vehicles have shorter ones."""
    vin = "".join(clean_name(text).upper().split())
    if not vin:
        return Vin("")
    warnings = []
    if len(vin) != VIN_LENGTH:
        warnings.append(VinWarning.LENGTH)
    if not set(vin) <= VIN_ALPHABET:
        warnings.append(VinWarning.ALPHABET)
    if not warnings and vin[0] in VIN_CHECKED_REGIONS and not _vin_checks(vin):
        warnings.append(VinWarning.CHECK_DIGIT)
    return Vin(vin, tuple(warnings))


def _vin_checks(vin: str) -> bool:
    total = sum(VIN_VALUES[each] * weight for each, weight in zip(vin, VIN_WEIGHTS, strict=True))
    return vin[VIN_CHECK_PLACE] == VIN_CHECK_LETTERS[total % 11]


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled // 10 + doubled % 10
    return total % 10 == 0


def read_org_number(text: str) -> OrgNumber:
    """
    Return an organisation number, also a sole trader's, which is a personal number.

    :raises NotAnOrgNumber: if it has another length or its last digit does not fit
    """
    tight = re.sub(r"\s", "", text)
    found = ORG_NUMBER.fullmatch(tight)
    digits = found[1] + found[2] if found else ""
    if digits and _luhn(digits) and int(digits[2]) >= LEAST_THIRD_DIGIT_OF_ORG:
        return OrgNumber(digits, is_personal=False)
    if is_personal_number(tight):
        return OrgNumber(re.sub(r"\D", "", tight)[-10:], is_personal=True)
    raise NotAnOrgNumber(text)


def is_personal_number(text: str) -> bool:
    """Return whether this is a personal number or a co-ordination number."""
    found = PERSONAL_NUMBER.fullmatch(re.sub(r"\s", "", text))
    if not found:
        return False
    century, year, month, day, last = found.groups()
    centuries = [century] if century else ["19", "20"]
    born = int(day) - COORDINATION_DAYS if int(day) > COORDINATION_DAYS else int(day)
    return _luhn(year + month + day + last) and any(
        _is_date(int(each + year), int(month), born) for each in centuries
    )


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_vat_number(text: str) -> bool:
    found = VAT_NUMBER.fullmatch(re.sub(r"[\s-]", "", text.upper()))
    return found is not None and _luhn(found[1])


def parse_phone(text: str) -> PhoneNumber:
    """
    Return a number that exists in its country's plan; without a country code it is Swedish.

    :raises NotAPhoneNumber: if there is no such number
    """
    try:
        number = phonenumbers.parse(text, "SE")
    except phonenumbers.NumberParseException:
        raise NotAPhoneNumber(text) from None
    if not phonenumbers.is_valid_number(number):
        raise NotAPhoneNumber(text)
    national = number.country_code == SWEDEN
    form = phonenumbers.PhoneNumberFormat
    return PhoneNumber(
        e164=phonenumbers.format_number(number, form.E164),
        display=phonenumbers.format_number(
            number, form.NATIONAL if national else form.INTERNATIONAL
        ),
        is_mobile=phonenumbers.number_type(number) in MOBILE_TYPES,
    )


def display_phone(stored: str) -> str:
    """Return a stored number as Swedes write it; what is no number stands as it is."""
    try:
        return parse_phone(stored).display
    except NotAPhoneNumber:
        return stored


def is_mobile(text: str) -> bool:
    """Return whether an SMS can be sent to the number."""
    try:
        return parse_phone(text).is_mobile
    except NotAPhoneNumber:
        return False


def email_problem(text: str) -> EmailProblem | None:
    """Return what is wrong with an address; whether it exists only a letter can tell."""
    address = text.strip()
    if "@" not in address:
        return EmailProblem.NO_AT
    local, _, domain = address.rpartition("@")
    fits = (
        len(address) <= LONGEST_EMAIL
        and len(local) <= LONGEST_LOCAL_PART
        and LOCAL_PART.fullmatch(local)
        and DOMAIN.fullmatch(_ascii_domain(domain))
    )
    return None if fits else EmailProblem.OTHER


def clean_email(text: str) -> str:
    """Return a right address as it is stored and used: its domain in small ASCII letters."""
    local, _, domain = text.strip().rpartition("@")
    return f"{local}@{_ascii_domain(domain)}"


def _ascii_domain(domain: str) -> str:
    try:
        return domain.lower().encode("idna").decode()
    except UnicodeError:
        return ""


def clean_text(text: str) -> str:
    """Return the text in NFC without characters that steer how it is shown; lines are kept."""
    for typed, kept in (("\r\n", "\n"), ("\r", "\n"), ("\t", " ")):
        text = text.replace(typed, kept)
    text = unicodedata.normalize("NFC", text)
    return "".join(each for each in text if each == "\n" or not _steers(each)).strip()


def clean_name(text: str) -> str:
    """Return a name on one line, without web addresses that a message would make links of."""
    plain = "".join(" " if each.isspace() else each for each in text)
    return " ".join(WEB_ADDRESS.sub(" ", clean_text(plain)).split())


def _steers(character: str) -> bool:
    """Control, format (bidirectional, zero width), half surrogates; emoji keep their joiner."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character != KEPT_JOINER
