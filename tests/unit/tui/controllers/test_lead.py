"""The picture of the lead story."""

from __future__ import annotations

from typing import Any, cast

import pytest

from reader.article.pictures import Picture
from reader.library.events import LeadLoaded
from reader.library.library import Library
from reader.library.requests import LeadRequest
from reader.tui.controllers.image_preferences import ImagePreferences
from reader.tui.controllers.lead import LeadPicture
from reader.tui.jobs import JobGroup
from tests.made_posts import make
from tests.unit.tui.controllers.fakes import FOLDERS, FakePostList, Jobs, article, new_session

A, B = make("A", image="a.png"), make("B", image="b.png")
LOADED = LeadLoaded(A, cast("Picture", object()))


class Lead:
    """The picture above a list."""

    def __init__(self, jobs: Jobs, **settings: Any) -> None:
        self.jobs = jobs
        self.post_list = FakePostList()
        self.images = ImagePreferences(new_session(**settings))
        self.picture = LeadPicture(self.post_list, Library(FOLDERS), jobs.start, self.images)

    @property
    def requests(self) -> list[LeadRequest]:
        """The pictures that were asked for."""
        return self.jobs.requests(JobGroup.LEAD)


@pytest.fixture
def lead(jobs: Jobs) -> Lead:
    return Lead(jobs)


def test_the_picture_of_a_story_is_loaded_once(lead: Lead) -> None:
    lead.picture.show(A)
    lead.picture.show(A)
    assert lead.requests == [LeadRequest(A, lead.images.request(A))]
    lead.picture.show(B)
    assert [request.post for request in lead.requests] == [A, B]


def test_a_story_without_a_picture_loads_none(lead: Lead) -> None:
    lead.picture.show(make("Plain"))
    assert lead.requests == []


def test_without_images_there_is_no_picture(jobs: Jobs) -> None:
    lead = Lead(jobs, images=False)
    lead.picture.show(A)
    lead.picture.on_loaded(LOADED)
    assert lead.requests == []
    assert not lead.post_list.has_lead


def test_a_picture_is_shown_and_hidden_with_the_images(lead: Lead) -> None:
    lead.picture.show(A)
    lead.picture.on_loaded(LOADED)
    assert lead.post_list.lead == LOADED
    lead.images.toggle()
    lead.picture.reset()
    assert not lead.post_list.has_lead
    lead.images.toggle()
    lead.picture.reset()
    lead.picture.show(A)
    assert len(lead.requests) == 2


def test_a_picture_that_was_fetched_for_the_article_is_shown(lead: Lead) -> None:
    lead.picture.show(A)
    lead.picture.on_article_loaded(article(A))
    lead.picture.on_article_loaded(article(B, pictures={0: "Fetched."}))
    assert len(lead.requests) == 1
    lead.picture.on_article_loaded(article(A, pictures={0: "Fetched."}))
    assert len(lead.requests) == 2
    lead.picture.on_loaded(LOADED)
    lead.picture.on_article_loaded(article(A, pictures={0: "Fetched."}))
    assert len(lead.requests) == 2
