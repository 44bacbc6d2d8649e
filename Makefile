# Every command a person needs; `make run` and `make test` set everything up themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= store

.PHONY: run test lint setup bench drills bundle audit clean

run: $(VENV)/.ready
	$(BIN)/python -m dashboard demo --store $(STORE)
	$(BIN)/python -m dashboard serve --store $(STORE) --open

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n auto -m "not drill"

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint queries --processes 0 --disable-progress-bar

setup: $(VENV)/.ready-dev

bench: $(VENV)/.ready-dev
	$(BIN)/python -m bench

drills: $(VENV)/.ready-dev
	sh .ci/apt faketime || true  # the drill of the clock says what it lacks
	$(BIN)/python -m pytest -m drill -s

bundle: $(VENV)/.ready
	$(BIN)/python -m bundle

audit:
	test -x build/audit/bin/python || PYTHON="$(PYTHON)" VENV=build/audit sh .ci/venv
	build/audit/bin/python .ci/audit.py

clean:
	rm -rf $(VENV) build screenshots .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	PYTHON="$(PYTHON)" VENV="$(VENV)" sh .ci/venv

$(VENV)/.ready: $(VENV)/bin/python requirements.txt .ci/browser
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	sh .ci/browser || true  # without them all but charts as pictures works, and the page says so
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt .ci/browser
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	sh .ci/browser
	touch $@
