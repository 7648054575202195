from django.urls import path

from verksign.staff.settings import limits, views

urlpatterns = [
    path("", views.index, name="settings"),
    path("paminnelser", views.reminders, name="settings-reminders"),
    path("brickor", limits.limits, name="settings-limits"),
]
