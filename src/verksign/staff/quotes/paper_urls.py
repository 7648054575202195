"""Sendings and the papers of them lie beside the quotes: an order will have its own."""

from django.urls import path

from verksign.staff.quotes import documents

urlpatterns = [
    path("dokument/<uuid:document_id>/", documents.document, name="document"),
    path("dokument/<uuid:document_id>/offert.pdf", documents.offer_pdf, name="offer-pdf"),
    path("dokument/<uuid:document_id>/avtal.pdf", documents.agreement_pdf, name="agreement-pdf"),
    path("muntliga-svar/<uuid:answer_id>.pdf", documents.verbal_pdf, name="verbal-pdf"),
]
