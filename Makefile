# Needs Python 3.11 or newer and nothing else.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
FIND_PYTHON = command -v $(PYTHON) >/dev/null || { echo "make: no Python 3 found; name one with PYTHON=..." >&2; exit 1; }
BIN := .venv/bin
LOCKED := .venv/.locked
READY := .venv/.ready
# The tools of .venv/ come first: the generator calls ruff by name.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Without bytecode, each of the hundreds of processes that the tests start compiles everything that it imports.
unexport PYTHONDONTWRITEBYTECODE
# Images are drawn in threads; with an arena of memory for each, tests take twice the memory and a quarter more time.
export MALLOC_ARENA_MAX := 2

# Fetched pages are kept outside the repository.
FETCHED := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/evolink-docs/pages

# What benchmarks compare with has environments of its own, outside the repository.
BENCH := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/evolink-bench
PRISM := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/evolink-prism

.DEFAULT_GOAL := help
.PHONY: help setup packages demo test check pyright mypy lint generated pytest judged contract contract-all faults-client faults-mock faults-kill bench-client bench-batch bench-mock bench-pipeline generate snapshots pages drift drift-update docs screenshots package lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY)  ## create .venv/ with everything, from the lock files

# Not compiled at once: most modules are never imported, and those that are get compiled then.
$(LOCKED): requirements/dev.txt tools/package-lock.json
	@$(FIND_PYTHON)
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --no-compile --require-hashes --requirement requirements/dev.txt
	cd tools && ../$(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# The demo needs the client and the mock, and none of the tools; where those are set up, it uses them. uvloop is left
# out of its lock file: a mock with one user is no faster for it. pip is borrowed from $(PYTHON), as installing it takes
# as long as all else; where it is missing or older than 22.3, it is installed and removed again.
DEMO := $(if $(wildcard $(READY)),.venv,.venv-demo)
DEMO_PYTHON := .venv-demo/bin/python
DEMO_INSTALL = install --quiet --no-compile --no-deps --require-hashes --requirement requirements/demo.txt

.venv-demo/.ready: requirements/demo.txt
	@$(FIND_PYTHON)
	$(PYTHON) -m venv --clear --without-pip .venv-demo
	@if $(PYTHON) -m pip --python $(DEMO_PYTHON) --version >/dev/null 2>&1; \
	then set -x; $(PYTHON) -m pip --python $(DEMO_PYTHON) $(DEMO_INSTALL); \
	else set -ex; $(DEMO_PYTHON) -m ensurepip >/dev/null; $(DEMO_PYTHON) -m pip $(DEMO_INSTALL); \
	$(DEMO_PYTHON) -m pip uninstall -qq --yes setuptools pip; fi
	@touch $@

demo: $(DEMO)/.ready  ## make images, a video and audio (with the mock; LIVE=1 asks, then uses your key)
	PYTHONPATH=wrapper:generated:mock $(DEMO)/bin/python examples/demo/demo.py $(if $(LIVE),--live)

# Many tests wait for a clock, so judging the mock beside them takes little time of its own.
test: check  ## run everything that must pass
	@$(MAKE) --jobs 2 --no-print-directory pytest judged

judged: contract
	$(BIN)/python -m tests.contract.faults --every 10

# Types take the most time by far, and each of their checkers one core.
check: setup  ## run the linters, type checkers and import rules, and compare all generated files
	@$(MAKE) --jobs 2 --output-sync --no-print-directory pyright mypy lint generated

pyright:
	tools/node_modules/.bin/pyright --warnings

mypy:
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 wrapper mock

lint:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

generated:
	$(BIN)/python -m pipeline check
	$(BIN)/openapi-spec-validator specs/openapi.yaml
	$(BIN)/node tools/node_modules/.bin/redocly lint --config tools/redocly.yaml specs/openapi.yaml

# Tests that need a browser or PostgreSQL are skipped on machines without them, but not in CI.
packages:
	@if [ "$$CI" = true ]; then tools/debian.sh; fi

pytest: setup packages  ## run the tests
	$(BIN)/python -m pytest -n 6 -m "not bounds"

# `make` itself ends with 2 whatever the command ends with; see its own line above that.
JUDGE := $(if $(BASE_URL),EVOLINK_API_KEY="$(or $(API_KEY),$(EVOLINK_API_KEY))" $(BIN)/evolink contract --base-url "$(BASE_URL)" \
	$(if $(BUDGET),--budget $(BUDGET)) $(if $(PATIENCE),--patience $(PATIENCE)) $(if $(REPORT),--report "$(REPORT)"),$(BIN)/python -m tests.contract)

contract: setup  ## judge the mock by the contract, or BASE_URL=… API_KEY=… (BUDGET=credits, REPORT=file.html)
	@$(JUDGE)

contract-all: setup  ## the same, but try every rule of every model
	@$(JUDGE) --exhaustive

faults-mock: setup  ## check that the contract suite finds every deliberate fault of the mock
	$(BIN)/python -m tests.contract.faults

faults-client: setup  ## show how the sync and the async client handle every fault
	$(BIN)/python -m tests.faults

$(BENCH)/.locked: requirements/bench.txt
	$(PYTHON) -m venv --clear "$(BENCH)"
	"$(BENCH)/bin/python" -m pip install --quiet --require-hashes --requirement requirements/bench.txt
	@touch "$@"

faults-kill: setup packages  ## kill batches at every step, on SQLite and PostgreSQL (minutes)
	$(BIN)/python -m tests.kill

# Each writes what it measured to bench/results/, and docs/performance.md from all that is there; ONLY="…" measures parts.
BENCH_ONLY = $(if $(ONLY),--only $(ONLY))

bench-client: setup $(BENCH)/.locked  ## compare the client with others (many minutes)
	@"$(BENCH)/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
	"$(BENCH)/bin/python" -m bench.client $(BENCH_ONLY)

bench-batch: setup  ## compare batches with the client alone, and measure memory (ROWS=100000, MILLION=1: longer)
	$(BIN)/python -m bench.batch $(if $(ROWS),--rows $(ROWS)) $(if $(MILLION),--million) $(BENCH_ONLY)

bench-mock: setup $(PRISM)/node_modules/.bin/prism  ## compare the mock with Prism, and `make demo` with an installation
	$(BIN)/python -m bench.mock --prism "$(PRISM)/node_modules/.bin/prism" $(BENCH_ONLY)

$(PRISM)/node_modules/.bin/prism: $(LOCKED)
	$(BIN)/npm install --prefix "$(PRISM)" --no-save --no-audit --no-fund --loglevel=error @stoplight/prism-cli@5.14.2
	@touch "$@"

bench-pipeline: setup  ## measure what the number of pages and models costs
	$(BIN)/python -m bench.pipeline $(BENCH_ONLY)

generate: setup  ## renew the extracts (if the pages are present), the contract and the generated code
	@if [ -d ../shared/pages ]; then $(BIN)/python -m pipeline extract && $(BIN)/python -m pipeline agreement; else echo "no pages here: extracts kept"; fi
	$(BIN)/python -m pipeline merge
	$(BIN)/python -m pipeline generate
	$(MAKE) snapshots

SNAPSHOTS := $(wildcard tests/cli/__snapshots__/*.ambr)
snapshots: setup  ## renew the snapshots of the command line; review the difference
	$(BIN)/python -m pytest -q -n 2 $(SNAPSHOTS:tests/cli/__snapshots__/%.ambr=tests/cli/%.py) --snapshot-update

pages: setup
	@if [ -z "$(PAGES)" ]; then rm -rf "$(FETCHED)" && { $(BIN)/python -m pipeline fetch --out "$(FETCHED)" || [ $$? -eq 1 ]; }; fi

drift: pages  ## report what changed in the documentation (downloads it; PAGES=DIR for local pages)
	$(BIN)/python -m pipeline drift --pages "$(or $(PAGES),$(FETCHED))"

drift-update: pages  ## the same, then apply the changes, as the scheduled workflow does
	-$(BIN)/python -m pipeline drift --pages "$(or $(PAGES),$(FETCHED))"
	$(BIN)/python -m pipeline extract --pages "$(or $(PAGES),$(FETCHED))" || [ $$? -eq 1 ]
	$(BIN)/python -m pipeline merge
	$(BIN)/python -m pipeline generate
	$(MAKE) snapshots

docs: setup  ## build the documentation as a site in site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

package: setup  ## test the installed wheel with the lowest and the newest versions of its dependencies
	$(BIN)/python -m pytest -n 2 tests/package -m "bounds or not bounds"

screenshots: setup  ## renew the screenshots of the documentation (needs chromium and fonts-noto-cjk)
	$(BIN)/python tools/screenshots.py

lock: setup  ## renew the lock files
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header \
		--no-annotate --upgrade --all-extras --group dev pyproject.toml --output-file requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header \
		--no-annotate --upgrade --extra cli --extra mock --no-emit-package uvloop \
		--constraint requirements/dev.txt pyproject.toml --output-file requirements/demo.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-header \
		--no-annotate --upgrade requirements/bench.in --output-file requirements/bench.txt
	cd tools && ../$(BIN)/npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

clean:  ## remove everything that the other targets created
	rm -rf .venv .venv-demo tools/node_modules demo-output site dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
