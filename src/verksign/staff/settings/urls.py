from django.urls import path

from verksign.staff.settings import views

urlpatterns = [
    path("", views.index, name="settings"),
    path("paminnelser", views.reminders, name="settings-reminders"),
]
