"""A quote with six jobs as it is frozen, the answers it may get, and what was recorded about them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID

from PIL import Image

from tests.kit import files
from verksign.documents.evidence import EventRow, Evidence
from verksign.documents.files import FileKind
from verksign.documents.photos import read_photo
from verksign.domain.answers import ChoiceRule
from verksign.domain.canonical import canonical_json, sha256_hex, utc_text
from verksign.domain.content import Content, digest, freeze
from verksign.domain.content_sums import totals_json
from verksign.domain.customers import CustomerKind
from verksign.domain.drafts import (
    AdviserFacts,
    CustomerParty,
    DocumentDraft,
    JobDraft,
    LineDraft,
    PhotoDraft,
    VehicleFacts,
    WorkshopParty,
)
from verksign.domain.money import Money
from verksign.domain.prices import Discount, LineKind, PriceKind, from_content, profile, total_of
from verksign.domain.severity import Severity

ISSUED = datetime(2026, 11, 24, 7, 12, 4, tzinfo=UTC)
ANSWERED = datetime(2026, 11, 24, 17, 42, 7, tzinfo=UTC)
PROFILE = "reparationsvillkor_2000"
WORKSHOP = WorkshopParty(
    name="Ekbackens Bilverkstad",
    short_name="Ekbacken",
    legal_name="Ekbackens Bilverkstad AB",
    org_number="556677-8899",
    vat_number="SE556677889901",
    f_tax=True,
    address="Ekbacksgatan 8, 211 20 Malmö",
    phone="040-628 04 12",
    phone_e164="+46406280412",
    email="verkstad@ekbacken.example",
    tagline="Service och reparationer i Malmö",
    terms_profile=PROFILE,
    payment_terms="Med kort, Swish eller faktura (10 dagar) när du hämtar bilen.",
    verify_address="svar.ekbacken.example/verify",
    withdraw_address="svar.ekbacken.example/angra",
)


def line(
    text: str, quantity: str, unit: str, price: int, discount: Discount | None = None
) -> LineDraft:
    return LineDraft(
        kind=LineKind.LABOUR if unit == "tim" else LineKind.ARTICLE,
        text=text,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=Money(price),
        discount=discount,
    )


def job_id(number: int) -> str:
    return str(UUID(int=number))


SERVICE = JobDraft(
    id=job_id(1),
    title="Service 12 000 mil",
    lines=[
        line("Arbete enligt serviceplan", "1.8", "tim", 124000),
        line("Motorolja 0W-20", "5.6", "l", 18900),
        line("Filter: olja, luft och kupé", "1", "st", 103460),
        line("Miljöavgift", "1", "st", 6500),
    ],
    finding="Olja, filter och kontroll av 68 punkter enligt bilens serviceplan.",
    price_kind=PriceKind.FAST,
)
BRAKES = JobDraft(
    id=job_id(2),
    title="Bromsar fram: nya skivor och belägg",
    lines=[
        line("Arbete", "2.2", "tim", 124000),
        line("Bromsskivor fram", "2", "st", 84500),
        line("Bromsbelägg fram", "1", "st", 94900),
        line("Rengöring och smörjning", "1", "st", 11300),
        LineDraft(kind=LineKind.TEXT, text="De gamla skivorna sparas tills du hämtar bilen."),
    ],
    finding="Skivorna har djupa spår och beläggen är nere på 2 mm. De ska bytas vid 3 mm.",
    if_not="Bromssträckan blir längre, och bilen kan bli underkänd på besiktningen.",
    severity=Severity.URGENT,
    choice=ChoiceRule.OPTIONAL,
)
LINKS = JobDraft(
    id=job_id(3),
    title="Länkstag fram, båda sidor",
    lines=[
        line("Arbete", "0.8", "tim", 124000),
        line("Länkstag", "2", "st", 38900, Discount(percent=Decimal(10))),
        line("Låsmuttrar", "4", "st", 2450, Discount(ore=1000)),
        line("Provkörning", "0.1", "tim", 124000),
    ],
    finding="Gummit har spruckit och leden glappar. Det knackar när du kör över ett farthinder.",
    if_not="Glappet ökar och kan ge anmärkning på besiktningen.",
    severity=Severity.SOON,
    choice=ChoiceRule.OPTIONAL,
)
BATTERY = JobDraft(
    id=job_id(4),
    title="Startbatteri: original AGM 80 Ah",
    lines=[line("Arbete", "0.4", "tim", 124000), line("Batteri, original", "1", "st", 289000)],
    finding="Batteriet orkar 41 procent av vad det gjorde som nytt. 5 års garanti.",
    if_not="Bilen kan vägra starta när det blir kallt.",
    severity=Severity.SOON,
    choice=ChoiceRule.ALTERNATIVE,
    group="startbatteri",
    price_kind=PriceKind.FAST,
    fixed_price=Money(355500),
)
CHEAPER_BATTERY = JobDraft(
    id=job_id(5),
    title="Startbatteri: likvärdigt AGM 80 Ah",
    lines=[line("Arbete", "0.4", "tim", 124000), line("Batteri, likvärdigt", "1", "st", 209000)],
    finding="Annat märke med samma styrka, 3 års garanti.",
    severity=Severity.SOON,
    choice=ChoiceRule.ALTERNATIVE,
    group="startbatteri",
    price_kind=PriceKind.FAST,
    fixed_price=Money(275500),
)
WIPERS = JobDraft(
    id=job_id(6),
    title="Torkarblad fram",
    lines=[
        line("Arbete", "0.1", "tim", 124000),
        line("Torkarblad", "1", "st", 37900),
        line("Kontroll av spolarmunstycken", "1", "st", 0),
    ],
    finding="Bladen lämnar ränder, och det syns mest i mörker.",
    severity=Severity.LATER,
    choice=ChoiceRule.OPTIONAL,
    price_kind=PriceKind.HOGSTA,
)
JOBS = [SERVICE, BRAKES, LINKS, BATTERY, CHEAPER_BATTERY, WIPERS]
ANSWERS = ["accepted", "accepted", "asked", "not_chosen", "accepted", "later"]


def content(
    jobs: Sequence[JobDraft] = JOBS,
    *,
    kind: CustomerKind = CustomerKind.CONSUMER,
    customer: str = "Karin Holmgren",
    **changes: Any,
) -> Content:
    company = kind is CustomerKind.COMPANY
    draft = DocumentDraft(
        amounts=kind.amounts,
        number="SOF-10482",
        version=2,
        document_id="VS-7F3K-92QD",
        valid_until=date(2026, 12, 8),
        price_kind=PriceKind.UNGEFARLIG,
        reported="Det gnisslar när jag bromsar, och något knackar fram när jag kör över farthinder. "
        "Bilen har varit trög att starta i kylan.",
        drop_off="torsdag 26 november kl. 07:30",
        ready="samma dag kl. 16:00",
        workshop=WORKSHOP,
        customer=CustomerParty(
            kind=kind,
            name=customer,
            org_number="556012-3456" if company else "",
            address="Lönngatan 14, 214 49 Malmö",
            phone="070-174 06 31",
            email="karin.holmgren@mail.example",
        ),
        vehicle=VehicleFacts(
            plate="ABC12D",
            plate_display="ABC 12D",
            vin="YV1FW79C1H1234567",
            model="Volvo V60 D4",
            year="2017",
            mileage="12 040 mil",
        ),
        adviser=AdviserFacts(name="Anna Nyberg", first_name="Anna", role="kundmottagare"),
        jobs=jobs,
    )
    return freeze(replace(draft, **changes), now=ISSUED)


def answer(
    frozen: Content,
    answers: Sequence[str] = ANSWERS,
    shown: bytes | None = None,
    *,
    way: str = "link",
    signer: str = "Karin Holmgren",
    reason: str = "",
    consents: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    jobs = frozen["jobs"]
    said = list(zip(jobs, answers, strict=True))
    chosen = [job["id"] for job, word in said if word == "accepted"]
    verbal = way in {"phone", "desk"}
    total = total_of(from_content(jobs), chosen, profile(PROFILE))
    return canonical_json(
        {
            "format": "verksign.answer/1",
            "document_id": frozen["document_id"],
            "version": frozen["version"],
            "content_sha256": digest(frozen),
            "shown_sha256": "" if shown is None else sha256_hex(shown),
            "answered_at": utc_text(ANSWERED),
            "way": way,
            "method": way,
            "signer": {"name": signer, "email": "karin.holmgren@mail.example"},
            "jobs": [
                {
                    "id": job["id"],
                    "no": job["no"],
                    "answer": word,
                    "amount_ore": job["amount_ore"],
                    "ceiling_ore": job["ceiling_ore"],
                }
                for job, word in said
            ],
            "total": totals_json(total),
            "currency": "SEK",
            "consents": list(consents),
            "button": {"version": "", "text": ""} if verbal else frozen["texts"]["button"],
            "reason": reason,
        }
    )


CONSENTS = [
    {
        "key": "start",
        "version": "DAL-8 v1",
        "text": "Jag vill att arbetet påbörjas innan ångerfristen på 14 dagar har gått ut. "
        "Om jag ångrar mig betalar jag för det arbete som då har utförts.",
        "ticked": True,
    },
    {
        "key": "ends",
        "version": "DAL-9 v1",
        "text": "Jag godkänner att ångerrätten upphör när arbetet är helt utfört.",
        "ticked": False,
    },
]
EVENTS = [
    (0, "Offerten skapades", "Version 2, Anna Nyberg"),
    (6, "PDF:en frystes", "SHA-256 9f2c41d0…"),
    (8, "Sms skickades", "Till 070-••• •• 31, meddelande 3b7e91"),
    (11, "Sms levererades", "Kvitto från operatören"),
    (36513, "Kunden öppnade offerten", "Tryckte på Visa offerten"),
    (37554, "Svaren skickades", "Sex svar"),
    (37803, "Kunden beställde", "Knapp: Beställ – med betalningsskyldighet"),
]


def evidence(frozen: Content, shown: bytes | None, answer_json: bytes, **changes: Any) -> Evidence:
    rows = [
        EventRow(
            at=ISSUED + timedelta(seconds=seconds),
            words=words,
            detail=detail,
            hash=hashlib.sha256(words.encode()).hexdigest(),
        )
        for seconds, words, detail in EVENTS
    ]
    recorded = Evidence(
        method="Godkänd via länk",
        content_sha256=digest(frozen),
        shown_sha256="" if shown is None else sha256_hex(shown),
        answer_sha256=sha256_hex(answer_json),
        chain_head=rows[-1].hash,
        events=rows,
        verify_address="https://svar.ekbacken.example/verify",
        root_fingerprint="3a" * 32,
        address_masked="070-••• •• 31",
        ip="192.0.2.44",
        agent="Safari 26, iPhone",
        withdrawal_ends=date(2026, 12, 8),
    )
    return replace(recorded, **changes)


def picture(width: int = 960, height: int = 720) -> bytes:
    return read_photo(files.jpeg(width, height), FileKind.JPEG).page.jpeg


def photo_of(jpeg: bytes, alt: str = "") -> PhotoDraft:
    with Image.open(BytesIO(jpeg)) as image:
        width, height = image.size
    return PhotoDraft(
        sha256=sha256_hex(jpeg),
        large_sha256=sha256_hex(jpeg),
        small_sha256=sha256_hex(jpeg),
        width=width,
        height=height,
        alt=alt,
        by="Ali",
        added=date(2026, 11, 24),
    )
