"""Results as pictures, each with its numbers as a table; drawn on the server, so the same on page and paper."""

from thidua.scoring.pictures.drawing import png, svg
from thidua.scoring.pictures.kinds import Picture, own_against_appraised, pictures_of

__all__ = ["Picture", "own_against_appraised", "pictures_of", "png", "svg"]
