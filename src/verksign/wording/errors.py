"""One clear Swedish sentence for each error: what is wrong and what to do."""

from functools import singledispatch

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verksign.documents.files import FileRefused
from verksign.domain.access import NotPermitted
from verksign.domain.answers import AnswersIncomplete, ChoiceNotAllowed
from verksign.domain.completeness import Problem, ProblemCode, QuoteIncomplete
from verksign.domain.digital_states import ActionNotAllowed, DigitalStatus
from verksign.domain.identifiers import EmailProblem, PlateWarning, VinWarning
from verksign.domain.marks import BadMarks
from verksign.domain.message_states import MessageActionNotAllowed
from verksign.domain.order_making import OrderStep
from verksign.domain.queues import MoveNotAllowed, Queue
from verksign.usecases.attachments.rows import NoRoom
from verksign.usecases.digital.open import AlreadyOpen
from verksign.usecases.lists.export import TooManyRows
from verksign.usecases.messages.caps import TooManySms
from verksign.usecases.messages.todo import AlreadyDone
from verksign.usecases.orders.close import ExtraJobWaits
from verksign.usecases.orders.make_order import MustAsk
from verksign.usecases.orders.remove import OrderIsEvidence
from verksign.usecases.quotes.editing import EditedMeanwhile, QuoteLocked
from verksign.usecases.quotes.order_taking import OrderClosed
from verksign.usecases.quotes.undo import NothingToUndo
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields
from verksign.usecases.settings.look import ColourTooFaint
from verksign.usecases.setup.people import EmailTaken
from verksign.usecases.setup.throttle import TriedTooOften
from verksign.usecases.signing.hand_over import PaperNotReady
from verksign.usecases.signing.recipients import BadRecipient
from verksign.usecases.signing.remind import NobodyToRemind, RemindedJustNow
from verksign.usecases.signing.reply import AskerIsGone, NothingToAnswer
from verksign.usecases.signing.requests import TooManyRequests
from verksign.usecases.signing.spoken import NeedsWrittenAcceptance
from verksign.usecases.upsell.notes import NoteIsDone
from verksign.wording import changes, orders
from verksign.wording.files import BAD_MARKS, FILES, NO_ROOM

Sentences = dict[str, Promise]


class NoSentence(Exception):
    """An error that nobody has worded; tests find it before a person does."""

    def __init__(self, error: object) -> None:
        super().__init__(error)
        self.error = error


LOG_IN: Sentences = {
    "login_missing": _("Fyll i både e-post och lösenord."),
    "login_wrong": _("E-postadressen och lösenordet hör inte ihop. Försök igen."),
    "password_wrong": _("Lösenordet stämmer inte. Försök igen."),
    "login_too_often": _("För många försök. Vänta en kvart och försök igen."),
    "password_too_short": _("Lösenordet är för kort. Använd minst tio tecken."),
    "password_too_common": _("Lösenordet är för vanligt. Välj ett som ingen gissar."),
    "email_taken": _("Någon loggar redan in med den adressen. Använd en annan."),
}

