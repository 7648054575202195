from django.urls import path

from verksign.staff.attachments import drawing, serving, views

urlpatterns = [
    path("<uuid:quote_id>/bilagor", views.attach, name="attach"),
    path("<uuid:quote_id>/bilagor/<uuid:attachment_id>/", views.change, name="attachment"),
    path("<uuid:quote_id>/bilagor/<uuid:attachment_id>/flytta", views.move, name="move-attachment"),
    path(
        "<uuid:quote_id>/bilagor/<uuid:attachment_id>/ta-bort", views.drop, name="drop-attachment"
    ),
    path("<uuid:quote_id>/bilagor/<uuid:attachment_id>/rita", drawing.draw, name="draw"),
    path(
        "<uuid:quote_id>/bilagor/<uuid:attachment_id>/bild/<slug:sha256>.jpg",
        serving.picture,
        name="picture",
    ),
    path(
        "<uuid:quote_id>/bilagor/<uuid:attachment_id>/fil",
        serving.attached_pdf,
        name="attached-pdf",
    ),
]
