"""What has been done to a quote, in words: one for each code that a use case writes in its history."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DONE: dict[str, Promise] = {
    "quote.created": _("Skapade offerten"),
    "quote.copied": _("Kopierade offerten"),
    "quote.changed": _("Ändrade"),
    "quote.job_added": _("Nytt jobb"),
    "quote.job_changed": _("Ändrade jobb"),
    "quote.job_moved": _("Flyttade jobb"),
    "quote.job_removed": _("Tog bort jobb"),
    "quote.package_inserted": _("Infogade paket"),
    "quote.line_added": _("Ny rad"),
    "quote.line_changed": _("Ändrade rad"),
    "quote.line_removed": _("Tog bort rad"),
    "quote.undone": _("Ångrade"),
    "quote.sent": _("Skickade digital offert"),
    "quote.reopened": _("Började på en ny version"),
    "quote.reminded": _("Påminde kunden"),
    "quote.recipient_corrected": _("Rättade mottagaren"),
    "quote.handed_over": _("Lämnade över på plats"),
    "quote.cancelled": _("Avbröt den digitala offerten"),
    "quote.answer_recorded": _("Registrerade svar"),
    "upsell.sent": _("Skickade digital merförsäljning"),
    "upsell.reminded": _("Påminde kunden om merförsäljningen"),
    "upsell.recipient_corrected": _("Rättade merförsäljningens mottagare"),
    "upsell.handed_over": _("Lämnade över merförsäljningen på plats"),
    "upsell.cancelled": _("Avbröt den digitala merförsäljningen"),
    "upsell.answer_recorded": _("Registrerade svar på merförsäljning"),
    "order_confirmation.sent": _("Skickade digital orderbekräftelse"),
    "order_confirmation.reminded": _("Påminde kunden om orderbekräftelsen"),
    "order_confirmation.recipient_corrected": _("Rättade orderbekräftelsens mottagare"),
    "order_confirmation.handed_over": _("Lämnade över orderbekräftelsen på plats"),
    "order_confirmation.cancelled": _("Avbröt den digitala orderbekräftelsen"),
    "message.resent": _("Skickade meddelandet igen"),
    "message.counted": _("Räknade meddelandet som skickat"),
    "order.created": _("Skapade serviceorder"),
    "order.changed": _("Ändrade"),
    "order.job_work": _("Ändrade arbetet"),
    "order.jobs_joined": _("Lade till godkända jobb"),
    "order.closed": _("Avslutade ordern"),
    "order.reopened": _("Öppnade ordern igen"),
    "order.removed": _("Tog bort ordern"),
    "order.finding_reported": _("Ny anmärkning"),
    "order.job_dropped": _("Avfärdade merförsäljning"),
    "order.answer_acknowledged": _("Kvitterade svaret"),
    "order.note_changed": _("Flyttade servicenoteringen"),
    "order.note_done": _("Servicenoteringen är klar"),
    "order.note_offered": _("Erbjöd igen"),
    "quote.attachment_added": _("Bifogade fil"),
    "quote.attachment_changed": _("Ändrade bifogad fil"),
    "quote.attachment_marked": _("Ritade på foto"),
    "quote.attachment_moved": _("Flyttade bifogad fil"),
    "quote.attachment_removed": _("Tog bort bifogad fil"),
}
OTHER = _("Ändrade offerten")


def done(code: str) -> str:
    """An order's jobs are edited like a quote's, and told in the same words."""
    as_of_quote = code.replace("order.", "quote.", 1)
    return str(DONE.get(code) or DONE.get(as_of_quote, OTHER))
