"""Built packages, and environments to install them into, without network access.

The build backend and the dependencies are those of the running environment: a path file makes them
importable in each new environment. Only the built package is installed there, with pip.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Environment:
    """A new virtual environment."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def broadsheet(self) -> Path:
        return self.folder / "bin" / "broadsheet"

    def install(self, *arguments: str) -> None:
        """Install with pip, without dependencies and without build isolation."""
        pip = [sys.executable, "-m", "pip", "--python", str(self.python), "install", "--quiet"]
        offline = ["--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check"]
        subprocess.run([*pip, *offline, *arguments], check=True)


@dataclass(frozen=True)
class Built:
    """The files of a release."""

    sdist: Path
    wheel: Path


@pytest.fixture
def new_environment(tmp_path: Path) -> Callable[[], Environment]:
    """Return a function that creates an environment with Broadsheet's dependencies only."""

    def make() -> Environment:
        environment = Environment(tmp_path / "environment")
        venv.create(environment.folder, symlinks=True)
        site = sysconfig.get_path("purelib", vars={"base": str(environment.folder)})
        # Path files in the added folder are not processed, so an editable Broadsheet of the
        # running environment is not importable: https://docs.python.org/3/library/site.html.
        Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
        return environment

    return make


@pytest.fixture(scope="session")
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sdist of the checkout, and the wheel built from that sdist as a packager would."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(project)], check=True, capture_output=True)
    [sdist] = folder.glob("*.tar.gz")
    [wheel] = folder.glob("*.whl")
    return Built(sdist, wheel)
