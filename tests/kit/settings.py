"""Settings for tests: the product's own, in a throw-away folder, on a SQLite file or on TEST_DATABASE_URL."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "VERKSIGN_TEST_DATA" not in os.environ:
    os.environ["VERKSIGN_TEST_DATA"] = tempfile.mkdtemp(prefix="verksign-test-")
    atexit.register(shutil.rmtree, os.environ["VERKSIGN_TEST_DATA"], ignore_errors=True)
_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
_folder = Path(os.environ["VERKSIGN_TEST_DATA"]) / _worker
for _name in [
    name for name in os.environ if name.startswith("VERKSIGN_") and name != "VERKSIGN_TEST_DATA"
]:
    del os.environ[_name]
os.environ["VERKSIGN_DATA"] = str(_folder)
os.environ["VERKSIGN_URL"] = "http://localhost:8000"
os.environ["VERKSIGN_DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")

from verksign.config.settings import *  # noqa: E402, F403 (the environment must be set first)

ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["tests.kit", *INSTALLED_APPS]  # noqa: F405 (its `flush` goes before Django's)
PASSWORD_HASHERS = ["tests.kit.hashers.QuickArgon2"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
_database = DATABASES["default"]  # noqa: F405
if _database["ENGINE"].endswith("sqlite3"):
    # In memory would fail with threads. The file is the one a product started on this folder opens: see `live`.
    _database["TEST"] = {"NAME": _database["NAME"]}
    # Processes are killed here, machines are not: what the system has is safe enough.
    _database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    _database["TEST"] = {"NAME": f"test_verksign_{_worker}"}
    # The test database is dropped at the end: a pool would keep it busy.
    _database["OPTIONS"].pop("pool")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 (whitenoise warns when it is missing)
