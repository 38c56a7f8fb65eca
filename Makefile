# Every task bootstraps what it needs from nothing: python3 with venv, git and make are enough.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= out
# what is compiled once is kept: the tests alone start the program a hundred times
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run demo test check format screens bench lock clean

run: .venv/ready          ## open the window
	$(BIN)/dealwright $(WORKSPACE)

demo: .venv/ready         ## the sample workspace and its meeting pack in ./demo
	rm -rf demo
	$(BIN)/dealwright demo --to demo

test: .venv/ready         ## all tests, without a screen
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto --dist worksteal

check: .venv/ready        ## format, lint, types, import contracts and the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test

format: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

screens: .venv/ready      ## a picture of every page in $(OUT)/screens
	sh packaging/prepare.sh fonts
	$(BIN)/python packaging/screens.py $(OUT)/screens

bench: .venv/ready        ## start, tab switch and edit against a bare window in the same run
	$(BIN)/python -m tests.bench

lock:                     ## after a change of the dependencies; needs uv
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --python-version 3.11 -q -o requirements.lock

clean:
	rm -rf .venv demo $(OUT)

.venv/ready: requirements.lock pyproject.toml packaging/prepare.sh
	@sh packaging/prepare.sh libraries
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Dealwright needs Python 3.11 or newer.")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
