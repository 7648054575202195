from django.apps import AppConfig


class WordingConfig(AppConfig):
    name = "verksign.wording"
    label = "wording"