FIELDS: Sentences = {
    "required": _("Fältet får inte vara tomt. Fyll i det."),
    "too_long": _("Texten är för lång. Korta den."),
    "not_a_choice": _("Det valet finns inte. Välj ett i listan."),
    "not_for_consumers": _("Förvalda tillval binder inte en konsument. Välj valfri."),
    "not_an_amount": _("Beloppet går inte att läsa. Skriv det så här: 1 240,50"),
    "negative": _("Beloppet får inte vara mindre än noll. Ändra det."),
    "amount_too_large": _("Beloppet är för stort. Skriv högst 999 999 999 kr."),
    "quantity_negative": _("Antalet får inte vara mindre än noll. Ge rabatt i stället."),
    "quantity_too_large": _("Antalet är för stort. Skriv mindre än 1 000 000."),
    "number_negative": _("Talet får inte vara mindre än noll. Ändra det."),
    "number_too_large": _("Talet är för stort. Skriv högst 1 000 000."),
    "discount_negative": _("Rabatten får inte vara mindre än noll. Ändra den."),
    "discount_too_large": _("Rabatten kan vara högst 100 %. Sänk den."),
    "not_a_time": _("Datum eller klockslag går inte att läsa. Skriv så här: 2026-11-24 och 09:20"),
    "in_the_future": _("Tiden ligger i framtiden. Skriv när kunden svarade."),
    "one_of_the_group": _("Bara ett av alternativen kan väljas."),
    "deadline_passed": _("Tiden har redan passerat. Skriv en senare, eller lämna fältet tomt."),
    "deadline_after_validity": _("Tiden ligger efter sista dagen att svara. Skriv en tidigare."),
    "answer_missing": _("Välj ett av svaren."),
    "included_go_together": _(
        "Det som ingår hör ihop: ja till allt som ingår, eller nej till hela offerten."
    ),
    "not_a_moment": _("Tiden går inte att läsa. Skriv så här: 16:00, i morgon 7:30 eller 26/11 16"),
    "agreed": _("Det är en del av det som är avtalat med kunden och kan inte ändras."),
    "not_a_date": _("Datumet går inte att läsa. Skriv det så här: 2026-11-24"),
    "unknown_variable": _("Det namnet i klamrar finns inte här. Välj ett nedan. Det gäller"),
    "lone_brace": _("En klammer står ensam. Skriv variabler så här: {regnr}"),
    "link_missing": _("Länken saknas, så kunden kommer ingenstans. Sätt in"),
    "hours_out_of_range": _("Talet går inte. Skriv hela timmar, från 1 till 720."),
    "reminders_out_of_range": _("Talet går inte. Skriv ett helt tal från 0 till 5."),
    "days_out_of_range": _("Talet går inte. Skriv hela dagar, från 1 till 90."),
    "not_a_clock": _("Klockslaget går inte att läsa. Skriv det så här: 20:00"),
    "not_a_colour": _("Färgen går inte att läsa. Skriv den så här: #c2410c"),
    "not_a_duration": _("Tiden går inte att läsa. Skriv den så här: 30 min, 2 tim eller 1 dygn"),
    "duration_too_long": _("Tiden är för lång. Skriv högst 90 dygn."),
    "sooner_than_watch": _("Den här tiden måste vara längre än den första. Ändra en av dem."),
    "not_a_number": _("Skriv ett helt tal med siffror, till exempel 12040."),
    "not_a_quantity": _("Antalet går inte att läsa. Skriv det så här: 1,5"),
    "not_a_discount": _("Rabatten går inte att läsa. Skriv procent (10 %) eller kronor."),
    "not_a_vat_rate": _("Momsen måste vara 25, 12, 6 eller 0 procent. Välj en av dem."),
    "not_a_phone_number": _("Numret ser inte rätt ut. Skriv det så här: 070-123 45 67"),
    "not_a_mobile_number": _("Numret kan inte ta emot sms. Skriv ett mobilnummer."),
    "email_without_at": _("Adressen saknar @. Skriv den så här: namn@exempel.se"),
    "not_an_email": _("Adressen ser inte rätt ut. Kontrollera stavningen."),
    "not_an_org_number": _("Organisationsnumret stämmer inte. Kontrollera siffrorna."),
    "not_a_postcode": _("Postnumret ser inte rätt ut. Skriv det så här: 222 22"),
    "not_a_year": _("Årtalet ser inte rätt ut. Skriv det med fyra siffror."),
    "not_found": _("Det du valde finns inte längre. Välj något annat."),
    "unknown_field": _("Fältet går inte att ändra här. Ladda om sidan."),
    "unknown_method": _("Det sättet att skicka finns inte. Välj SMS eller E-post."),
    "too_many_jobs": _("Offerten har redan så många jobb den kan ha. Gör en offert till."),
    "too_much": _("Offerten kan inte kosta så mycket. Kontrollera antal och pris."),
    "negative_total": _("Jobbet skulle kosta mindre än noll. Sänk rabatten."),
    "nothing_included": _("Fast pris på offerten kräver minst ett jobb som ingår."),
    "job_missing": _("Skriv vad som ska göras, eller välj ett paket."),
    "price_missing": _("Priset saknas. Skriv vad jobbet kostar."),
    "plate_or_vin": _("Fyll i regnr eller chassinummer, så att bilen går att hitta."),
}

