from django.urls import path

from verksign.staff.quotes import (
    answering,
    cancelling,
    card,
    checking,
    editing,
    lists,
    lookups,
    ordering,
    sending,
    talking,
    views,
)

urlpatterns = [
    path("", lists.quotes, name="quotes"),
    path("rader", lists.quote_rows, name="quote-rows"),
    path("ny", views.new_quote, name="new-quote"),
    path("<uuid:quote_id>/", card.quote, name="quote"),
    path("<uuid:quote_id>/faktaruta", card.fact_box, name="fact-box"),
    path("<uuid:quote_id>/sok/<slug:kind>", lookups.look_up, name="look-up"),
    path("<uuid:quote_id>/andra", editing.change, name="change-quote"),
    path("<uuid:quote_id>/jobb", editing.new_job, name="new-job"),
    path("<uuid:quote_id>/paket", editing.new_package, name="new-package"),
    path("<uuid:quote_id>/jobb/<uuid:job_id>/", editing.job, name="job"),
    path("<uuid:quote_id>/jobb/<uuid:job_id>/flytta", editing.move, name="move-job"),
    path("<uuid:quote_id>/jobb/<uuid:job_id>/ta-bort", editing.drop_job, name="drop-job"),
    path("<uuid:quote_id>/jobb/<uuid:job_id>/rader", editing.new_line, name="new-line"),
    path("<uuid:quote_id>/rader/<uuid:line_id>", editing.line, name="line"),
    path("<uuid:quote_id>/rader/<uuid:line_id>/ta-bort", editing.drop_line, name="drop-line"),
    path("<uuid:quote_id>/kontrollera", checking.check, name="check-quote"),
    path("<uuid:quote_id>/skicka", sending.send, name="send-quote"),
    path("<uuid:quote_id>/forhandsvisa", sending.show_preview, name="preview-quote"),
    path("<uuid:quote_id>/avbryt", cancelling.cancel, name="cancel-quote"),
    path("<uuid:quote_id>/andra-skickad", cancelling.reopen, name="reopen-quote"),
    path("<uuid:quote_id>/svar", answering.answer, name="answer-quote"),
    path("<uuid:quote_id>/svar/lank", answering.send_link, name="send-link"),
    path(
        "<uuid:quote_id>/fragor/<uuid:request_id>/svara", talking.reply, name="answer-question"
    ),
    path("<uuid:quote_id>/order", ordering.order, name="make-order"),
]
