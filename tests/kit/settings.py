"""Settings for tests: the product's own in a throw-away folder, on SQLite or on PostgreSQL by TEST_DATABASE_URL."""

import os
import tempfile
from pathlib import Path

_folder = Path(
    os.environ.setdefault("VERKSIGN_TEST_DATA", tempfile.mkdtemp(prefix="verksign-test-"))
)
_folder = _folder / os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["VERKSIGN_DATA"] = str(_folder)
os.environ["VERKSIGN_MODE"] = "demo"
os.environ["VERKSIGN_URL"] = "http://localhost:8000"
os.environ["VERKSIGN_DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
for _name in ("VERKSIGN_SMTP_URL", "VERKSIGN_SMS", "VERKSIGN_HOST", "VERKSIGN_PORT"):
    os.environ.pop(_name, None)

from verksign.config.settings import *  # noqa: E402, F403 (the environment must be set first)

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # In memory would fail with threads: the database is a file, as in the product.
    DATABASES["default"]["TEST"] = {"NAME": _folder / "test.sqlite3"}  # noqa: F405
else:
    # The test database is dropped at the end: a pool would keep it busy.
    DATABASES["default"]["OPTIONS"].pop("pool")  # noqa: F405
