# Common commands of the project; `make help` lists them.
#
# They only need Python 3.11+ and make. The first call creates .venv and installs the dependencies
# into it. Stamp files in .venv tell later calls that this has been done.

PYTHON ?= python3
VENV := .venv
OLDEST_VENV := .venv-oldest
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test fuzz soak bench demo check check-oldest format clean

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; \
	do printf 'make %-12s %s\n' "$$name" "$$text"; done

# FOLDER is passed in the environment, so that a path with spaces stays one word. Not every shell
# expands the ~ of FOLDER=~/news. A relative path gets a leading ./, because a folder can have the
# name of a broadsheet command.
run: export FOLDER := $(FOLDER)
run: $(VENV)/runtime-installed ## open the sample posts, or those in FOLDER=…
	@case "$$FOLDER" in \
	    '') ;; \
	    /*) set -- "$$FOLDER" ;; \
	    '~/'*) set -- "$$HOME/$${FOLDER#??}" ;; \
	    *) set -- "./$$FOLDER" ;; \
	esac; $(BIN)/broadsheet "$$@"

# Two processes for each core: many tests wait for the app or for a terminal.
test: $(VENV)/dev-installed ## run all tests; ARGS=… is passed to pytest
	@workers=$$($(BIN)/python -c 'import os; print(2 * (os.cpu_count() or 1))'); \
	$(BIN)/python -m pytest --quiet --numprocesses "$$workers" --dist loadgroup $(ARGS)

fuzz: export FUZZ_FOLDER := $(FOLDER)
fuzz: $(VENV)/dev-installed ## search for failing inputs, with 20,000 mutations of posts or of those in FOLDER=…
	@$(BIN)/python -m pytest --quiet --numprocesses auto --hypothesis-profile search -m hypothesis tests
	@test -n "$$FUZZ_FOLDER" || unset FUZZ_FOLDER; \
	    $(BIN)/python -m pytest --quiet tests/property/fuzz_posts.py

soak: export SOAK_SEEDS := $(SEEDS)
soak: export SOAK_COUNT := $(COUNT)
soak: export SOAK_FOLDER := $(FOLDER)
soak: export SOAK_JOBS := $(JOBS)
soak: $(VENV)/dev-installed ## send the app 100,000 random events (COUNT=…) in a real terminal; SEEDS="1 2", FOLDER=…, JOBS=…
	@$(BIN)/python -m tests.soak

bench: $(VENV)/runtime-installed ## measure speed; ARGS="start lists" selects benchmarks
	@$(BIN)/python -m benchmarks $(ARGS)

demo: $(VENV)/runtime-installed ## draw the animated demo and the other pictures of docs/images
	@$(BIN)/python -m pictures

check: $(VENV)/dev-installed ## run what CI runs: linter, formatter, types, import contracts and tests
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo 'Run "make format".' >&2; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(MAKE) --no-print-directory test

# Snapshots show the app with the newest libraries, and the packaging tests install those.
check-oldest: $(OLDEST_VENV)/installed ## run the tests with the oldest allowed version of each library
	@workers=$$($(BIN)/python -c 'import os; print(2 * (os.cpu_count() or 1))'); \
	$(OLDEST_VENV)/bin/python -m pytest --quiet --numprocesses "$$workers" --dist loadgroup \
	    --ignore=tests/snapshot --ignore=tests/packaging/test_packages.py $(ARGS)

format: $(VENV)/dev-installed ## format the source code
	@$(BIN)/ruff check --quiet --fix --select I .
	@$(BIN)/ruff format .

clean: ## delete .venv, .venv-oldest and all files that tools have created
	@rm -rf $(VENV) $(OLDEST_VENV) build dist *.egg-info snapshot_report.html
	@rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find reader tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/runtime-installed: pyproject.toml $(VENV)/made
	@echo 'Installing Broadsheet and its libraries into $(VENV) ...' >&2
	@$(PIP_INSTALL) --editable .
	@touch $@

$(OLDEST_VENV)/installed: pyproject.toml tests/packaging/oldest_versions.py $(VENV)/dev-installed
	@echo 'Installing the oldest allowed versions into $(OLDEST_VENV) ...' >&2
	@$(PYTHON) -m venv --clear $(OLDEST_VENV)
	@$(BIN)/python -m tests.packaging.oldest_versions >$(OLDEST_VENV)/constraints.txt
	@$(OLDEST_VENV)/bin/python -m pip --disable-pip-version-check install --quiet \
	    --constraint $(OLDEST_VENV)/constraints.txt --editable '.[dev,fulltext]'
	@touch $@

$(VENV)/dev-installed: pyproject.toml $(VENV)/made
	@echo 'Installing Broadsheet, its libraries and the development tools into $(VENV) ...' >&2
	@$(PIP_INSTALL) --editable '.[dev]'
	@touch $(VENV)/runtime-installed $@

# Debian and its derivatives ship ensurepip, which `python3 -m venv` needs, in a separate package.
$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo 'Broadsheet needs Python 3.11 or newer. Choose another with "make PYTHON=python3.12 ...".' >&2; exit 1; }
	@$(HAS_ENSUREPIP) || $(INSTALL_VENV_PACKAGE) || true
	@$(HAS_ENSUREPIP) || { \
	    echo 'This Python cannot create a virtual environment: its module ensurepip is missing.' >&2; \
	    echo 'Install it and try again. On Debian and Ubuntu: sudo apt-get install python3-venv' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

HAS_ENSUREPIP := $(PYTHON) -c 'import ensurepip' 2>/dev/null
INSTALL_VENV_PACKAGE := { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
    echo 'Installing the package python3-venv ...' >&2 && \
    export DEBIAN_FRONTEND=noninteractive && apt-get update -qq && \
    apt-get install -qq --no-install-recommends python3-venv >/dev/null; }
