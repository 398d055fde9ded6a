"""The pictures of the front page."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from reader.article.pictures import Picture
from reader.library.events import PictureLoaded
from reader.library.library import Library
from reader.library.requests import PicturesRequest
from reader.posts.post import Post
from reader.tui.controllers.front_pictures import FrontPictures
from reader.tui.controllers.image_preferences import ImagePreferences
from reader.tui.jobs import JobGroup
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import FOLDERS, FakePostList, Jobs, article, new_session

A, B = make("A", image="a.png"), make("B", image="b.png")
PICTURE = cast("Picture", object())


class Page:
    """The pictures of a list."""

    def __init__(self, jobs: Jobs, **settings: Any) -> None:
        self.jobs = jobs
        self.post_list = FakePostList()
        self.images = ImagePreferences(new_session(**settings))
        self.pictures = FrontPictures(self.post_list, Library(FOLDERS), jobs.start, self.images)

    @property
    def requested(self) -> list[list[Post]]:
        """The posts whose pictures were asked for, by request."""
        requests: list[PicturesRequest] = self.jobs.requests(JobGroup.PICTURES)
        return [list(request.posts) for request in requests]


@pytest.fixture
def page(jobs: Jobs) -> Page:
    return Page(jobs)


def test_pictures_are_loaded_once(page: Page) -> None:
    page.pictures.show([A])
    page.pictures.show([A])
    page.pictures.on_loaded(PictureLoaded(A, PICTURE))
    assert page.post_list.pictures == {A.path: PICTURE}
    page.pictures.show([A, B])
    assert page.requested == [[A], [B]]
    assert page.post_list.pictures == {A.path: PICTURE}


def test_a_page_without_pictures_loads_none(page: Page) -> None:
    page.pictures.show([])
    assert page.requested == []


def test_a_picture_that_cannot_be_shown_gives_up_its_room(page: Page) -> None:
    page.pictures.show([A])
    page.pictures.on_loaded(PictureLoaded(A, None))
    assert page.post_list.pictures == {A.path: None}


def test_a_late_picture_of_another_page_is_not_shown(page: Page) -> None:
    page.pictures.show([A])
    page.pictures.show([B])
    page.pictures.on_loaded(PictureLoaded(A, PICTURE))
    assert page.post_list.pictures == {}


def test_without_images_there_are_no_pictures(jobs: Jobs) -> None:
    page = Page(jobs, images=False)
    page.pictures.show([A])
    page.pictures.on_loaded(PictureLoaded(A, PICTURE))
    assert page.requested == []
    assert page.post_list.pictures == {}


def test_pictures_are_loaded_again_after_images_were_off(page: Page) -> None:
    page.pictures.show([A])
    page.pictures.on_loaded(PictureLoaded(A, PICTURE))
    page.images.toggle()
    page.pictures.reset()
    assert page.post_list.pictures == {}
    page.images.toggle()
    page.pictures.show([A])
    assert page.requested == [[A], [A]]


def test_a_post_has_a_picture_if_its_file_exists(page: Page, tmp_path: Path) -> None:
    post = make("C", id="c.md", path=str(tmp_path / "c.md"), image="c.png")
    assert not page.pictures.has_picture(post)
    (tmp_path / "c.png").write_bytes(b"")
    assert not page.pictures.has_picture(post)  # known, so that drawing does not ask the disk
    page.pictures.reset()
    assert page.pictures.has_picture(post)
    assert not page.pictures.has_picture(make("Plain"))
    assert not page.pictures.has_picture(make("Remote", image="https://example.org/a.png"))


def test_a_picture_that_was_fetched_for_an_article_is_noticed(page: Page, tmp_path: Path) -> None:
    post = make("C", id="c.md", path=str(tmp_path / "c.md"), image="c.png")
    fetched = article(post, pictures={0: "Fetched."})
    assert not page.pictures.on_article_loaded(fetched)
    page.pictures.has_picture(post)
    (tmp_path / "c.png").write_bytes(b"")
    assert not page.pictures.on_article_loaded(article(post))
    assert page.pictures.on_article_loaded(fetched)
    assert not page.pictures.on_article_loaded(fetched)
