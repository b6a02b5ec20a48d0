# Peilstok. `make demo` and `make test` are all that a newcomer needs.
VENV ?= .venv
PYTHON ?= python3
BIN = $(VENV)/bin
# Everything is installed in the versions, and with the hashes, of uv.lock; pip is asked for uv alone.
SYNC = UV_PROJECT_ENVIRONMENT=$(VENV) UV_PYTHON_DOWNLOADS=never $(BIN)/uv sync --quiet --frozen --inexact

# Where nothing may be kept, every process of the tests would compile all that it loads, for longer than it works.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test unit axe check texts pages format lock bench clean setup wheel sbom audit

demo: $(VENV)/.installed            ## the real study on this machine: sets up, loads, serves, prints where to go
	$(BIN)/peilstok demo $(DEMO)

test: $(VENV)/.installed-dev        ## installs what the tests need, Debian packages included, and runs them all
	tests/install-debian-packages
	$(BIN)/python -m compileall -q survey_app  # once, and not by each process that a test starts
	-$(BIN)/python -m compileall -q -j 0 $(VENV)/lib  # the same of all that is loaded; what others wrote may not compile
	$(BIN)/pytest -n 3 --dist worksteal $(TESTS)

unit: $(VENV)/.installed-dev        ## what needs no database and no server and takes seconds: run it at every save
	$(BIN)/pytest -q -n 3 --dist worksteal -m "not slow" --hypothesis-profile quick tests/unit

axe: $(VENV)/.installed-dev         ## every page of respondents by axe in every width, colours and language; minutes
	PEILSTOK_AXE=all $(BIN)/pytest -n 3 tests/browser/test_axe.py

check: $(VENV)/.installed-dev       ## the lock, format, lint, import contracts, types, missing texts, licences
	$(BIN)/uv lock --quiet --check --offline
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m tests.catalogues --check
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

texts: $(VENV)/.installed-dev       ## bring the catalogues of other languages up to date with the texts in the code
	$(BIN)/python -m tests.catalogues

pages: $(VENV)/.installed-dev       ## bring up to date what docs/ has of the code: rooms and contracts, and every figure
	$(BIN)/python -m tests.architecture
	$(BIN)/python -m tests.figure_pages

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(VENV)/.uv                   ## after a change of dependencies: pip's newest versions within the bounds, with hashes
	$(BIN)/uv lock $(UPGRADE)

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

setup: $(VENV)/.installed-dev       ## for who develops: checks what is staged at every commit
	$(BIN)/pre-commit install

$(VENV)/.uv: Makefile
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check uv==0.13.9
	@touch $@

$(VENV)/.installed: pyproject.toml uv.lock $(VENV)/.uv
	$(SYNC)
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(SYNC) --extra dev
	@touch $@

$(VENV)/.installed-release: $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[release]'
	@touch $@

clean:
	rm -rf $(VENV) demo build dist *.egg-info
