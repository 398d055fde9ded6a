"""Built packages, and environments to install them into. Nothing here asks the network.

The backend is the one of the running environment, and so are the libraries that an installed
Broadsheet needs: a path file lends them to each new environment, where the package itself is
installed by pip from what was built.
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
    """A virtual environment of its own."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def broadsheet(self) -> Path:
        return self.folder / "bin" / "broadsheet"

    def install(self, *what: str) -> None:
        """Install with pip, without dependencies and without build isolation."""
        pip = [sys.executable, "-m", "pip", "--python", str(self.python), "install", "--quiet"]
        offline = ["--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check"]
        subprocess.run([*pip, *offline, *what], check=True)


@dataclass(frozen=True)
class Built:
    """The two files of a release."""

    sdist: Path
    wheel: Path


@pytest.fixture
def new_environment(tmp_path: Path) -> Callable[[], Environment]:
    """Makes an environment that has Broadsheet's dependencies, and not Broadsheet."""

    def make() -> Environment:
        environment = Environment(tmp_path / "environment")
        venv.create(environment.folder, symlinks=True)
        site = sysconfig.get_path("purelib", vars={"base": str(environment.folder)})
        # Plain paths in it are followed, further path files there are not: an editable
        # Broadsheet of the running environment stays unseen.
        Path(site, "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
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
