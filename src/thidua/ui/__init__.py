"""The design system: templates, components, styles, fonts and template tags. It holds no models."""

from pathlib import Path

FONTS = Path(__file__).parent / "static" / "ui" / "fonts"
