# Every command a person types. Each is one script; `make` alone lists them.
.PHONY: help build run test check bench docs lock journeys screens

help:
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile | expand -t 16

build: ## what git does not keep: requirements, icons, translations, fonts, the empty database
	@scripts/install && scripts/build

run: ## install, build, load the demo school, serve on http://127.0.0.1:8000 (HOUQIN_PORT)
	@scripts/run

test: ## everything: checks, SQLite, PostgreSQL, journeys in a real browser
	@scripts/test

check: ## what can be judged without running a test
	@scripts/check

journeys: ## only the whole days in a real browser
	@scripts/journeys

bench: ## speed, start and memory, beside the budgets; writes var/bench.json
	@scripts/bench

screens: ## photograph the main pages into docs/screens/
	@scripts/screens

docs: ## write docs/reference/ from the code; check links and settings
	@scripts/docs

lock: ## compile the locks; newest allowed versions with `scripts/lock --upgrade`
	@scripts/lock
