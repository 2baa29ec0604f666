# Everything a newcomer needs: `make demo` to see the graph, `make test` to run all checks.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
OUT    ?= plangraph-demo

.PHONY: demo serve test check bench golden docs clean
.DEFAULT_GOAL := help

help:
	@echo "make demo   the five plans as reports, matrices and a graph in $(OUT)/"
	@echo "make serve  the same on the web, on http://127.0.0.1:8000"
	@echo "make test   lint, types, import layers and all tests"
	@echo "make check  the quick half of it: lint, types and import layers"
	@echo "make docs   docs/reference/ written anew from the rules, questions and commands"
	@echo "make bench  what is fast, measured side by side"

# The stamp carries the lists of what is installed: it is made again when they change.
$(VENV)/.installed: pyproject.toml hatch_build.py $(wildcard frontend/*.json frontend/*.js frontend/*.mjs)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/plangraph demo --out $(OUT)

serve: $(VENV)/.installed
	$(BIN)/plangraph serve

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/pytest -n auto

golden: $(VENV)/.installed-dev
	$(BIN)/pytest --update-goldens

docs: $(VENV)/.installed-dev
	$(BIN)/python docs/build.py

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/checking.py

clean:
	rm -rf $(VENV) $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	rm -rf frontend/node_modules src/plangraph/web/static/editor
