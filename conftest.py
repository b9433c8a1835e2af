"""What is not collected: modules and pages with examples of a program that is not installed."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("spacy") else ["names/integrations/spacy.py", "docs/how-to/spacy.md"]
