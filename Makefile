# Every job in one word; `make` alone lists them. A target sets up what it needs, the first time that it needs it.

COUNCIL ?= example
PYTHON ?= python3

# uv makes .venv from the lock file. Where a machine has none, a pinned one is put in a corner of .cache.
OWN_UV := .cache/uv/bin/uv
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo $(OWN_UV))
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help site serve check lint format types tests scripts test browser pictures tables bench bench-all lock fuzz kills leaks reference clean

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

site: .venv/.made ## Build one council's site and PDFs into site/ (another council: make site COUNCIL=oldham)
	COUNCIL=$(COUNCIL) $(BIN)/mkdocs build
	@echo "Open site/index.html in a browser."

serve: .venv/.made ## Show one council's site while you edit; it follows what you save
	$(BIN)/guide serve $(COUNCIL)

check: .venv/.made ## List every problem in the pages, the facts and all councils; build nothing
	$(BIN)/guide check --all

lint: .venv/.made ## Check how the code is written
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/.made ## Lay the code out as `make lint` wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/.made ## Check the code's types
	$(BIN)/mypy

tests: browser ## Run the tests alone
	$(BIN)/pytest -n auto --dist loadfile

scripts: ## Run the tests of the pages' scripts alone (they need Node; `make tests` runs them too)
	node --test tests/js/*.test.js

test: lint types check tests ## Everything that must pass before a change is taken in

fuzz: .venv/.made ## Try twelve thousand broken files, pages, facts and pictures (most of an hour); the tests try a few hundred
	STAFFGUIDE_FUZZ=12000 $(BIN)/pytest tests/test_bad_input.py tests/test_overlays_hostile.py

kills: .venv/.made ## Kill fifty builds at any moment; the tests kill a few
	STAFFGUIDE_KILLS=50 $(BIN)/pytest -s tests/test_output_survives.py -k killed

leaks: .venv/.made ## Search every council of the register for what belongs to others; the tests search a dozen
	STAFFGUIDE_COUNCILS=153 $(BIN)/pytest tests/test_many_councils.py

browser: .venv/.made ## Find a Chromium for the tests, or install one
	@$(BIN)/python tests/chromium.py

reference: .venv/.made ## Write the reference in the handbook and the JSON Schema again, from the code
	$(BIN)/python -m staffguide.reference

tables: .venv/.made ## Write the tables of modules in ARCHITECTURE.md again, from the code
	$(BIN)/python handbook/module_tables.py

pictures: browser ## Take the pictures of the README and of the tasks again
	$(BIN)/python handbook/pictures/take.py
	$(BIN)/python handbook/pictures/take_tasks.py
	-$(BIN)/python handbook/pictures/take_slides.py

bench: .venv/.made ## Measure the build, and the routes that we did not take
	$(BIN)/python bench/build.py
	$(BIN)/python bench/macros_routes.py
	$(BIN)/python bench/pdf_routes.py
	$(BIN)/python bench/serve.py

bench-all: .venv/.made ## Measure building 153 councils, against a loop and against copying (takes ten minutes)
	$(BIN)/python bench/all_councils.py

lock: $(filter $(OWN_UV),$(UV)) ## Move every dependency to its newest allowed version
	$(UV) lock --upgrade

clean: ## Remove what was built or downloaded; keep what people wrote
	rm -rf site build .site-* .build-* .site.lock .build.lock .cache .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find staffguide macros tests bench handbook -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.made: pyproject.toml uv.lock $(filter $(OWN_UV),$(UV))
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' \
	  || { echo "Python 3.11.5 or later is needed. Name another one with: make PYTHON=python3.12"; exit 1; }
	$(UV) sync --locked --all-extras --python $(PYTHON)
	@touch $@

$(OWN_UV):
	$(PYTHON) -m venv .cache/uv
	.cache/uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