INCOMPLETE: Sentences = {
    ProblemCode.NO_JOBS: _("Offerten har inget jobb. Lägg till ett jobb eller ett paket."),
    ProblemCode.NO_CUSTOMER: _("Kund saknas. Välj en kund."),
    ProblemCode.NO_VEHICLE: _("Fordon saknas. Välj ett fordon."),
    ProblemCode.NO_VALID_UNTIL: _("Giltig till saknas. Fyll i datumet."),
    ProblemCode.VALID_UNTIL_PASSED: _("Giltig till har passerat. Välj ett senare datum."),
    ProblemCode.SELLER_MISSING: _(
        "Verkstadens uppgifter är inte kompletta. Be administratören fylla i dem."
    ),
    ProblemCode.CONSUMER_NEEDS_INCL: _(
        "En konsument måste se priser inkl. moms. Ändra kundtyp eller priser."
    ),
    ProblemCode.NO_TITLE: _("Ett jobb saknar namn. Skriv vad som ska göras."),
    ProblemCode.NO_PRICE: _("Ett jobb saknar pris. Fyll i raderna eller ett fast pris."),
    ProblemCode.NO_PRICE_KIND: _("Pristyp saknas. Välj en pristyp."),
    ProblemCode.LOPANDE_WITHOUT_HOURLY_RATE: _(
        "Löpande räkning kräver ett timpris. Lägg till en arbetsrad med pris."
    ),
    ProblemCode.CEILING_BELOW_AMOUNT: _("Taket är lägre än priset. Höj taket eller sänk priset."),
    ProblemCode.NEGATIVE_TOTAL: _("Ett jobb skulle kosta mindre än noll. Sänk rabatten."),
    ProblemCode.NOTHING_INCLUDED: _("Fast pris på offerten kräver minst ett jobb som ingår."),
    ProblemCode.PRESELECTED_FOR_CONSUMER: _(
        "Ett valfritt jobb får inte vara förvalt för en konsument. Ändra valregeln."
    ),
    ProblemCode.ALTERNATIVE_ALONE: _(
        "Ett alternativ behöver minst ett till i samma grupp. Lägg till det eller ändra valregeln."
    ),
}

LOCKED: Sentences = {
    "open": _("Offerten är skickad. Välj Ändra offerten för att göra en ny version."),
    "answered": _("Offerten är besvarad och kan inte ändras. Kopiera den till en ny."),
    "ordered": _("Offerten har blivit serviceorder och kan inte ändras. Kopiera den till en ny."),
    "job_agreed": _(
        "Jobbet är beställt och kan inte ändras. Lägg till det nya som merförsäljning."
    ),
    "job_confirming": _("Orderbekräftelsen är hos kunden. Avbryt den först, om jobbet ska ändras."),
    "job_with_customer": _(
        "Jobbet är hos kunden. Avbryt merförsäljningen först, om det ska ändras."
    ),
    "job_answered": _("Kunden har svarat på jobbet. Det kan inte ändras."),
    "job_found": _("Jobbet kom till under arbetet. Avfärda det i stället, och skriv varför."),
}

MOVED_ON: Sentences = {
    DigitalStatus.DRAFT: _("Offerten är på väg till kunden. Vänta en stund och försök igen."),
    DigitalStatus.SENT: _("Offerten är skickad till kunden. Ladda om sidan."),
    DigitalStatus.SEEN: _("Kunden har redan öppnat offerten. Ladda om sidan."),
    DigitalStatus.FAILED: _("Offerten kom inte fram. Rätta mottagaren och skicka igen."),
    DigitalStatus.SIGNED: _("Kunden hann beställa. Offerten är undertecknad och inget ändrades."),
    DigitalStatus.REJECTED: _("Kunden hann tacka nej. Inget ändrades."),
    DigitalStatus.CANCELLED: _("Offerten är redan avbruten. Inget ändrades."),
    DigitalStatus.EXPIRED: _("Offerten har redan gått ut. Inget ändrades."),
    DigitalStatus.REPLACED: _("En nyare version har tagit över. Ladda om sidan."),
}

