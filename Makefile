# On a fresh machine with Python 3.11 or later, everything below sets itself up:
#   make demo      installs align-qa lightly (no torch) and checks the Henan article
#   make test      installs everything, and runs the tests
#   make package   builds the wheel and the source archive, and tries both in a fresh environment
PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
PIP     = $(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt

.PHONY: data demo test lint docs package fuzz clean

demo: $(VENV)/.ready
	@echo "== Checking seeds/henan-blockchain-pilot-zone.txt"
	COLUMNS=80 $(BIN)/align check seeds/henan-blockchain-pilot-zone.txt --fail-on never
	@echo "== Now your own text: $(BIN)/align check FILE   (or: . $(BIN)/activate, then: align check FILE)"

test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

docs: $(VENV)/.ready-dev
	$(BIN)/python docs/generate.py && $(BIN)/python docs/sample.py

# 10,000 seeded inputs in at most four minutes; make fuzz INPUTS=200000 SECONDS=7200 SEED=7 for more
INPUTS  ?= 10000
SECONDS ?= 240
SEED    ?= 1
fuzz: $(VENV)/.ready-dev
	$(BIN)/python -m tests.fuzz --inputs $(INPUTS) --seconds $(SECONDS) --seed $(SEED)

package: $(VENV)/.ready-dev
	$(BIN)/python .ci/package.py

# Everything under align/data/built that is older than its inputs; SHARED is the folder of the corpora
SHARED ?= ../shared
data: $(VENV)/.ready-dev
	$(BIN)/python -m training.data --shared $(SHARED)

clean:
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache

$(VENV)/bin/python:
	@echo "== Making the environment $(VENV)"
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(VENV)/bin/python pyproject.toml setup.py constraints.txt
	@echo "== Installing align-qa and its libraries into $(VENV), about half a minute"
	$(PIP) -e .
	@$(BIN)/python -m compileall -q align
	@touch $@

$(VENV)/.ready-dev: $(VENV)/bin/python pyproject.toml setup.py constraints.txt
	@echo "== Installing align-qa with everything that tests, linters and training need (with torch: minutes)"
	$(PIP) -e '.[dev]'
	@$(BIN)/python -m compileall -q align
	@touch $@ $(VENV)/.ready
