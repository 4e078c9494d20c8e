"""The demonstration: Trực Ninh 2021–2025, its people and figures invented."""
