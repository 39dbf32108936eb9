"""Every setting, read top to bottom. Variables and their meaning: docs/operations/settings.md."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import environment

ROOT = Path(__file__).resolve().parent.parent
# A checkout keeps its data in var/; an installed wheel must not write into site-packages.
HOME = ROOT / "var" if (ROOT / "manage.py").exists() else Path.home() / "houqin"
VAR = Path(environment.text("HOUQIN_VAR", str(HOME))).resolve()

# Where and who
DEBUG = environment.flag("HOUQIN_DEBUG")
SECRET_KEY = environment.secret("HOUQIN_SECRET_KEY", VAR / "secret-key")
SERVE_HOST = environment.text("HOUQIN_LISTEN", "127.0.0.1")
SERVE_PORT = environment.whole_number("HOUQIN_PORT", 8000)
PUBLIC_URL = environment.text("HOUQIN_PUBLIC_URL", f"http://127.0.0.1:{SERVE_PORT}").rstrip("/")
ALLOWED_HOSTS = environment.words("HOUQIN_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CLOCK_BESIDE_SERVER = environment.flag("HOUQIN_CLOCK")
CLOCK_SHIFT_SECONDS = environment.whole_number("HOUQIN_CLOCK_SHIFT_SECONDS", 0)

# Apps, from the top down; who may import whom is in pyproject.toml
INSTALLED_APPS = [
    "houqin.demo",
    "houqin.web",
    "houqin.api",
    "houqin.foodsafety",
    "houqin.kitchen",
    "houqin.supply",
    "houqin.roomlife",
    "houqin.discipline",
    "houqin.visitors",
    "houqin.dormitory",
    "houqin.whereabouts",
    "houqin.nightwatch",
    "houqin.campus",
    "houqin.checklists",
    "houqin.incidents",
    "houqin.governance",
    "houqin.duties",
    "houqin.notices",
    "houqin.people",
    "houqin.tenancy",
    "houqin.imports",
    "houqin.documents",
    "houqin.journal",
    "houqin.kernel",
    "allauth",
    "allauth.account",
    "django_htmx",
    "template_partials",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "houqin.api.edge.before_the_pages",
    "houqin.web.compressing.CompressedPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "houqin.web.middleware.at_the_edge",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "houqin.web.templatetags.houqin",
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "houqin.web.context.shell",
            ],
        },
    }
]

# Data
DATABASES = {"default": environment.database("HOUQIN_DATABASE", VAR / "houqin.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = VAR / "attachments"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# Signing in
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "houqin.people.sign_in.Accounts"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

# Language and time: Chinese first; a school's own zone is on the school
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# Word to people outside the house: the mail server, and hosts inside a private network that may be reached all the same
MAIL_SERVER = environment.mail_server("HOUQIN_MAIL_SERVER")
MAIL_FROM = environment.text("HOUQIN_MAIL_FROM", "")
NOTICE_INSIDE_HOSTS = environment.words("HOUQIN_NOTICE_INSIDE_HOSTS")
if MAIL_SERVER and "@" not in MAIL_FROM:
    raise ImproperlyConfigured("HOUQIN_MAIL_SERVER is set; HOUQIN_MAIL_FROM must say who writes: name@school.edu.cn.")

# Files and policy
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.Storage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("HOUQIN_BEHIND_PROXY") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https:")
SILENCED_SYSTEM_CHECKS = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
