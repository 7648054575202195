from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "verksign.staff"
    label = "staff"
