from django.urls import include, path

handler400 = "verksign.wording.pages.bad_request"
handler403 = "verksign.wording.pages.forbidden"
handler404 = "verksign.wording.pages.not_found"
handler500 = "verksign.portal.trouble.server_error"

urlpatterns = [
    path("", include("verksign.staff.urls")),
    path("", include("verksign.portal.urls")),
    path("in/", include("verksign.webhooks.urls")),
]
