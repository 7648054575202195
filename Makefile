# Everything a developer or a workshop needs, by name. `make run` starts the product; `make test` proves it.
.PHONY: run test check fmt bench lock setup

run:
	@scripts/setup run
	@.venv/bin/verksign run

setup:
	@scripts/setup dev

check: setup
	.venv/bin/ruff format --check src tests bench
	.venv/bin/ruff check src tests bench
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m django makemigrations --check --dry-run --settings verksign.config.settings
	.venv/bin/python -m pytest -q -p no:cacheprovider tests/domain tests/wording

test: setup
	@scripts/test

fmt: setup
	.venv/bin/ruff format src tests bench
	.venv/bin/ruff check --fix src tests bench

bench: setup
	@for bench in bench/*_bench.py; do .venv/bin/python $$bench; done

lock: setup
	@scripts/lock
