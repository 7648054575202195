from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The product's own kind, made cheap: a product beside the test can check what the test wrote."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
