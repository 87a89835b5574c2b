# Le coach réflexif : deux commandes suffisent, « make coach » et « make test ».
# Il faut python3 (3.11 ou plus récent, avec venv) et make (GNU, 3.81 ou plus récent).

PYTHON ?= python3
ARGS ?=

PY := .venv/bin/python
PIP := $(PY) -m pip --quiet --quiet --disable-pip-version-check
SOURCES := pyproject.toml contraintes.txt
MESURES := $(filter-out benchmarks/apprendre_%,$(wildcard benchmarks/*.py))

# Un .venv dont l'interpréteur ne démarre plus (Python mis à jour ou retiré) se refait.
ifneq ($(wildcard .venv/.installe*),)
  ifneq ($(shell $(PY) -c 'print(1)' 2>/dev/null),1)
    $(shell rm -f .venv/.installe*)
  endif
endif

.DEFAULT_GOAL := aide
.NOTPARALLEL:
.PHONY: aide coach complements test verifier mesurer entrainer captures propre

aide: ## Montre cette aide
	@echo "Le coach réflexif. Usage : make CIBLE"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  %-12s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "  make coach ARGS=\"journal lister\"   passe une commande au coach"
	@echo "  make PYTHON=python3.12 coach       choisit l'interpréteur"

coach: .venv/.installe ## Installe ce qui manque et ouvre le coach
	@$(PY) -m coach $(ARGS)

complements: .venv/.installe ## Ajoute de quoi écrire PDF et DOCX, et chiffrer ce que l'on donne
	@$(PIP) install --constraint contraintes.txt --editable '.[documents,chiffrement]'

test: .venv/.installe-dev ## Lance tous les essais
	@$(PY) -m pytest -n auto $(ARGS)

verifier: .venv/.installe-dev ## Vérifie le style, les types et les couches
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-cache

mesurer: .venv/.installe-dev ## Lance toutes les mesures de benchmarks/
	@for mesure in $(MESURES); do echo "== $$mesure"; $(PY) "$$mesure" || exit 1; done

entrainer: .venv/.installe-dev ## Réapprend les poids de la lecture, à l'octet près
	@$(PY) benchmarks/apprendre_poids.py
	@$(PY) benchmarks/apprendre_recommandation.py
	@$(PY) benchmarks/apprendre_detresse.py

captures: .venv/.installe ## Refait les images et les pages engendrées de docs/
	@$(PY) docs/captures.py
	@$(PY) docs/touches.py
	@$(PY) -m coach manuel --markdown > docs/commandes.md

propre: ## Efface l'installation et les restes de construction (jamais votre carnet)
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@rm -rf build dist snapshot_report.html
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.installe: $(SOURCES)
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { echo "Il manque $(PYTHON) : installez Python 3.11 ou plus récent, puis relancez la commande." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "$(PYTHON) est absent ou trop ancien : il faut Python 3.11 ou plus récent (s'il est là sous un autre nom : make PYTHON=python3.12 coach)." >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "Il manque le module venv de Python : installez-le (sous Debian et Ubuntu : sudo apt install python3-venv), puis relancez la commande." >&2; exit 1; }
	@echo "Installation dans .venv (la première fois, elle demande le réseau)…" >&2
	@{ "$(PYTHON)" -m venv --clear .venv \
		&& $(PIP) install --constraint contraintes.txt pip \
		&& $(PIP) install --constraint contraintes.txt --build-constraint contraintes.txt --editable . ; } \
		|| { echo "L'installation n'a pas abouti : vérifiez la connexion et la place sur le disque, puis relancez la même commande." >&2; exit 1; }
	@touch $@

.venv/.installe-dev: .venv/.installe
	@echo "Ajout des outils d'essai…" >&2
	@$(PIP) install --constraint contraintes.txt --group dev \
		|| { echo "L'installation n'a pas abouti : vérifiez la connexion et la place sur le disque, puis relancez la même commande." >&2; exit 1; }
	@touch $@