ORDERING: Sentences = {
    OrderStep.MAKE: _("Offerten är godkänd. Skapa serviceorder."),
    OrderStep.ASK: _("Offerten är inte godkänd. Registrera svaret, eller gå vidare med ett skäl."),
    OrderStep.ASK_AND_WITHDRAW: _(
        "Offerten väntar på kundens svar. Registrera svaret, eller gå vidare med ett skäl."
    ),
}

QUEUES: Sentences = {
    Queue.FOUND: _("Jobbet saknar pris. Prissätt det först."),
    Queue.PRICED: _("Jobbet är inte hos kunden. Ladda om sidan."),
    Queue.WITH_CUSTOMER: _("Jobbet väntar på kundens svar. Inget ändrades."),
    Queue.ANSWERED: _("Kunden har svarat på jobbet. Inget ändrades."),
    Queue.ARCHIVED: _("Jobbet är redan avslutat. Inget ändrades."),
}

LISTS: Sentences = {
    "name_taken": _("Du har redan en vy med det namnet. Välj ett annat."),
    "too_many_views": _("Du har så många vyer som får plats. Ta bort en först."),
    "too_many_rows": _("Listan är för lång för en fil. Begränsa den, till exempel till en period."),
}

OTHER: Sentences = {
    "already_open": _("Offerten väntar redan på kundens svar. Ändra eller avbryt den först."),
    "quote_changed": _(
        "Offerten har ändrats sedan rutan öppnades. Läs det som visas nu och tryck en gång till."
    ),
    "changed_meanwhile": _("Någon annan sparade under tiden. Ladda om sidan och gör om ändringen."),
    "nothing_to_undo": _("Det finns inget mer att ångra. Offerten är som när den skapades."),
    "no_file": _("Ingen fil är vald. Välj en bild eller en PDF."),
    "message_moved_on": _("Meddelandet har redan gått vidare. Ladda om sidan."),
    "already_done": _("Någon annan har redan markerat raden som klar."),
    "same_recipient": _("Det är dit offerten redan gick. Skriv det rätta, eller skicka igen."),
    "name_too_long": _("Namnet är för långt. Korta det."),
    "number_sms_full": _("Numret har fått så många sms det kan få på ett dygn. Ring i stället."),
    "workshop_sms_full": _(
        "Dygnets sms är slut för verkstaden. Skicka med e-post, eller vänta till i morgon."
    ),
    "paper_not_ready": _("PDF:en görs klar. Försök igen om några sekunder."),
    "reminded_just_now": _(
        "Kunden har fått ett meddelande den senaste timmen. Påminn lite senare."
    ),
    "nobody_to_remind": _(
        "Offerten lämnades över på plats. Rätta mottagaren om kunden ska få en länk."
    ),
    "needs_written_acceptance": _(
        "Verkstaden ringde upp kunden. Då måste svaret vara skriftligt: skicka en länk i stället."
    ),
    "asker_is_gone": _("Länken går till någon annan nu. Ring den som frågade."),
    "nothing_to_answer": _("Kunden vill bli uppringd. Ring, och markera raden som klar."),
    "colour_too_faint": _("Färgen syns för dåligt. Välj en mörkare eller ljusare."),
    "note_is_done": _("Noteringen är redan klar. Ladda om sidan."),
    "order_closed": _("Ordern är avslutad. Öppna den igen först."),
    "too_many_requests": _("Vi har redan flera frågor från dig. Vänta på svar, eller ring oss."),
    "not_permitted": _("Din roll räcker inte till för det här. Fråga administratören."),
}

HINTS: Sentences = {
    PlateWarning.O_AT_END: _("Svenska regnr slutar inte på bokstaven O. Är det en nolla?"),
    PlateWarning.UNKNOWN_FORM: _("Det ser inte ut som ett svenskt regnr. Kontrollera det."),
    VinWarning.LENGTH: _("Ett chassinummer har 17 tecken. Kontrollera det."),
    VinWarning.ALPHABET: _("Ett chassinummer har aldrig I, O eller Q. Kontrollera det."),
    VinWarning.CHECK_DIGIT: _("Chassinumrets kontrollsiffra stämmer inte. Kontrollera det."),
}

