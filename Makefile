# The commands of the house. `make run` and `make test` need nothing but Python 3.11 to 3.13 with venv, and make:
# on Debian and its relatives they install the missing system libraries, everywhere they build .venv from the lock.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.complete
SAMPLE := resources/samples/hidden_sign_32.png
SOURCES := app core resources tests
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.DEFAULT_GOAL := help
.PHONY: help setup system run test lint format bench bench-defense bench-detection shots lock package clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## install what is missing and build .venv

run: setup ## open the application on a bundled attack; without a display, inspect it into build/run/
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(BIN)/aliascope $(SAMPLE); \
	else \
		$(OFFSCREEN) $(BIN)/aliascope --offscreen-tour build/run $(SAMPLE); \
	fi

test: setup ## run all tests, offscreen
	@$(OFFSCREEN) $(BIN)/python -m pytest

lint: setup ## check style, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy $(SOURCES)

format: setup ## mend style and formatting
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup ## run all benchmarks; a table here, JSON in build/bench/
	@$(OFFSCREEN) $(BIN)/python -m tests.benchmarks.run

bench-defense: setup ## whether sanitizing stops attacks; DATA=folder with gtsrb-sample and photos
	@$(BIN)/python -m tests.benchmarks.defense $(DATA)

bench-detection: setup ## measure detection on the photographs of PHOTOS=FOLDER; table and ROC curves in build/bench/
	@$(OFFSCREEN) $(BIN)/python -m tests.benchmarks.evaluate_detection $(PHOTOS) $(DETECTION_OPTIONS)

shots: setup ## grab every screen, light and dark, into build/shots/
	@$(OFFSCREEN) $(BIN)/python -m tests.shots build/shots

lock: setup ## pin pyproject.toml's dependencies anew, with hashes and without host names
	@sh packaging/lock.sh

package: setup ## build the .deb and the .tar.zst of this system (macOS: the .dmg) into build/package/, and try them
	@case "$$(uname)" in Darwin) system=macos ;; *) system=linux ;; esac; sh packaging/$$system/build.sh $(BIN)/python

clean: ## remove what the commands made, .venv included
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

system:
	@sh packaging/system_libraries.sh

$(STAMP): requirements.lock pyproject.toml packaging/environment.sh | system
	@PYTHON="$(PYTHON)" sh packaging/environment.sh .venv
	@touch $@
