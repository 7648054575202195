from django.urls import path

from verksign.staff.centre import choosing, doing, figures, news, search, views

urlpatterns = [
    path("", views.centre, name="centre"),
    path("brickor", views.tiles, name="tiles"),
    path("siffror", figures.figures, name="figures"),
    path("nytt", news.news, name="news"),
    path("urval", choosing.scope, name="choose-scope"),
    path("jag", choosing.look, name="choose-look"),
    path("sok", search.search, name="search"),
    path("larm/", doing.alarms, name="alarms"),
    path("larm/<uuid:row_id>/ta", doing.take_todo, {"kind": "alarm"}, name="take-alarm"),
    path("larm/<uuid:row_id>/klar", doing.finish_todo, {"kind": "alarm"}, name="finish-alarm"),
    path("fragor/<uuid:row_id>/ta", doing.take_todo, {"kind": "request"}, name="take-request"),
    path(
        "fragor/<uuid:row_id>/klar", doing.finish_todo, {"kind": "request"}, name="finish-request"
    ),
    path("meddelanden/<uuid:message_id>/skicka-igen", doing.resend, name="resend"),
    path("meddelanden/<uuid:message_id>/raknas", doing.count_sent, name="count-as-sent"),
]
