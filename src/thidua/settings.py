"""Settings: few, typed, from the environment. Legal figures live in `legal/`, never here."""

import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ

from thidua.database import VAR

env = environ.Env()

PACKAGE = Path(__file__).resolve().parent
DEBUG = False
SECRET_KEY = env.str("THIDUA_SECRET_KEY", default="") or secrets.token_urlsafe(50)  # `serve` keeps one in var/
ALLOWED_HOSTS = env.list("THIDUA_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("THIDUA_ORIGINS", default=[])
HTTPS = env.bool("THIDUA_HTTPS", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_cotton",
    "django_htmx",
    "pgtrigger",
    "thidua.ui",
    "thidua.accounts",
    "thidua.audit",
    "thidua.organizations",
    "thidua.mail",
    "thidua.files",
    "thidua.documents",
    "thidua.movements",
    "thidua.publicity",
    "thidua.work",
    "thidua.scoring",
    "thidua.councils",
    "thidua.initiatives",
    "thidua.dossiers",
    "thidua.awards",
    "thidua.registers",
    "thidua.portal",
    "allauth",  # below the product's own apps, whose templates stand in for its
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "thidua.portal.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thidua.portal.middleware.ActMiddleware",
    "thidua.portal.sign_in.SignInMiddleware",
]

ROOT_URLCONF = "thidua.urls"
WSGI_APPLICATION = "thidua.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.portal.context.shell",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": [
                "django.templatetags.static",
                "django.templatetags.i18n",
                "django_cotton.templatetags.cotton",
                "thidua.ui.templatetags.ui",
                "thidua.ui.templatetags.vi",
            ],
        },
    }
]

DATABASES = {
    "default": {
        **env.db_url_config(env.str("DATABASE_URL", default="postgresql:///thidua")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # those kept before are read, and written anew at sign-in
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "thidua.accounts.validators.LengthValidator", "OPTIONS": {"min_length": 12}},
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}"}
        for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
    ),
]

# Sign-in (docs/operate.md): failures are counted in the database, and where they cannot be counted nobody enters.
ACCOUNT_ADAPTER = "thidua.portal.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]  # nobody signs up by himself; allauth asks
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:public"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/30m/key,20/15m/ip",
    "login": "60/m/ip",
    "change_password": "10/m/user",
    "reauthenticate": "10/m/user",
    "survey_guess": "30/15m/ip",  # addresses of slips that are none
    "survey_answer": "120/15m/ip",  # a tablet at the counter serves many
}
ACCOUNT_FORMS = {
    "login": "thidua.accounts.forms.SignInForm",
    "change_password": "thidua.accounts.forms.ChangePasswordForm",
    "set_password": "thidua.accounts.forms.SetPasswordForm",
    "reauthenticate": "thidua.accounts.forms.PasswordAgainForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
MFA_ADAPTER = "thidua.portal.sign_in.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Thi Đua"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "authenticate": "thidua.accounts.forms.CodeForm",
    "reauthenticate": "thidua.accounts.forms.CodeAgainForm",
    "activate_totp": "thidua.accounts.forms.ActivateTotpForm",
    "add_webauthn": "thidua.accounts.forms.AddKeyForm",
    "edit_webauthn": "thidua.accounts.forms.RenameKeyForm",
}
SECOND_FACTOR_REQUIRED = env.bool("THIDUA_SECOND_FACTOR", default=True)
SESSION_IDLE = timedelta(minutes=30)
SESSION_LONGEST = timedelta(hours=12)

OIDC_URL = env.str("THIDUA_OIDC_URL", default="")
SOCIALACCOUNT_ADAPTER = "thidua.portal.sign_in.OfficeSignInAdapter"
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "co-quan",
                    "name": env.str("THIDUA_OIDC_NAME", default="Tài khoản cơ quan"),
                    "client_id": env.str("THIDUA_OIDC_CLIENT", default=""),
                    "secret": env.str("THIDUA_OIDC_SECRET", default=""),
                    "settings": {"server_url": OIDC_URL},
                }
            ],
        }
    }
    if OIDC_URL
    else {}
)

# What registers of apps above scoring fill in on a sheet (thidua.scoring.known).
SHEET_FACTS = ["thidua.initiatives.sheet_facts.SOURCES"]

# Counts of failed sign-ins and of what strangers send. Nothing is thrown out early, or whoever floods the table would
# clear his own count.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_attempts",
        "OPTIONS": {"MAX_ENTRIES": 10_000_000},
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/tinh/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False

SESSION_ENGINE = "thidua.accounts.sessions"
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_COOKIE_NAME = "phien"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FILE_UPLOAD_HANDLERS = [
    "thidua.files.handlers.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
MAIL_SERVER = env.str("THIDUA_MAIL_SERVER", default="")  # host:port; without one letters are files in var/mail
_host, _, _port = MAIL_SERVER.partition(":")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_SERVER else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST, EMAIL_PORT = _host, int(_port or 25)
EMAIL_HOST_USER = env.str("THIDUA_MAIL_USER", default="")
EMAIL_HOST_PASSWORD = env.str("THIDUA_MAIL_PASSWORD", default="")
EMAIL_USE_SSL = EMAIL_PORT == 465  # noqa: PLR2004 - SMTP over TLS (RFC 8314)
EMAIL_USE_TLS = bool(EMAIL_HOST_USER) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("THIDUA_MAIL_FROM", default="thidua@localhost")

UNIT_SPACE = env.int("THIDUA_UNIT_SPACE_MB", default=2_000) * 1_000_000
TRUST_ROOTS = env.str("THIDUA_TRUST_ROOTS", default="")
CLAMD = env.str("THIDUA_CLAMD", default="")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024


def _origin(url: str) -> str:
    """Where a form may lead besides the site itself: the office's own sign-in."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'", *([_origin(OIDC_URL)] if OIDC_URL else [])],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
