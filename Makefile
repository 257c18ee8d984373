# `make demo` and `make test` need Python 3.11 or later and nothing else of ours: each makes the
# environment in .venv from the locked dependencies when it is not there or the locks have changed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# What the bundled JavaScript is made of: a change of it makes the editable install build it again.
NPM := $(filter-out %.py,$(wildcard export/html/npm/*))

# Dated events to measure networks with; they are not part of the project.
EVENTS := ../shared/events/icews/icews_named_events.tsv.gz

.PHONY: demo test check bundle bench lock screenshots clean

demo: $(VENV)/demo.stamp
	$(BIN)/dateline demo -o demo

test: check
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/test.stamp
	$(BIN)/python tests/benchmarks/first_story.py
	$(BIN)/python tests/benchmarks/many_sources.py
	$(BIN)/python tests/benchmarks/explorer.py
	$(BIN)/python tests/benchmarks/endpoint.py
	$(BIN)/python tests/benchmarks/temporal.py
	$(BIN)/python tests/benchmarks/measures.py $(EVENTS)
	$(BIN)/python tests/benchmarks/projection.py $(EVENTS)

# The installs below build it too, where npm is there; this one says why when it cannot.
bundle: $(VENV)/demo.stamp
	$(BIN)/python export/html/npm/build_hook.py

screenshots: $(VENV)/test.stamp
	$(BIN)/python tests/browser/screenshots.py tests/browser/shots

$(VENV)/demo.stamp: requirements.lock pyproject.toml $(NPM)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@test -e export/html/bundle/stamp.txt || echo "note: no npm or no network, so pages lack the bundled JavaScript; make bundle says why"
	touch $@

$(VENV)/test.stamp: requirements-test.lock pyproject.toml $(NPM)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements-test.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@test -e export/html/bundle/stamp.txt || echo "note: no npm or no network, so pages lack the bundled JavaScript; make bundle says why"
	touch $@ $(VENV)/demo.stamp

# uv resolves for every platform and Python that we support; the locks hold no download address.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --no-header --extra layout --extra networks pyproject.toml --group build -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-annotate --no-header --extra test pyproject.toml --group build -o requirements-test.lock

clean:
	rm -rf $(VENV) demo build dist
