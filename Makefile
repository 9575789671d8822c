# Every command that a person or a machine needs. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP_INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
COMPILE = .tools/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE)
# What tests drive; libatomic1 is for the driver of the browser.
DRIVEN := chromium curl default-jre-headless fonts-dejavu libatomic1

# uv trusts the certificates that the machine trusts, and works with the Python that is there.
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup serve test check test-clients test-engines lint programs lock bench bench-large

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/runtime.stamp ## Set up what the product needs; a second run costs nothing.

serve: .venv/runtime.stamp ## Set up, build the snapshot, serve it on http://127.0.0.1:8000 (PORT=8080 for another port).
	$(BIN)/husk build
	$(BIN)/husk serve --port $(PORT)

test: .venv/dev.stamp programs lint ## Set up and run everything: linters, all tests, the browser too.
	$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

check: .venv/dev.stamp lint ## Run the linters and the quick tests, in under a minute.
	$(BIN)/pytest --quiet --numprocesses 2 --dist loadfile --no-loadscope-reorder -m "not browser and not slow and not clients and not engines"

test-clients: .venv/dev.stamp tests/clients/node_modules/.package-lock.json ## Set up and run the tests that drive clients of other people, which need Node.
	$(BIN)/pytest --quiet -m clients tests/clients

test-engines: .venv/dev.stamp ## As root on Debian: install Virtuoso, where missing, and test with it as the engine.
	@if ! command -v virtuoso-t > /dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -yqq --no-install-recommends virtuoso-opensource-7-bin; fi
	$(BIN)/pytest --quiet -m engines tests/graph/remote

lint: .venv/dev.stamp ## Check style, types, the direction of imports and the layout of the data.
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/husk fmt --check

programs: ## As root on Debian: install the programs that tests drive, where missing.
	@if ! { command -v chromium && command -v curl && command -v java && test -d /usr/share/fonts/truetype/dejavu \
			&& /sbin/ldconfig -p | grep libatomic.so.1; } > /dev/null \
		&& [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -yqq --no-install-recommends $(DRIVEN); fi

bench: .venv/dev.stamp ## Measure the slow parts and print them as ratios to something named.
	$(BIN)/python -m tests.benchmarks

bench-large: .venv/dev.stamp ## Measure how each stage grows up to a million quads: some minutes, 4 GB.
	$(BIN)/python -m tests.benchmarks.growth large

lock: .tools/uv.stamp ## Write the locks anew; UPGRADE=--upgrade takes the newest versions.
	$(COMPILE) pyproject.toml --group build -o requirements.lock
	$(COMPILE) pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group tools -o requirements-tools.lock

# A stamp stands for a finished installation: of what the product needs, of that and what its tests need, of uv.
.venv/runtime.stamp: requirements.lock pyproject.toml | $(BIN)/pip
	$(PIP_INSTALL) --require-hashes -r requirements.lock
	$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/runtime.stamp
	$(PIP_INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

tests/clients/node_modules/.package-lock.json: tests/clients/package-lock.json
	@command -v npm > /dev/null || { echo "npm is missing: install Node.js 18 or newer; on Debian, apt install npm"; exit 1; }
	npm ci --prefix tests/clients --ignore-scripts --no-audit --no-fund --loglevel error

.tools/uv.stamp: requirements-tools.lock | .tools/bin/pip
	.tools/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools.lock
	@touch $@

%/bin/pip:
	@command -v $(PYTHON) > /dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer, or name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) -V) is too old: husk needs 3.11 or newer; name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2> /dev/null || { echo "$(PYTHON) cannot make virtual environments: on Debian, apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $*
