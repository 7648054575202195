from django.urls import path

from verksign.staff.access import views

urlpatterns = [
    path("", views.home, name="home"),
    path("login", views.log_in, name="login"),
    path("login/igen", views.log_in_again, name="login-again"),
    path("logout", views.log_out, name="logout"),
    path("login/forsta/<uuid:user_id>/<str:token>", views.first_log_in, name="first-login"),
    path("v/", views.choose_workshop, name="workshops"),
]
