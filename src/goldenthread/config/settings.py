"""Django settings. Everything a council decides comes from the environment; see docs/guide/settings.md.

Safe by default: no debug pages, secure cookies unless the address is local, a strict content policy, and a secret key
that is made once and kept beside the data.
"""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONCE, NONE, SELF

PROJECT = Path(__file__).resolve().parents[3]


def _flag(name: str, *, default: bool) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def _list(name: str, *, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


DATA = Path(os.environ.get("GOLDENTHREAD_DATA", PROJECT / "data"))


def _secret_key() -> str:
    """The key from the environment, else one made at first start and readable by its owner only."""
    given = os.environ.get("GOLDENTHREAD_SECRET_KEY")
    if given:
        return given
    kept = DATA / "secret-key"
    if kept.exists():
        return kept.read_text().strip()
    DATA.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(50)
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return kept.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(made)
    return made


SECRET_KEY = _secret_key()
DEBUG = _flag("GOLDENTHREAD_DEBUG", default=False)
ALLOWED_HOSTS = _list("GOLDENTHREAD_HOSTS", default="127.0.0.1,localhost,[::1]")
LOCAL = not set(ALLOWED_HOSTS) - {"127.0.0.1", "localhost", "[::1]", "testserver"}
"""True while only this computer is served: then plain HTTP is allowed."""
CSRF_TRUSTED_ORIGINS = _list("GOLDENTHREAD_ORIGINS", default="")
DEMONSTRATION = _flag("GOLDENTHREAD_DEMONSTRATION", default=False)
"""Shows the demonstration sign-ins on the sign-in page. Only `goldenthread demo` sets it."""

DEMONSTRATION_PASSWORD = os.environ.get("GOLDENTHREAD_DEMONSTRATION_PASSWORD", "")
"""Shown beside the demonstration sign-ins, so that a visitor can try them."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "rules",
    "csp",
    "allauth",
    "allauth.account",
    "goldenthread.domain.apps.DomainConfig",
    "goldenthread.design",
    "goldenthread.entrypoints.workspace",
    "goldenthread.entrypoints.public_site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldenthread.config.access.AccessMiddleware",
]

FORM_RENDERER = "goldenthread.design.forms.Renderer"
ROOT_URLCONF = "goldenthread.config.urls"
WSGI_APPLICATION = "goldenthread.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goldenthread.entrypoints.workspace.context.council",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    """SQLite in one file by default, PostgreSQL by address; both set so that an acknowledged write is kept."""
    address = os.environ.get("GOLDENTHREAD_DATABASE_URL", f"sqlite:///{DATA / 'goldenthread.sqlite3'}")
    settings: dict[str, Any] = dict(dj_database_url.parse(address, conn_max_age=60))
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        settings["CONN_MAX_AGE"] = 0
        settings["OPTIONS"] = {
            # IMMEDIATE: a writer waits its turn instead of failing half way. FULL: an answer means it is on the disk.
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            # Recursive triggers: otherwise INSERT OR REPLACE would remove a row without asking the append-only trigger.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
        }
    else:
        settings["CONN_HEALTH_CHECKS"] = True
    return settings


DATABASES = {"default": _database()}
CACHES = {
    "default": {
        # Shared by all processes of this computer: attempts to sign in are counted here, and memory of its own would
        # give an attacker as many attempts again for each process.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "goldenthread.User"

AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "goldenthread.entrypoints.workspace.accounts.backend.SignInBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "goldenthread.entrypoints.workspace.accounts.adapter.AccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"

CSRF_FAILURE_VIEW = "goldenthread.entrypoints.public_site.errors.form_expired"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("GOLDENTHREAD_STATIC", DATA / "static"))
# Empty is well, because built assets are found inside the package; a missing folder would be warned of at every start.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not LOCAL
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if _flag("GOLDENTHREAD_BEHIND_PROXY", default=False) else None
)
if not LOCAL:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("GOLDENTHREAD_LOG_LEVEL", "WARNING")},
}
