# Peilstok. `make demo` and `make test` are all that a newcomer needs.
VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin

.PHONY: demo test check texts format bench clean setup

demo: $(VENV)/.installed            ## the real study on this machine: sets up, loads, serves, prints where to go
	$(BIN)/peilstok demo $(DEMO)

test: $(VENV)/.installed-dev        ## installs what the tests need, Debian packages included, and runs them all
	tests/install-debian-packages
	$(BIN)/python -m compileall -q survey_app  # once, and not by each process that a test starts
	$(BIN)/pytest -n 3 --dist worksteal $(TESTS)

check: $(VENV)/.installed-dev       ## format, lint, import contracts, types, missing texts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m tests.catalogues --check

texts: $(VENV)/.installed-dev       ## bring the catalogues of other languages up to date with the texts in the code
	$(BIN)/python -m tests.catalogues

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev       ## ratios within one run; figures are in benchmarks/README.md
	tests/install-debian-packages
	$(BIN)/python -m benchmarks

setup: $(VENV)/.installed-dev

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) demo build *.egg-info
