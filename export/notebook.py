"""A story in a notebook: its page in a frame, or a picture where the page is too large for that."""

from __future__ import annotations

from html import escape

from ..graph.story import BuiltStory
from .pages import story_page, story_picture
from .xml_text import xml_text

LARGEST_PAGE = 4_000_000
"""Bytes of the largest page that is put into a notebook; set it to what your notebooks bear.

Each display writes the whole page into the notebook's file, which is saved, diffed and sent as one. Measured
on two cores: at 4 MB ``nbconvert`` takes 2.5 s and the converted page is ready to search after 3 s; at 8 MB
it takes 6 s, and a notebook with three such cells is larger than most hosts will show.
"""

HEIGHT = 720
"""Pixels: how high the frame is; the page's panel and timeline need that much."""

# Scripts, since the page is one; downloads, since it writes files; windows of their own for the sources
# that it links to. Not the notebook's origin: nothing in a story may reach what the notebook can.
_SANDBOX = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"

# What is left where a viewer takes frames away.
_SAVE = '<p><small>The explorer as a file: <code>story.export("html", "story.html")</code></small></p>'


def story_html(story: BuiltStory) -> str:
    """The explorer in a frame without the notebook's rights; above :data:`LARGEST_PAGE`, a picture."""
    page = story_page(story)
    size = len(page.encode("utf-8"))
    return _frame(story, page) if size <= LARGEST_PAGE else _picture(story, size)


def _frame(story: BuiltStory, page: str) -> str:
    # In single quotes, of which a page has few: with each double quote as &quot; it is 1.4 times as long.
    text = page.replace("&", "&amp;").replace("'", "&#39;")
    return (
        f'<iframe title="{_text(f"Explorer: {story.title}")}" sandbox="{_SANDBOX}" loading="lazy" '
        f'width="100%" height="{HEIGHT}" style="border:1px solid #8a929d;border-radius:6px" '
        f"srcdoc='{text}'></iframe>{_SAVE}"
    )


def _picture(story: BuiltStory, size: int) -> str:
    picture, _ = story_picture(story)
    said = (
        f"A picture of the timeline, because the explorer of this story has {_megabytes(size)}, "
        f"and a notebook is given pages of up to {_megabytes(LARGEST_PAGE)}. For the explorer as a file: "
    )
    return (
        '<div class="tex2jax_ignore mathjax_ignore" style="max-width:100%;overflow-x:auto">'
        f'<p>{_text(said)}<code>story.export("html", "story.html")</code></p>{picture}</div>'
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


def _text(text: str) -> str:
    return escape(xml_text(text)[0])
