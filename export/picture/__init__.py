"""A story's dated things as one static drawing."""

from .drawing import picture_svg as picture_svg
from .picking import Picture as Picture
from .picking import build_picture as build_picture
from .picking import left_out as left_out
