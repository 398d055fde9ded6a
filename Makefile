# Broadsheet's everyday commands; `make help` lists them.
#
# Python 3.11+ and make are all that a machine needs: the first call makes .venv and installs into
# it, later calls see by the stamp files there that nothing is left to do.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test fuzz bench check format clean

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; \
	do printf 'make %-8s %s\n' "$$name" "$$text"; done

# FOLDER goes by the environment, so that it is one word with blanks and all. Not every shell expands
# the ~ of FOLDER=~/news; and a folder may be called like a command of broadsheet.
run: export FOLDER := $(FOLDER)
run: $(VENV)/runtime-installed ## open the reader on the sample posts, or on FOLDER=…
	@case "$$FOLDER" in \
	    '') ;; \
	    /*) set -- "$$FOLDER" ;; \
	    '~/'*) set -- "$$HOME/$${FOLDER#??}" ;; \
	    *) set -- "./$$FOLDER" ;; \
	esac; $(BIN)/broadsheet "$$@"

test: $(VENV)/dev-installed ## run every test, or those that ARGS=… chooses
	@$(BIN)/python -m pytest --quiet --numprocesses auto --dist loadgroup $(ARGS)

fuzz: export FUZZ_FOLDER := $(FOLDER)
fuzz: $(VENV)/dev-installed ## look for inputs that fail, among them 20,000 slips in posts, or in those of FOLDER=…
	@$(BIN)/python -m pytest --quiet --numprocesses auto --hypothesis-profile search -m hypothesis tests
	@test -n "$$FUZZ_FOLDER" || unset FUZZ_FOLDER; \
	    $(BIN)/python -m pytest --quiet tests/property/fuzz_posts.py

bench: $(VENV)/runtime-installed ## measure speed beside its floors; ARGS="start --corpus=…" some of it
	@$(BIN)/python -m benchmarks $(ARGS)

check: $(VENV)/dev-installed ## lint, format, types, import contracts and tests: what CI runs
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo 'Run "make format".' >&2; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(MAKE) --no-print-directory test

format: $(VENV)/dev-installed ## put the source into its one format
	@$(BIN)/ruff check --quiet --fix --select I .
	@$(BIN)/ruff format .

clean: ## remove .venv and everything that tools have left
	@rm -rf $(VENV) build dist *.egg-info snapshot_report.html
	@rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find reader tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/runtime-installed: pyproject.toml $(VENV)/made
	@echo 'Installing Broadsheet and its libraries into $(VENV) ...' >&2
	@$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/dev-installed: pyproject.toml $(VENV)/made
	@echo 'Installing Broadsheet, its libraries and the development tools into $(VENV) ...' >&2
	@$(PIP_INSTALL) --editable '.[dev]'
	@touch $(VENV)/runtime-installed $@

# Debian and its kin keep what `python3 -m venv` needs in a package of its own.
$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo 'Broadsheet needs Python 3.11 or newer; "make PYTHON=python3.12 ..." names another.' >&2; exit 1; }
	@$(HAS_ENSUREPIP) || $(INSTALL_VENV_PACKAGE) || true
	@$(HAS_ENSUREPIP) || { \
	    echo 'This Python cannot make a virtual environment: its ensurepip is missing. Install it and try' >&2; \
	    echo 'again; on Debian and Ubuntu: sudo apt-get install python3-venv' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

HAS_ENSUREPIP := $(PYTHON) -c 'import ensurepip' 2>/dev/null
INSTALL_VENV_PACKAGE := { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
    echo 'Installing the package python3-venv ...' >&2 && \
    export DEBIAN_FRONTEND=noninteractive && apt-get update -qq && \
    apt-get install -qq --no-install-recommends python3-venv >/dev/null; }
