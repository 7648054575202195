from django.urls import path

from verksign.staff.centre import views

urlpatterns = [
    path("", views.centre, name="centre"),
]
