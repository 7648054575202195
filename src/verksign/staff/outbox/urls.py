from django.urls import path

from verksign.staff.outbox import views

urlpatterns = [
    path("outbox", views.outbox, name="outbox"),
    path("outbox/<str:message_id>", views.message, name="outbox-message"),
    path("outbox/<str:message_id>/html", views.html_part, name="outbox-html"),
    path("outbox/<str:message_id>/bilaga/<path:name>", views.attachment, name="outbox-attachment"),
]
