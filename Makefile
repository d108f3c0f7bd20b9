# Everything runs in a virtual environment of the project's own. The stamp says which pins it was made from.
# What sets it up reads nothing from standard input: that belongs to the bot, which may have questions piped in.
PYTHON ?= python3
VENV   := .venv
STAMP  := $(VENV)/.installed
PY     := $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: help run setup test lint check format docs catalogues fuzz eval soak bench clean

help:  ## show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml constraints.txt
	@echo "setting up $(VENV) (once; takes about a minute)" >&2
	@$(PYTHON) -c 'import sys; sys.exit("Readout needs Python 3.11 or newer; try: make run PYTHON=python3.12" if sys.version_info < (3, 11) else 0)' </dev/null
	@$(PYTHON) -m venv $(VENV) </dev/null
	@$(PY) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]' </dev/null >&2
	@touch $@

setup: $(STAMP)  ## create the virtual environment with the pinned packages

run: $(STAMP)  ## start the bot: on Discord if DISCORD_TOKEN is set, else as a chat in the terminal
	@$(PY) -m bot

test: $(STAMP)  ## run all tests
	@$(PY) -m pytest --numprocesses auto

lint: $(STAMP)  ## ruff, format check, strict types, import boundaries
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports

check: test lint  ## all that must pass before a change lands

format: $(STAMP)  ## rewrite the code in the project's format
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

docs: $(STAMP)  ## run the transcripts in the docs anew, and write down what they print now
	@$(PY) -m tests.docs

catalogues: $(STAMP)  ## gather what is said in other languages, say what is not translated yet, and compile
	@$(PY) -m tests.catalogues

fuzz: $(STAMP)  ## 100,000 random messages through the whole line
	@$(PY) -m pytest tests/test_fuzz.py --fuzz-messages 100000 -s

eval: $(STAMP)  ## ask all questions of the test set; what is right, asked back, not known, wrong
	@$(PY) -m tests.eval.run

soak: $(STAMP)  ## reminders under fire: the bot is killed a thousand times (KILLS=1000), with faults in between
	@$(PY) -m tests.soak.crashing --kills $(or $(KILLS),1000)

bench: $(STAMP)  ## how long answers take, on the bundled facts and on a large store
	@$(PY) -m bench

clean:  ## remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build *.egg-info
