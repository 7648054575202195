from django.urls import path

from verksign.staff.floor import finding, serving, views

urlpatterns = [
    path("lyft/", views.floor, name="floor"),
    path("lyft/nytt", views.floor_news, name="floor-news"),
    path("lyft/fynd", views.choose_order, name="choose-finding"),
    path("lyft/<uuid:order_id>/", views.floor_order, name="floor-order"),
    path("lyft/<uuid:order_id>/nytt", views.floor_order_news, name="floor-order-news"),
    path("lyft/<uuid:order_id>/jobb/<uuid:job_id>/arbete", views.floor_work, name="floor-work"),
    path(
        "lyft/<uuid:order_id>/bild/<uuid:attachment_id>/<slug:sha256>.jpg",
        serving.floor_picture,
        name="floor-picture",
    ),
    path("ordrar/<uuid:order_id>/anmarkning", finding.report, name="report-finding"),
]
