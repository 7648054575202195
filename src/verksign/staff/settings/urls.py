from django.urls import path

from verksign.staff.settings import limits, look, texts, views

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
    path("utseende", look.look, name="settings-look"),
    path("utseende/logotyp", look.logo, name="settings-logo"),
    path("utseende/logotyp/ta-bort", look.drop_logo, name="settings-drop-logo"),
    path("utseende/logotyp.png", look.logo_picture, name="settings-logo-picture"),
    path("brickor", limits.limits, name="settings-limits"),
]
