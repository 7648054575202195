from django.urls import path

from verksign.staff.orders import card, lists, sending, spoken_answer

urlpatterns = [
    path("", lists.orders, name="orders"),
    path("<uuid:order_id>/", card.order, name="order"),
    path("<uuid:order_id>/merforsaljning/skicka", sending.upsell, name="send-upsell"),
    path("<uuid:order_id>/merforsaljning/svar", spoken_answer.answer, name="answer-extra"),
    path("<uuid:order_id>/merforsaljning/visa", sending.show_upsell, name="preview-upsell"),
    path("<uuid:order_id>/bekraftelse/skicka", sending.confirmation, name="send-confirmation"),
    path(
        "<uuid:order_id>/bekraftelse/visa",
        sending.show_confirmation,
        name="preview-confirmation",
    ),
]
