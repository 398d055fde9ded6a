"""What the keys for images do, and a terminal whose cells change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reader.graphics.canvas import HALF_BLOCKS, ImageProtocol
from reader.tui.controllers import image_preferences
from reader.tui.controllers.images import ImageController
from reader.tui.jobs import JobGroup
from reader.tui.panes import Pane
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import Controllers, article

LEAD = make("Lead", image="lead.png", date=date(2026, 3, 3))
OTHER = make("Other", date=date(2026, 3, 2))


class Images:
    """The keys for images, over the other controllers."""

    def __init__(self, columns: int = 100) -> None:
        self.all = Controllers()
        self.all.fit(columns)
        self.all.load(LEAD, OTHER)
        self.keys = ImageController(
            self.all.images,
            self.all.article,
            self.all.front_pictures,
            self.all.listing,
            self.all.panes,
            self.all.messages.append,
        )

    def show(self, *, has_remote_images: bool) -> None:
        """Show the article of the first post."""
        self.all.navigator.open_highlighted()
        self.all.article.on_loaded(article(LEAD, has_remote_images=has_remote_images))
        self.all.jobs.clear()


@pytest.fixture
def images() -> Images:
    return Images()


def test_the_article_is_loaded_again_without_images(images: Images) -> None:
    images.show(has_remote_images=False)
    images.keys.toggle()
    (request,) = images.all.jobs.requests(JobGroup.ARTICLE)
    assert request.post == LEAD
    assert not request.images.visible
    assert images.all.messages == ["Images are hidden."]


def test_remote_images_are_fetched(images: Images) -> None:
    images.show(has_remote_images=True)
    images.keys.fetch()
    (request,) = images.all.jobs.requests(JobGroup.ARTICLE)
    assert request.images.fetch
    assert request.images.is_explicit
    assert images.all.messages == []


def test_an_article_without_remote_images_fetches_none(images: Images) -> None:
    images.show(has_remote_images=False)
    images.keys.fetch()
    assert images.all.jobs.started == []
    assert len(images.all.messages) == 1


def test_an_article_out_of_sight_fetches_none() -> None:
    images = Images(columns=50)
    images.all.panes.enter(Pane.ARTICLE)
    images.all.article.on_loaded(article(LEAD, has_remote_images=True))
    images.all.panes.enter(Pane.LIST)
    images.all.jobs.clear()
    images.keys.fetch()
    assert images.all.jobs.started == []
    assert len(images.all.messages) == 1


def test_the_picture_of_a_front_page_comes_and_goes(tmp_path: Path) -> None:
    (tmp_path / "lead.png").write_bytes(b"")
    images = Images(columns=140)
    lead = replace(LEAD, id="lead.md", path=str(tmp_path / "lead.md"))
    images.all.load(lead, OTHER)
    images.all.jobs.clear()
    images.keys.toggle()
    assert images.all.jobs.requests(JobGroup.PICTURES) == []
    images.keys.toggle()
    (request,) = images.all.jobs.requests(JobGroup.PICTURES)
    assert request.posts == (lead,)


def test_images_are_drawn_again_if_the_cells_changed(
    images: Images, monkeypatch: pytest.MonkeyPatch
) -> None:
    images.show(has_remote_images=False)
    images.keys.on_resize()
    assert images.all.jobs.started == []
    larger = replace(HALF_BLOCKS, cell_width=20, cell_height=40)
    monkeypatch.setattr(image_preferences, "terminal_canvas", lambda *_: larger)
    images.keys.on_resize()
    (request,) = images.all.jobs.requests(JobGroup.ARTICLE)
    assert request.images.canvas == larger


def test_images_are_drawn_again_when_the_terminal_names_its_protocol(images: Images) -> None:
    images.show(has_remote_images=False)
    images.keys.use_protocol(ImageProtocol.BLOCKS, None)
    assert images.all.jobs.started == []
    images.keys.use_protocol(ImageProtocol.KITTY, (9, 18))
    (request,) = images.all.jobs.requests(JobGroup.ARTICLE)
    assert request.images.canvas.protocol is ImageProtocol.KITTY
