from django.urls import path

from verksign.staff.quotes import lists, views

urlpatterns = [
    path("", lists.quotes, name="quotes"),
    path("rader", lists.quote_rows, name="quote-rows"),
    path("ny", views.new_quote, name="new-quote"),
    path("<uuid:quote_id>/", views.quote, name="quote"),
]
