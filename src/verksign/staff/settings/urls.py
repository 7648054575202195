from django.urls import path

from verksign.staff.settings import limits, texts, views

urlpatterns = [
    path("", views.index, name="settings"),
    path("paminnelser", views.reminders, name="settings-reminders"),
    path("texter", texts.texts, name="settings-texts"),
    path("texter/<slug:kind>/<slug:channel>/<slug:language>", texts.text, name="settings-text"),
    path(
        "texter/<slug:kind>/<slug:channel>/<slug:language>/prova",
        texts.try_text,
        name="settings-text-preview",
    ),
    path(
        "texter/<slug:kind>/<slug:channel>/<slug:language>/aterstall",
        texts.reset,
        name="settings-text-reset",
    ),
    path("brickor", limits.limits, name="settings-limits"),
]
