# Two commands do everything, set-up included:
#   make run    open FaceForge; without a screen, make the example portrait in out/
#   make test   every check that a change must pass
# With an NVIDIA card: make cuda. For developers: make bench, make lint, make checksums, make translations, make soak, make screenshots,
# make package (the Debian package and the portable archive, in dist/), make bare-root, make clean.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
HAS_SCREEN := $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname -s)))
# Two spinning OpenMP threads under other load are many times slower than one.
QUIET := OMP_NUM_THREADS=1 QT_QPA_PLATFORM=offscreen

.DEFAULT_GOAL := run
.PHONY: run test bench lint checksums translations soak screenshots package bare-root cuda clean

run: $(VENV)/.for-run
ifneq ($(HAS_SCREEN),)
	@bash packaging/system_libraries.sh screen $(PYTHON)
	$(BIN)/faceforge
else
	@echo "There is no screen (DISPLAY and WAYLAND_DISPLAY are empty): making the example portrait and a screenshot in out/."
	@QT_QPA_PLATFORM=offscreen $(BIN)/faceforge example --out out
endif

test: lint
	$(QUIET) $(BIN)/pytest

lint: $(VENV)/.for-test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.for-test
	$(BIN)/python -m tests.benchmarks

checksums:
	cd assets/weights && sha256sum *.safetensors > SHA256SUMS

translations: $(VENV)/.for-test
	$(BIN)/python packaging/translations.py

soak: $(VENV)/.for-test
	$(QUIET) $(BIN)/python -m tests.soak

screenshots: $(VENV)/.for-test
	$(QUIET) $(BIN)/python packaging/screenshots.py

package:
	bash packaging/build.sh $(PYTHON)
	$(PYTHON) packaging/smoke.py build/package/program/faceforge/faceforge
	bash packaging/linux.sh

bare-root:
	bash packaging/bare_root.sh

# PyPI's torch for Linux, which has CUDA, in place of a CPU build.
cuda: $(VENV)/.for-run
	$(BIN)/python -m pip install --force-reinstall --no-cache-dir --index-url https://pypi.org/simple \
		"torch==$$($(BIN)/python -c 'import torch; print(torch.__version__.partition("+")[0])')"

$(VENV)/.for-run: extras = landmarks
$(VENV)/.for-test: extras = dev
$(VENV)/.for-run $(VENV)/.for-test: pyproject.toml packaging/system_libraries.sh
	@bash packaging/system_libraries.sh offscreen $(PYTHON)
	@echo "Installing FaceForge with its requirements into $(VENV); the first time takes a minute or more."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable ".[$(extras)]"
	@touch $@

clean:
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache *.egg-info
