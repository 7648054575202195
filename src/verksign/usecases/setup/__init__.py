"""Workshops and the people who work in them."""

from verksign.usecases.setup.people import EmailTaken, add_member, create_user, set_password
from verksign.usecases.setup.workshops import WorkshopProfile, create_workshop

__all__ = [
    "EmailTaken",
    "WorkshopProfile",
    "add_member",
    "create_user",
    "create_workshop",
    "set_password",
]
