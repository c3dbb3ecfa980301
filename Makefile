# Every command of the project. `make demo` and `make test` do their own set-up, from nothing.
#
# What was made leaves a stamp, so that a second run does nothing. Every path is relative: the folder may have
# spaces in its name. Nothing is written outside this folder, except Debian packages when root asks for the tests.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The pinned installer; it reads uv.lock, which pins everything else.
UV_VERSION := 0.13.9
PYTHON ?= $(firstword $(foreach name,python3.11 python3,$(if $(shell command -v $(name)),$(name))))
PORT ?= 8000
SERVE ?= 1

# A virtual environment or a uv setting of the person's own must not move ours elsewhere.
unexport VIRTUAL_ENV PYTHONPATH PYTHONHOME UV_PROJECT_ENVIRONMENT
export UV_PYTHON_DOWNLOADS := never
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin
ENVIRONMENT := .venv/.ready
NODE := node_modules/.ready
STYLES := src/goldenthread/design/static/goldenthread/.ready
FONTS := src/goldenthread/engines/rendering/fonts/.ready
ASSETS := $(STYLES) $(FONTS)

.PHONY: help demo test setup assets packages format lint types walls unit domain entrypoints house stories bench clean

help:  ## Show this list
	@echo "Golden Thread: make demo shows it, make test checks it. All commands:"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(ENVIRONMENT) $(ASSETS)  ## Make the report of examples/maidstone in out/, then serve the demonstration council (SERVE=0 stops before; PORT=8000)
	@SERVE="$(SERVE)" PORT="$(PORT)" exec $(BIN)/goldenthread demo

test: packages $(ENVIRONMENT) $(ASSETS)  ## Run every check: format, lint, types, walls, unit, domain, pages, stories in a browser
	@exec $(BIN)/python scripts/check.py

setup: $(ENVIRONMENT) $(ASSETS)  ## Install what the project needs into this folder

assets: $(ASSETS)  ## Build the styles, the scripts and the fonts of pages and reports

packages:  # Chromium, Java and PostgreSQL, which only the tests need
	@scripts/debian-packages

format: $(ENVIRONMENT)  ## Put the code in its one layout
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix --select I .

lint types walls unit domain entrypoints house: $(ENVIRONMENT) $(ASSETS)
	@exec $(BIN)/python scripts/check.py $@

lint:  ## Check layout and habits (ruff)
types:  ## Check types (mypy, strict)
walls:  ## Check that imports point down (import-linter)
unit:  ## Test the engines
domain:  ## Test the domain on SQLite and on PostgreSQL
entrypoints:  ## Test pages and commands
house:  ## Test the house itself

stories: packages $(ENVIRONMENT) $(ASSETS)  ## Test the journeys in a real browser
	@exec $(BIN)/python scripts/check.py $@

bench: $(ENVIRONMENT) $(ASSETS)  ## Measure speed and memory against named references
	@exec $(BIN)/python scripts/check.py $@

clean:  ## Remove everything that was made here, except data/
	rm -rf .venv .tools node_modules out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf src/goldenthread/design/static/goldenthread src/goldenthread/engines/rendering/fonts

.tools/bin/uv-$(UV_VERSION):
	@PYTHON="$(PYTHON)" scripts/install-uv "$(UV_VERSION)"

$(ENVIRONMENT): .tools/bin/uv-$(UV_VERSION) uv.lock pyproject.toml
	@PYTHON="$(PYTHON)" scripts/sync-python "$<"
	@touch $@

$(NODE): package.json package-lock.json
	@scripts/install-node
	@touch $@

$(STYLES): $(NODE) $(shell find src/goldenthread/design -path '*/static' -prune -o -type f \( -name '*.scss' -o -name '*.js' -o -name '*.mjs' \) -print 2>/dev/null)
	@echo "Building styles and scripts."
	@npm run --silent build
	@mkdir -p $(@D) && touch $@

$(FONTS): $(NODE) $(ENVIRONMENT) src/goldenthread/engines/rendering/fonts.py
	@echo "Making the report's fonts."
	@$(BIN)/python -m goldenthread.engines.rendering.fonts
	@mkdir -p $(@D) && touch $@
