# The book's commands. Each sets up what it needs on a machine that has Python 3.11 or later, make and git.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DRAFT  := _build/draft
HTML   := _build/html
SOURCES := $(shell find _config.yml _toc.yml _static chapters data pictures crosspurposes -type f \
	-not -name '*.pyc' -not -path '*/.ipynb_checkpoints/*')

.PHONY: help book test pictures measure serve lab check-article pins clean
.DELETE_ON_ERROR:

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

book:  ## run every notebook and build the book into _build/html
	@if $(MAKE) --question $(HTML)/.finished 2>/dev/null; then \
		echo "Nothing has changed since the last build."; \
	else \
		$(MAKE) --no-print-directory $(HTML)/.finished; \
	fi
	@echo "The book is in $(HTML): open $(HTML)/index.html"

# The book is built beside the old one and takes its place only when it is whole.
$(HTML)/.finished: $(VENV)/.book $(SOURCES)
	@rm -f $@
	$(BIN)/python -m crosspurposes check-data
	@# a page that the settings no longer name must not stay
	@[ -z "$$(find _config.yml _toc.yml -newer $(DRAFT)/_build/html/objects.inv 2>/dev/null)" ] || rm -rf $(DRAFT)
	$(BIN)/jupyter-book build . --path-output $(DRAFT) --builder html -n -W --keep-going
	@rm -rf $(HTML) && mkdir -p $(HTML) && cp -R $(DRAFT)/_build/html/. $(HTML)/
	@touch $@

test: $(VENV)/.test  ## every test, in a real browser too
	@$(BIN)/python -m crosspurposes browser
	$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(MAKE) --no-print-directory book
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

pictures: $(VENV)/.test book  ## draw every chart whose picture is missing or stale
	@$(BIN)/python -m crosspurposes browser
	$(BIN)/python -m crosspurposes pictures $(HTML)
	@$(MAKE) --no-print-directory book

measure: $(VENV)/.test book  ## weigh every page against budgets.toml
	@$(BIN)/python -m crosspurposes browser
	$(BIN)/python tests/measure.py

serve: book  ## the built book on localhost
	$(BIN)/python -m http.server --directory $(HTML) --bind 127.0.0.1 8000

lab: $(VENV)/.lab  ## the chapters in JupyterLab
	$(BIN)/jupyter lab chapters

check-article: book  ## ARTICLE=copy.txt: every lemma against your own copy of the article (RECORD=1 keeps the result)
	@test -n "$(ARTICLE)" || { echo 'make check-article needs your copy of the article: make check-article ARTICLE=copy.txt'; exit 2; }
	$(BIN)/python -m crosspurposes check-article "$(ARTICLE)" $(if $(RECORD),--record)

pins: $(VENV)/.book  ## write the exact pins of requirements*.txt anew from pyproject.toml
	$(BIN)/pip install --quiet uv==0.13.9
	echo "-e .[test,lab]" | $(PIN) --output-file $(VENV)/all.txt -
	sed '/^-e/d' $(VENV)/all.txt > $(VENV)/pins.txt
	echo "-e ." | $(PIN) --constraints $(VENV)/pins.txt --output-file requirements.txt -
	echo "-e .[test]" | $(PIN) --constraints $(VENV)/pins.txt --output-file requirements-test.txt -
	echo "-e .[lab]" | $(PIN) --constraints $(VENV)/pins.txt --output-file requirements-lab.txt -
PIN = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --upgrade

clean:  ## remove what was built; the environment stays
	rm -rf _build

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "The book needs Python 3.11 or later: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.book: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	$(BIN)/python -m pip check
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.book
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(VENV)/.lab: requirements-lab.txt $(VENV)/.book
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@
