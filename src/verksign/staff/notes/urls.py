from django.urls import path

from verksign.staff.notes import views

urlpatterns = [
    path("", views.notes, name="notes"),
    path("<uuid:note_id>/andra", views.change, name="change-note"),
    path("<uuid:note_id>/klar", views.finish, name="finish-note"),
    path("<uuid:note_id>/erbjud", views.offer, name="offer-note"),
]
