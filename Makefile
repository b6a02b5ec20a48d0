# Peilstok. `make demo` and `make test` are all that a newcomer needs.
VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin

.PHONY: demo test check texts format bench clean setup wheel sbom audit

demo: $(VENV)/.installed            ## the real study on this machine: sets up, loads, serves, prints where to go
	$(BIN)/peilstok demo $(DEMO)

test: $(VENV)/.installed-dev        ## installs what the tests need, Debian packages included, and runs them all
	tests/install-debian-packages
	$(BIN)/python -m compileall -q survey_app  # once, and not by each process that a test starts
	$(BIN)/pytest -n 3 --dist worksteal $(TESTS)

check: $(VENV)/.installed-dev       ## format, lint, import contracts, types, missing texts, licences
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m tests.catalogues --check
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

texts: $(VENV)/.installed-dev       ## bring the catalogues of other languages up to date with the texts in the code
	$(BIN)/python -m tests.catalogues

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.installed-dev       ## ratios within one run; figures are in benchmarks/README.md
	tests/install-debian-packages
	$(BIN)/python -m benchmarks

wheel: $(VENV)/.installed-dev       ## what `pip install` takes, in dist/
	rm -rf build dist
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

build/bare: wheel                   # an environment with the wheel and what it asks for, and nothing else
	$(PYTHON) -m venv --without-pip $@
	$(BIN)/pip --python $@ install --quiet dist/peilstok-*.whl

sbom: build/bare $(VENV)/.installed-release  ## all that an installation consists of, as CycloneDX, in dist/
	$(BIN)/cyclonedx-py environment $< --pyproject pyproject.toml --output-reproducible -o dist/peilstok.cdx.json

audit: build/bare $(VENV)/.installed-release  ## known holes in all that an installation consists of; asks pypi.org
	$(BIN)/pip --python $< freeze --exclude peilstok > build/installed.txt
	$(BIN)/pip-audit --strict --disable-pip --no-deps --progress-spinner off -r build/installed.txt || { \
	  echo "make audit: either holes are told above, or pypi.org did not answer and nothing is known" >&2; exit 1; }

setup: $(VENV)/.installed-dev

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(VENV)/.installed-release: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[release]'
	@touch $@

clean:
	rm -rf $(VENV) demo build dist *.egg-info
