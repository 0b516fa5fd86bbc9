# One line per target: the work is in tareas.py, which also runs where there is no make.
PYTHON ?= python3
export PUERTO

.PHONY: run test test-fast test-nocturno lint fmt bench
run: ; @$(PYTHON) tareas.py run $(ARGS)
test: ; @$(PYTHON) tareas.py test $(ARGS)
test-fast: ; @$(PYTHON) tareas.py test-fast $(ARGS)
test-nocturno: ; @$(PYTHON) tareas.py test-nocturno $(ARGS)
lint: ; @$(PYTHON) tareas.py lint
fmt: ; @$(PYTHON) tareas.py fmt
bench: ; @$(PYTHON) tareas.py bench $(ARGS)
