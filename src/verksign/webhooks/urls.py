from django.urls import path

from verksign.webhooks import views

app_name = "webhooks"
urlpatterns = [
    path("46elks/<str:secret>/<uuid:message_id>", views.sms_report, name="sms-report"),
]
