from django.urls import path

from verksign.staff.orders import card, lists

urlpatterns = [
    path("", lists.orders, name="orders"),
    path("<uuid:order_id>/", card.order, name="order"),
]
