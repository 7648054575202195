"""Sendings and the papers of them lie beside the quotes and the orders that sent them."""

from django.urls import path

from verksign.staff.orders import reaching
from verksign.staff.quotes import documents

urlpatterns = [
    path("dokument/<uuid:document_id>/", documents.document, name="document"),
    path("dokument/<uuid:document_id>/offert.pdf", documents.offer_pdf, name="offer-pdf"),
    path("dokument/<uuid:document_id>/avtal.pdf", documents.agreement_pdf, name="agreement-pdf"),
    path("dokument/<uuid:document_id>/paminn", reaching.remind, name="remind-sending"),
    path("dokument/<uuid:document_id>/mottagare", reaching.correct, name="correct-sending"),
    path("dokument/<uuid:document_id>/aterkalla", reaching.withdraw, name="withdraw-sending"),
    path("muntliga-svar/<uuid:answer_id>.pdf", documents.verbal_pdf, name="verbal-pdf"),
]
