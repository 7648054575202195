from django.urls import path

from verksign.staff.orders import lists, views

urlpatterns = [
    path("", lists.orders, name="orders"),
    path("<uuid:order_id>/", views.order, name="order"),
]
