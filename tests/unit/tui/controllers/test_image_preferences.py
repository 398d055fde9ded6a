"""Which images are wanted: by the settings, and by the keys that were pressed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader.graphics.canvas import HALF_BLOCKS, Canvas, ImageProtocol
from reader.library.requests import ImageRequest
from reader.settings import RemoteImages
from reader.tui.controllers import image_preferences
from reader.tui.controllers.image_preferences import ImagePreferences
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import new_session

A, B = make("A"), make("B")


def test_by_default_images_are_shown_and_remote_ones_offered() -> None:
    session = replace(new_session(), cache_folder=Path("/cache"))
    request = ImagePreferences(session).request(A)
    assert request == ImageRequest(
        visible=True, fetch_key=request.fetch_key, cache_folder=Path("/cache"), canvas=HALF_BLOCKS
    )
    assert request.fetch_key


@pytest.mark.parametrize(
    ("remote", "fetch", "names_key"),
    [
        (RemoteImages.ASK, False, True),
        (RemoteImages.ALWAYS, True, False),
        (RemoteImages.NEVER, False, False),
    ],
)
def test_remote_images_are_fetched_as_the_settings_say(
    remote: RemoteImages, fetch: bool, names_key: bool
) -> None:
    request = ImagePreferences(new_session(remote_images=remote)).request(A)
    assert request.fetch is fetch
    assert bool(request.fetch_key) is names_key
    assert not request.is_explicit


def test_the_images_of_one_post_are_asked_for() -> None:
    images = ImagePreferences(new_session(images=False))
    assert not images.visible
    images.fetch_for(A)
    assert images.visible
    assert images.request(A).fetch
    assert images.request(A).is_explicit
    assert not images.request(B).fetch


def test_images_are_hidden_and_shown() -> None:
    images = ImagePreferences(new_session())
    assert images.toggle() == "Images are hidden."
    assert not images.request(A).visible
    assert images.toggle() == "Images are shown."
    assert images.request(A).visible


def test_a_terminal_with_few_colors_shows_none() -> None:
    images = ImagePreferences(new_session(has_colors=False))
    assert not images.visible
    assert "too few colours" in images.toggle()
    assert "too few colours" in (images.refusal(has_remote_images=True) or "")
    assert not images.visible


def test_a_refusal_names_its_reason() -> None:
    asked = ImagePreferences(new_session())
    assert asked.refusal(has_remote_images=True) is None
    assert "No article" in (asked.refusal(has_remote_images=False) or "")
    never = ImagePreferences(new_session(remote_images=RemoteImages.NEVER))
    assert "Images from the web" in (never.refusal(has_remote_images=True) or "")


def test_cells_of_another_size_are_noticed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    images = ImagePreferences(new_session())
    assert not images.update_canvas()
    larger = replace(HALF_BLOCKS, cell_width=20, cell_height=40)
    monkeypatch.setattr(image_preferences, "terminal_canvas", lambda *_: larger)
    assert images.update_canvas()
    assert images.request(A).canvas == larger
    assert not images.update_canvas()


def test_images_are_sent_by_the_protocol_that_the_terminal_names() -> None:
    images = ImagePreferences(new_session())
    assert not images.use_protocol(ImageProtocol.BLOCKS, (9, 18))
    assert images.use_protocol(ImageProtocol.SIXEL, (9, 18))
    assert images.request(A).canvas == Canvas(ImageProtocol.SIXEL, 9, 18)
    assert not images.use_protocol(ImageProtocol.SIXEL, (9, 18))
