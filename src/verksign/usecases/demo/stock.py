"""The registers of a demo workshop: customers, vehicles, articles, operations and packages from its tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from verksign.domain.access import Actor
from verksign.domain.customers import CustomerKind
from verksign.domain.money import parse_kronor, parse_quantity
from verksign.domain.prices import PriceKind
from verksign.records.models import Article, Customer, LabourOperation, Package, Vehicle
from verksign.usecases.demo.plans import PackagePlan, Tables
from verksign.usecases.registers import (
    CustomerData,
    Ingredient,
    VehicleData,
    create_article,
    create_operation,
    create_package,
    save_customer,
    save_vehicle,
)

TEXT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """What a quote is made of, by the names that the tables use."""

    customers: Mapping[str, Customer]
    vehicles: Mapping[str, Vehicle]
    """By plate; of two vehicles on one plate it is the later."""
    goods: Mapping[str, Article | LabourOperation]
    packages: Mapping[str, tuple[Package, PackagePlan]]


def fill_registers(tables: Tables, *, by: Actor, now: datetime) -> Stock:
    customers = _customers(tables, by=by, now=now)
    vehicles = {
        plate: save_vehicle(
            data=VehicleData(
                plate=plate,
                vin=vin,
                make=make,
                model=model,
                year=year,
                mileage_mil=mileage,
                customer_id=str(customers[owner].id),
            ),
            by=by,
            now=now,
        )
        for plate, vin, make, model, year, mileage, owner in tables.rows["vehicles"]
    }
    goods = _goods(tables, by=by, now=now)
    packages = {
        plan.name: (_package(plan, goods, by=by, now=now), plan) for plan in tables.packages
    }
    return Stock(customers=customers, vehicles=vehicles, goods=goods, packages=packages)


def _customers(tables: Tables, *, by: Actor, now: datetime) -> dict[str, Customer]:
    cards = [
        CustomerData(
            name=name, phone=phone, email=email, address=street, postcode=postcode, city=town
        )
        for name, phone, email, street, postcode, town in tables.rows["people"]
    ]
    cards += [
        CustomerData(
            kind=CustomerKind.COMPANY,
            name=name,
            org_number=number,
            phone=phone,
            email=email,
            address=street,
            postcode=postcode,
            city=town,
            notes=f"{contact} svarar för bilarna.",
        )
        for name, number, contact, phone, email, street, postcode, town in tables.rows["companies"]
    ]
    return {card.name: save_customer(data=card, by=by, now=now) for card in cards}


def _goods(tables: Tables, *, by: Actor, now: datetime) -> dict[str, Article | LabourOperation]:
    articles = {
        name: create_article(name=name, unit=unit, price_ore=parse_kronor(price), by=by, now=now)
        for name, unit, price in tables.rows["articles"]
    }
    operations = {
        name: create_operation(name=name, hours=parse_quantity(hours), by=by, now=now)
        for name, hours in tables.rows["operations"]
    }
    fixed = {
        name: create_operation(name=name, price_ore=parse_kronor(price), by=by, now=now)
        for name, price in tables.rows["fixed_operations"]
    }
    return {**articles, **operations, **fixed}


def _package(
    plan: PackagePlan,
    goods: Mapping[str, Article | LabourOperation],
    *,
    by: Actor,
    now: datetime,
) -> Package:
    return create_package(
        name=plan.name,
        # What was seen on one car is no part of a package; a description of the work is.
        finding="" if plan.if_not else plan.finding,
        price_kind=PriceKind(plan.price_kind),
        price_ore=parse_kronor(plan.price) if plan.price else None,
        ingredients=[_ingredient(line, goods) for line in plan.lines],
        by=by,
        now=now,
    )


def _ingredient(line: str, goods: Mapping[str, Article | LabourOperation]) -> Ingredient:
    quantity, name = split_line(line)
    if quantity is None:
        return Ingredient(text=name)
    thing = goods[name]
    if isinstance(thing, Article):
        return Ingredient(article=thing, quantity=quantity)
    return Ingredient(operation=thing, quantity=quantity)


def split_line(line: str) -> tuple[Decimal | None, str]:
    """Return the quantity and the name of `5,6 Motorolja`; no quantity for `- a text`."""
    quantity, _, name = line.partition(" ")
    return (None if quantity == TEXT else parse_quantity(quantity)), name
