from django.urls import include, path

app_name = "staff"
urlpatterns = [
    path("", include("verksign.staff.access.urls")),
    path("", include("verksign.staff.handover.urls")),
    path("", include("verksign.staff.outbox.urls")),
    path("v/<slug:slug>/", include("verksign.staff.centre.urls")),
    path("v/<slug:slug>/", include("verksign.staff.quotes.paper_urls")),
    path("v/<slug:slug>/offerter/", include("verksign.staff.quotes.urls")),
    path("v/<slug:slug>/offerter/", include("verksign.staff.attachments.urls")),
    path("v/<slug:slug>/snabboffert/", include("verksign.staff.quick_quotes.urls")),
    path("v/<slug:slug>/ordrar/", include("verksign.staff.orders.urls")),
    path("v/<slug:slug>/fyrsteg/", include("verksign.staff.upsell.urls")),
    path("v/<slug:slug>/servicenoteringar/", include("verksign.staff.notes.urls")),
    path("v/<slug:slug>/installningar/", include("verksign.staff.settings.urls")),
    path("v/<slug:slug>/listor/", include("verksign.staff.lists.urls")),
    path("v/<slug:slug>/", include("verksign.staff.floor.urls")),
    path("v/<slug:slug>/", include("verksign.staff.registers.urls")),
]
