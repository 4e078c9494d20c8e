"""What every letter ends with."""

from django.conf import settings


def address_of(path: str) -> list[str]:
    """Return the line that leads to a page, where the site knows what it is called."""
    origins = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if "*" not in origin]
    return [f"Xem tại: {origins[0]}{path}"] if origins else []