EMAIL: Sentences = {
    EmailProblem.NO_AT: FIELDS["email_without_at"],
    EmailProblem.OTHER: FIELDS["not_an_email"],
}

SENTENCES: Sentences = {**LOG_IN, **FIELDS, **LISTS, **OTHER}


def _of(sentences: Sentences, code: str) -> str:
    try:
        return str(sentences[code])
    except KeyError:
        raise NoSentence(code) from None


@singledispatch
def sentence(error: object) -> str:
    """
    Return the sentence for an error, or for the code of one.

    :raises NoSentence: if there is none
    """
    raise NoSentence(error)


sentence.register(str, lambda code: _of(SENTENCES, code))
sentence.register(EmailProblem, lambda code: _of(EMAIL, code))
sentence.register(ProblemCode, lambda code: _of(INCOMPLETE, code))
sentence.register(Problem, lambda problem: _of(INCOMPLETE, problem.code))
sentence.register(QuoteIncomplete, lambda error: sentence(error.problems[0]))
sentence.register(InvalidFields, lambda error: sentence(next(iter(error.problems.values()))))
sentence.register(QuoteLocked, lambda error: _of(LOCKED, error.reason))
sentence.register(ActionNotAllowed, lambda error: _of(MOVED_ON, error.status))
sentence.register(MoveNotAllowed, lambda error: _of(QUEUES, error.queue))
sentence.register(NoteIsDone, lambda error: sentence("note_is_done"))
sentence.register(OrderClosed, lambda error: sentence("order_closed"))
sentence.register(BadRecipient, lambda error: sentence(error.code))
sentence.register(ExtraJobWaits, orders.waits)
sentence.register(OrderIsEvidence, orders.is_evidence)
sentence.register(MustAsk, lambda error: _of(ORDERING, error.step))
sentence.register(AnswersIncomplete, lambda error: sentence("answer_missing"))
sentence.register(ChoiceNotAllowed, lambda error: sentence("included_go_together"))
sentence.register(NeedsWrittenAcceptance, lambda error: sentence("needs_written_acceptance"))
sentence.register(AskerIsGone, lambda error: sentence("asker_is_gone"))
sentence.register(NothingToAnswer, lambda error: sentence("nothing_to_answer"))
sentence.register(TooManySms, lambda error: sentence(error.code))
sentence.register(PaperNotReady, lambda error: sentence("paper_not_ready"))
sentence.register(RemindedJustNow, lambda error: sentence("reminded_just_now"))
sentence.register(NobodyToRemind, lambda error: sentence("nobody_to_remind"))
sentence.register(ColourTooFaint, lambda error: sentence("colour_too_faint"))
sentence.register(TooManyRequests, lambda error: sentence("too_many_requests"))
sentence.register(TriedTooOften, lambda error: sentence("login_too_often"))
sentence.register(MessageActionNotAllowed, lambda error: sentence("message_moved_on"))
sentence.register(AlreadyOpen, lambda error: sentence("already_open"))
sentence.register(ChangedMeanwhile, lambda error: sentence("changed_meanwhile"))
sentence.register(EditedMeanwhile, changes.meanwhile)
sentence.register(NothingToUndo, lambda error: sentence("nothing_to_undo"))
sentence.register(FileRefused, lambda error: _of(FILES, error.fault))
sentence.register(NoRoom, lambda error: _of(NO_ROOM, error.what))
sentence.register(BadMarks, lambda error: str(BAD_MARKS))
sentence.register(AlreadyDone, lambda error: sentence("already_done"))
sentence.register(NotPermitted, lambda error: sentence("not_permitted"))
sentence.register(TooManyRows, lambda error: sentence("too_many_rows"))
sentence.register(EmailTaken, lambda error: sentence("email_taken"))


def sentences(error: InvalidFields) -> dict[str, str]:
    """Return the sentence of each field that cannot be accepted."""
    return {field: sentence(code) for field, code in error.problems.items()}


def hint(warning: PlateWarning | VinWarning) -> str:
    """Return what to look at twice; it stops nothing."""
    return _of(HINTS, warning)
