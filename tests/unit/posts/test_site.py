"""The site's settings in configuration files, which are parsed and never executed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.posts.loading.loader import load
from reader.posts.site import NO_SITE, Site, find_site

CONFIGS = {
    "_config.yml": 'title: Harbour News\nurl: "https://example.org/"\nbaseurl: ""\n'
    "timezone: Europe/Rome\n",
    "hugo.toml": 'title = "Harbour News"\nbaseURL = "https://example.org"\n'
    'timeZone = "Europe/Rome"\n',
    "config/_default/hugo.toml": 'title = "Harbour News"\nbaseURL = "https://example.org"\n'
    'timeZone = "Europe/Rome"\n',
    "config.yaml": "title: Harbour News\nbaseURL: https://example.org/\ntimeZone: Europe/Rome\n",
    "hugo.json": '{"title": "Harbour News", "baseURL": "https://example.org/", '
    '"timeZone": "Europe/Rome"}',
    "config.php": "<?php\nreturn [\n  'baseUrl' => 'https://example.org',\n"
    "  'siteName' => \"Harbour News\",\n  'timezone' => 'Europe/Rome',\n"
    "  'x' => system('rm'),\n];\n",
}


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("opened", [".", "source/_posts"])
def test_a_configuration_file_beside_or_above_the_posts(
    tmp_path: Path, name: str, opened: str
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(CONFIGS[name])
    (tmp_path / opened).mkdir(parents=True, exist_ok=True)
    site = find_site(str(tmp_path / opened))
    assert site == Site("Harbour News", "https://example.org", "Europe/Rome")


def test_jekyll_splits_its_address_into_two_keys(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("url: https://example.org\nbaseurl: /news\n")
    assert find_site(str(tmp_path)).address == "https://example.org/news"


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("_config.yml", "lang: en_GB\n", "en-GB"),
        ("_config.yml", "lang: fr\ndefault_lang: de\n", "de"),
        ("_config.yml", "language: [en, fr]\n", None),
        ("_config.yml", "lang: english\n", None),
        ("hugo.toml", 'defaultContentLanguage = "ja"\nlanguageCode = "en-us"\n', "ja"),
        ("config.toml", 'default_language = "pt-BR"\n', "pt-BR"),
    ],
)
def test_the_language_of_posts_that_name_none(
    tmp_path: Path, name: str, text: str, language: str | None
) -> None:
    (tmp_path / name).write_text(text)
    assert find_site(str(tmp_path)).language == language


@pytest.mark.parametrize(
    "text", ["", "url: [broken", "url: javascript:alert(1)\n", "url: /local\n", "- a list\n"]
)
def test_invalid_configuration_gives_no_address(tmp_path: Path, text: str) -> None:
    (tmp_path / "_config.yml").write_text(text)
    assert find_site(str(tmp_path)) == NO_SITE


def test_a_permalink_becomes_a_link_on_the_site(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("url: https://example.org\n")
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "a.md").write_text("---\npermalink: /a/b/\n---\nText.\n")
    (post,) = load([tmp_path]).catalogue.posts
    assert post.link == "https://example.org/a/b/"
