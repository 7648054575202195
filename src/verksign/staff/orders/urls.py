from django.urls import path

from verksign.staff.orders import (
    card,
    editing,
    extra_job,
    history,
    lists,
    sending,
    spoken_answer,
    upsell_steps,
)
from verksign.staff.quotes import sections

urlpatterns = [
    path("", lists.orders, name="orders"),
    path("ny", editing.new_order, name="new-order"),
    path("flikar", sections.keep_order_open, name="keep-order-open"),
    path("<uuid:order_id>/", card.order, name="order"),
    path("<uuid:order_id>/nytt", card.order_box, name="order-box"),
    path("<uuid:order_id>/historik", history.history, name="order-history"),
    path("<uuid:order_id>/sok/<slug:kind>", editing.look_up, name="order-look-up"),
    path("<uuid:order_id>/andra", editing.change, name="change-order"),
    path("<uuid:order_id>/avsluta", editing.close, name="close-order"),
    path("<uuid:order_id>/oppna", editing.reopen, name="reopen-order"),
    path("<uuid:order_id>/ta-bort", editing.remove, name="remove-order"),
    path("<uuid:order_id>/jobb/<uuid:job_id>/arbete", editing.work, name="job-work"),
    path("<uuid:order_id>/jobb/<uuid:job_id>/", extra_job.extra_job, name="extra-job"),
    path("<uuid:order_id>/jobb/<uuid:job_id>/avfarda", upsell_steps.drop, name="drop-extra-job"),
    path(
        "<uuid:order_id>/jobb/<uuid:job_id>/kvittera", upsell_steps.acknowledge, name="acknowledge"
    ),
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
