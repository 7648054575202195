"""The one settings file. What an installation may choose comes from `VERKSIGN_*` variables; the README lists them."""

from pathlib import Path
from typing import Any

from verksign.config.environment import Address, BadEnvironment, link_keys, number, secret, variable

PACKAGE = Path(__file__).resolve().parent.parent

# --- The installation ---
DATA = Path(variable("DATA", "data")).resolve()
MODE = variable("MODE", "demo")
if MODE not in {"demo", "production"}:
    raise BadEnvironment(f"VERKSIGN_MODE is {MODE!r}; it must be demo or production.")
DEMO = MODE == "demo"
HOST = variable("HOST", "127.0.0.1")
PORT = number("PORT", 8000)
LOOPBACK = HOST in {"127.0.0.1", "::1", "localhost"}

# The only source of links: a link must never come from a Host header.
URL = variable("URL").rstrip("/")
if not URL:
    if not DEMO:
        raise BadEnvironment(
            "VERKSIGN_URL is missing. Production needs the address that customers see, e.g. https://svar.verkstaden.se"
        )
    URL = f"http://{HOST if LOOPBACK else '127.0.0.1'}:{PORT}"
SECURE = URL.startswith("https://")
if not DEMO and not SECURE:
    raise BadEnvironment(
        "VERKSIGN_URL must begin with https:// in production: log-ins and answers travel over it."
    )

SECRETS = DATA / "secrets"
KEYS = DATA / "keys"
SECRET_KEY = secret(SECRETS, "secret_key", size=48).hex()
LINK_KEYS = link_keys(SECRETS)
REPORT_SECRET = secret(SECRETS, "report_secret", size=24).hex()

# --- Django ---
DEBUG = False
_own_host = Address.parse(URL).host
ALLOWED_HOSTS = [_own_host, HOST, "127.0.0.1", "localhost", "[::1]"] if DEMO else [_own_host]
if DEMO and not LOOPBACK:
    ALLOWED_HOSTS = ["*"]
CSRF_TRUSTED_ORIGINS = [URL]
ROOT_URLCONF = "verksign.config.urls"
WSGI_APPLICATION = "verksign.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_ox",
    "verksign.records",
    "verksign.wording",
    "verksign.staff",
    "verksign.portal",
]

MIDDLEWARE = [
    # What browsers obey stands on every answer, also on those that the next ones give themselves.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "verksign.wording.middleware.BodyLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "verksign.staff.middleware.StaffSession",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["verksign.wording.templatetags.words"],
        },
    }
]

# --- Database ---


def _database() -> dict[str, Any]:
    text = variable("DATABASE_URL")
    if not text:
        DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "verksign.sqlite3",
            # Opening the file and saying its pragmas anew took a quarter of the time of a page.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    address = Address.parse(text)
    if address.scheme not in {"postgresql", "postgres"}:
        raise BadEnvironment(
            "VERKSIGN_DATABASE_URL must look like postgresql://user:password@host:5432/name"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.path,
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": address.port or 5432,
        "OPTIONS": {"pool": {"min_size": 2, "max_size": BLOCKING_THREADS, "timeout": 10}},
    }


BLOCKING_THREADS = 16
WEB_WORKERS = number("WEB_WORKERS", 2)
DATABASES = {"default": _database()}

# --- Files ---
STORAGES = {
    "default": {
        "BACKEND": "verksign.records.storage.DurableFolder",
        "OPTIONS": {"location": DATA / "blobs"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_MAX_AGE = 60
MAX_BODY_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- Work ---
WORK_TASK = "verksign.worker.tasks.carry_out"
WORK = {
    "signing.start": "verksign.usecases.signing.start.start",
    "signing.deliver": "verksign.usecases.signing.deliver.deliver",
    "signing.seal": "verksign.usecases.signing.seal.seal",
    "signing.seal_verbal": "verksign.usecases.signing.seal.seal_verbal",
    "signing.sweep": "verksign.usecases.signing.sweep.sweep",
    "signing.check_all": "verksign.usecases.signing.check.check_all",
}
# Rows are the truth, a task is only a nudge: the sweep finds what a lost task left behind.
TASKS = {
    "default": {
        "BACKEND": "django_ox.backend.OxBackend",
        "OPTIONS": {
            "MAX_ATTEMPTS": 20,
            "LOCK_TIMEOUT": 30,
            "SCHEDULES": {
                "sweep": {"task": WORK_TASK, "args": ["signing.sweep"], "cron": "* * * * *"},
                "check-status": {
                    "task": WORK_TASK,
                    "args": ["signing.check_all"],
                    "cron": "*/30 * * * *",
                },
            },
        },
    }
}
WORKER_INTERVAL_SECONDS = 0.2

# --- The outside ---
OUTBOX_DIR = DATA / "outbox"
# A demo never sends for real, whatever else is set.
_smtp = variable("SMTP_URL")
EMAIL_CHANNEL = "smtp" if _smtp and not DEMO else "outbox"
EMAIL_CHANNELS: dict[str, dict[str, Any]] = {
    "outbox": {
        "BACKEND": "verksign.integrations.email.outbox.Outbox",
        "OPTIONS": {"folder": OUTBOX_DIR},
    },
    "smtp": {"BACKEND": "verksign.integrations.email.smtp.Smtp", "OPTIONS": {"url": _smtp}},
}
MAIL_FROM = variable("MAIL_FROM", f"verksign@{_own_host}")
SMS_CHANNEL = variable("SMS", "outbox")
SMS_CHANNELS: dict[str, dict[str, Any]] = {
    "outbox": {
        "BACKEND": "verksign.integrations.sms.outbox.Outbox",
        "OPTIONS": {"folder": OUTBOX_DIR},
    },
    "46elks": {
        "BACKEND": "verksign.integrations.sms.elks.Elks",
        "OPTIONS": {
            "url": variable("46ELKS_URL", "https://api.46elks.com"),
            "user": variable("46ELKS_USER"),
            "password": variable("46ELKS_PASSWORD"),
        },
    },
}
if SMS_CHANNEL not in SMS_CHANNELS:
    raise BadEnvironment(
        f"VERKSIGN_SMS is {SMS_CHANNEL!r}; it must be one of {', '.join(SMS_CHANNELS)}."
    )
if DEMO:
    SMS_CHANNEL = "outbox"

# --- People ---
AUTH_USER_MODEL = "records.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "staff:login"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "verksign"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_NAME = "verksign_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "verksign.staff.access.views.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Words and time ---
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# --- Walls ---
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'none'"],
}
# Of a file that is opened by itself: it may load nothing and run nothing.
FILE_CSP = {
    "default-src": ["'none'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "sandbox": [""],
}
# Of a picture: the browser's own viewer centres it with a style of its own.
PICTURE_CSP = {**FILE_CSP, "style-src": ["'unsafe-inline'"]}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not no-referrer: browsers would then send Origin: null, and Django would refuse every POST.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_SSL_REDIRECT = False  # the proxy in front redirects; granian itself speaks plain HTTP to it
TRUSTED_PROXIES = number("TRUSTED_PROXIES", 0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains is the domain owner's choice, not ours
    "security.W008",  # the redirect to https is the proxy's
    "security.W021",  # preload is the domain owner's choice
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"mask_links": {"()": "verksign.config.logs.MaskLinks"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["mask_links"],
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "verksign": {"level": "INFO"},
        "django_ox": {"level": "WARNING"},
        "django.tasks": {"level": "WARNING"},
        "django.server": {"handlers": ["console"], "propagate": False},
    },
}
