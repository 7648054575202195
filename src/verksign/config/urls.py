from django.urls import include, path

from verksign.wording.pages import favicon

handler400 = "verksign.wording.pages.bad_request"
handler403 = "verksign.wording.pages.forbidden"
handler404 = "verksign.wording.pages.not_found"
handler500 = "verksign.portal.trouble.server_error"

urlpatterns = [
    path("favicon.ico", favicon, name="favicon"),
    path("", include("verksign.staff.urls")),
    path("", include("verksign.portal.urls")),
    path("in/", include("verksign.webhooks.urls")),
]
