from django.urls import path

from verksign.staff.registers import customers, goods, vehicles

urlpatterns = [
    path("kunder/", customers.customers, name="customers"),
    path("kunder/ny", customers.new_customer, name="new-customer"),
    path("kunder/<uuid:customer_id>/", customers.customer, name="customer"),
    path("fordon/", vehicles.vehicles, name="vehicles"),
    path("fordon/ny", vehicles.new_vehicle, name="new-vehicle"),
    path("fordon/agare", vehicles.pick_customer, name="pick-customer"),
    path("fordon/<uuid:vehicle_id>/", vehicles.vehicle, name="vehicle"),
    path("artiklar/", goods.articles, name="articles"),
    path("arbeten/", goods.operations, name="operations"),
    path("paket/", goods.packages, name="packages"),
]
