# Two commands matter: `make demo` and `make test`. Everything they need is set up by themselves.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
ARGS ?=
# What was compiled once is not compiled by every process again, even where the machine switches that off.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo serve test check format lock targets browser office clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

setup: $(STAMP) ## create .venv with everything pinned in requirements.lock; the command is .venv/bin/thidua

$(STAMP): requirements.lock requirements/uv.lock pyproject.toml scripts/setup.sh src/thidua/locale/en/LC_MESSAGES/django.po
	@PYTHON="$(PYTHON)" VENV="$(VENV)" bash scripts/setup.sh
	@touch $@

demo: setup ## build the demo world, papers in demo-out/, and serve it on 127.0.0.1:8000 (ARGS="--no-serve")
	@$(BIN)/thidua demo $(ARGS)

serve: setup ## serve the site with its own database (or DATABASE_URL)
	@$(BIN)/thidua serve $(ARGS)

browser: ## Chromium for the browser tests (apt where root on Debian)
	@bash scripts/browser.sh

office: ## LibreOffice Writer for the tests that open the papers in it (apt where root on Debian)
	@bash scripts/office.sh

test: setup browser office ## the whole suite, in a real browser too (ARGS="-k money")
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

check: setup ## ruff, mypy strict, import contracts, templates, lock file
	@bash scripts/check.sh

format: setup ## let ruff and djade rewrite what they can
	@$(BIN)/ruff check --fix -q src tests benchmarks scripts; $(BIN)/ruff format -q src tests benchmarks scripts
	@git ls-files -co --exclude-standard 'src/**/*.html' | xargs $(BIN)/djade --target-version 5.2

lock: ## resolve every dependency anew into requirements.lock (hashes, no package host)
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header requirements/uv.in -o requirements/uv.lock
	@$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header pyproject.toml --group dev -o requirements.lock

targets: setup browser office ## measure the figures this project promises, one line each (ONLY=K1,K5)
	@$(BIN)/python -m benchmarks.targets $(if $(ONLY),--only $(ONLY))

clean: ## remove what was built (the virtual environment, the demo's database and papers)
	@rm -rf $(VENV) var demo-out .mypy_cache .ruff_cache .pytest_cache
