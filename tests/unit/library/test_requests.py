"""The requests of jobs, and what jobs emit: values that nothing can change while a job runs."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from reader.library import events, requests
from reader.library.requests import ImageRequest

VALUES = [*get_args(requests.Request), ImageRequest, *get_args(events.Event)]


@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_frozen(value: Any) -> None:
    assert issubclass(value, tuple)
    assert value._fields


def test_every_request_belongs_to_a_job() -> None:
    named = {
        value
        for name, value in vars(requests).items()
        if name.endswith("Request") and isinstance(value, type)
    }
    assert named == {*get_args(requests.Request), ImageRequest}
