from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "verksign.portal"
    label = "portal"
