from django.urls import path, register_converter

from verksign.portal import asking, declining, papers, pictures, previewing, verifying, views


class Bent:
    """A token, perhaps with the slash that people and programs put behind an address."""

    regex = "[^/]+/?"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Bent, "bent")

app_name = "portal"
urlpatterns = [
    path("o/<bent:token>", views.page, name="page"),
    path("O/<bent:token>", views.capital, name="capital"),
    path("o/<str:token>/visa", views.see, name="see"),
    path("o/<str:token>/kontrollera", views.check, name="check"),
    path("o/<str:token>/bestall", views.order, name="order"),
    path("o/<str:token>/nej", declining.decline, name="decline"),
    path("o/<str:token>/fraga", asking.ask, name="ask"),
    path("o/<str:token>/offert.pdf", papers.offer, name="offer"),
    path("o/<str:token>/avtal.pdf", papers.agreement, name="agreement"),
    path("o/<str:token>/bild/<slug:sha256>.jpg", pictures.picture, name="picture"),
    path("o/<str:token>/logo/<slug:sha256>.png", pictures.logo, name="logo"),
    path("o/<str:token>/bilaga/<slug:sha256>.pdf", pictures.attached, name="attached"),
    path("forhandsvisning/<str:given>", previewing.preview, name="preview"),
    path(
        "forhandsvisning/<str:given>/bild/<slug:sha256>.jpg",
        pictures.preview_picture,
        name="preview-picture",
    ),
    path(
        "forhandsvisning/<str:given>/logo/<slug:sha256>.png",
        pictures.preview_logo,
        name="preview-logo",
    ),
    path("verify", verifying.verify, name="verify"),
    path("kontrollera", verifying.verify, name="verify-sv"),
    path("verify/root.pem", verifying.root, name="root"),
]
