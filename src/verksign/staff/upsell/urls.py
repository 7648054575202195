from django.urls import path

from verksign.staff.upsell import acknowledging, lists

urlpatterns = [
    path("", lists.steps, name="steps"),
    path("besvarade/kvittera", acknowledging.acknowledge_picked, name="acknowledge-picked"),
    path("<slug:queue>/", lists.queue, name="queue"),
    path("<slug:queue>/rader", lists.queue_rows, name="queue-rows"),
]
