"""The design system: templates, components, styles, fonts and template tags. It holds no models."""

from pathlib import Path

STATIC = Path(__file__).parent / "static" / "ui"
TEMPLATES = Path(__file__).parent / "templates"
FONTS = STATIC / "fonts"
