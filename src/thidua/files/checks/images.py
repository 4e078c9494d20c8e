"""Pictures: decoded whole, then written anew without what the camera knew (place, device) or what hides behind."""

import io
from collections.abc import Callable, Iterator
from typing import Any

from PIL import Image, ImageOps, JpegImagePlugin, UnidentifiedImageError

from thidua.files.checks.rules import Finding, Limits, finding
from thidua.files.checks.streams import second_format

_ORIENTATION = 0x0112
_PACKING = 4  # of PNG: half the time of the usual 6, a few per cent larger


def picture_faults(content: bytes, format_: str, limits: Limits, keep: Callable[[bytes], None]) -> Iterator[Finding]:
    """Yield every reason to refuse a picture; give what may be kept of a sound one to `keep`."""
    yield from second_format(content)
    Image.MAX_IMAGE_PIXELS = None  # our own limit is told with its sentence
    try:
        with Image.open(io.BytesIO(content), formats=[format_]) as picture:
            width, height = picture.size
            if width * height > limits.pixels:
                most = limits.pixels // 1_000_000
                yield finding("image_too_many_pixels", width=width, height=height, limit=most)
                return
            picture.load()
            keep(_written_anew(picture))
    except UnidentifiedImageError:
        yield finding("damaged", detail="không đọc được ảnh")
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        yield finding("damaged", detail=str(error))


def _written_anew(picture: Image.Image) -> bytes:
    """Return the same picture, upright, with its colour profile and its size on paper, and nothing else."""
    is_jpeg = picture.format in {"JPEG", "MPO"}
    kept: dict[str, Any] = {key: picture.info[key] for key in ("icc_profile", "dpi") if picture.info.get(key)}
    if is_jpeg:  # the same tables and sampling: what is written anew loses nothing that can be seen
        kept["qtables"] = picture.quantization  # type: ignore[attr-defined]
        kept["subsampling"] = JpegImagePlugin.get_sampling(picture)
        kept["progressive"] = bool(picture.info.get("progressive"))
    elif "transparency" in picture.info:
        kept["transparency"] = picture.info["transparency"]
    upright = ImageOps.exif_transpose(picture) if picture.getexif().get(_ORIENTATION, 1) != 1 else picture
    for known in ("exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop"):
        upright.info.pop(known, None)
    written = io.BytesIO()
    upright.save(written, "JPEG" if is_jpeg else "PNG", exif=b"", compress_level=_PACKING, **kept)
    return written.getvalue()
