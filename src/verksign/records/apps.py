from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "verksign.records"
    label = "records"
