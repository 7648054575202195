from django.urls import path

from verksign.staff.handover import views

urlpatterns = [path("las", views.take_back, name="give-back")]
