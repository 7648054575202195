from django.urls import path

from verksign.staff.lists import views

urlpatterns = [
    path("vyer/<uuid:view_id>/", views.view, name="view"),
    path("<slug:code>/vyer/ny", views.new_view, name="new-view"),
    path("<slug:code>/kolumner", views.columns, name="list-columns"),
    path("<slug:code>/excel", views.export, name="export"),
]
