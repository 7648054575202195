# Everything a developer or a workshop needs, by name. `make run` starts the product; `make test` proves it.
.PHONY: help run test check fmt bench lock setup
.DEFAULT_GOAL := help

help: ## Show this
	@awk -F ': .*## ' '/^[a-z]+: .*## /{printf "  make %-7s %s\n", $$1, $$2}' Makefile

run: ## Start Verksign on http://127.0.0.1:8000 (VERKSIGN_PORT=… for another port); Ctrl-C stops it
	@scripts/setup run
	@exec .venv/bin/verksign run

test: setup ## Run every test, on SQLite and on PostgreSQL (ARGS="tests/staff -k quote" for some)
	@scripts/test $(ARGS)

check: setup ## Format, lint, types, imports, migrations, translations, rules and domain tests; under a minute
	@scripts/check

fmt: setup ## Format, and mend what the linter can
	.venv/bin/ruff format src tests bench
	.venv/bin/ruff check --fix src tests bench

bench: setup ## Measure against the budgets (measured / budget)
	@for bench in bench/*_bench.py; do .venv/bin/python $$bench; done

lock: setup ## Write the dependency locks anew from pyproject.toml
	@scripts/lock

setup: ## Make .venv ready for developing
	@scripts/setup dev
