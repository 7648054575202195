from django.urls import path

from verksign.staff.quick_quotes import packages, views

urlpatterns = [
    path("", views.quick_quote, name="quick-quote"),
    path("sok", views.look_again, name="quick-quote-look"),
    path("paket", packages.find_packages, name="quick-quote-packages"),
]
