"""Exporting marks as JSON, and importing them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.posts.post import Post
from reader.store.marks import Mark, Marks
from reader.store.marks_file import MarksError
from reader.store.marks_json import export_marks, import_marks


def post(name: str) -> Post:
    return Post(name, f"/posts/{name}", name, "Title", "", date(2024, 5, 6), ("x",))


def entry(**values: object) -> dict[str, Any]:
    return {"path": "/posts/a.md", "title": "A", "date": None, "read": True, **values}


def document(*posts: object) -> dict[str, Any]:
    return {"format": "broadsheet-marks", "version": 1, "posts": list(posts)}


def test_exported_marks_can_be_imported(tmp_path: Path) -> None:
    marks = Marks(tmp_path / "marks.db")
    odd = post("b\udcff.md")
    marks.set_read([post("a.md")], is_read=True)
    marks.set_starred([odd], is_starred=True)
    marks.set_position(post("c.md"), 7, "Seven", progress=40)
    text = json.dumps(export_marks(tmp_path / "marks.db"))
    assert import_marks(tmp_path / "other" / "marks.db", json.loads(text)).posts == 3
    again = Marks(tmp_path / "other" / "marks.db")
    assert again.mark_for(post("a.md")) == Mark(is_read=True)
    assert again.mark_for(odd) == Mark(is_starred=True)
    assert again.mark_for(post("c.md")) == Mark(block=7, block_text="Seven", progress=40)
    assert export_marks(tmp_path / "other" / "marks.db") == json.loads(text)


def test_an_import_keeps_existing_marks(tmp_path: Path) -> None:
    path = tmp_path / "marks.db"
    marks = Marks(path)
    marks.set_starred([post("a.md")], is_starred=True)
    marks.set_position(post("a.md"), 3, "Three")
    import_marks(path, document(entry(starred=False, block=9, text="Nine")))
    assert Marks(path).mark_for(post("a.md")) == Mark(True, True, 3, "Three")
    assert marks.refresh()
    assert marks.mark_for(post("a.md")).is_read


def test_without_marks_the_export_is_empty(tmp_path: Path) -> None:
    assert export_marks(tmp_path / "marks.db") == document()
    assert not (tmp_path / "marks.db").exists()


@pytest.mark.parametrize(
    ("invalid", "message"),
    [
        ([], "not an export"),
        ({"format": "x"}, "not an export"),
        ({**document(), "version": 2}, "newer Broadsheet"),
        ({**document(), "posts": {}}, "must be an array"),
        (document(entry(), 3), "post 2 must be an object"),
        (document(entry(path="a.md")), '"path" of post 1'),
        (document(entry(path=3)), '"path" of post 1'),
        (document(entry(title=None)), '"title" of post 1 must be a string'),
        (document(entry(date=3)), '"title" of post 1 must be a string'),
        (document(entry(read=1)), "must be true or false"),
        (document(entry(block=-1, text="x")), '"block" of post 1'),
        (document(entry(progress=101)), '"progress" of post 1'),
        (document(entry(later=True)), '"later" of post 1'),
        (document(entry(block=3)), '"block" of post 1'),
        (document(entry(title="\udc00\ud800")), "post 1 has a string that is not valid Unicode"),
        (document(entry(path="/\ud800")), "post 1 has a string that is not valid Unicode"),
    ],
)
def test_an_invalid_document_is_reported_and_changes_nothing(
    tmp_path: Path, invalid: object, message: str
) -> None:
    with pytest.raises(MarksError, match=message):
        import_marks(tmp_path / "marks.db", invalid)
    assert not (tmp_path / "marks.db").exists()


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
)


@given(
    st.dictionaries(
        st.sampled_from([*entry(), "starred", "block", "text", "progress", "later"]), _ANYTHING
    )
)
def test_an_entry_raises_no_other_error(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]
) -> None:
    path = tmp_path_factory.mktemp("marks") / "marks.db"
    try:
        assert import_marks(path, document(entry(**values))).posts == 1
    except MarksError:
        assert not path.exists()
