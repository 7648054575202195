"""Customers, vehicles, articles, labour operations and packages."""

from verksign.usecases.registers.cards import (
    CustomerData,
    VehicleData,
    save_customer,
    save_vehicle,
)
from verksign.usecases.registers.fields import ChangedMeanwhile, InvalidFields
from verksign.usecases.registers.goods import (
    Ingredient,
    create_article,
    create_operation,
    create_package,
)

__all__ = [
    "ChangedMeanwhile",
    "CustomerData",
    "Ingredient",
    "InvalidFields",
    "VehicleData",
    "create_article",
    "create_operation",
    "create_package",
    "save_customer",
    "save_vehicle",
]
