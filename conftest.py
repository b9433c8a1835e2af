"""What is not collected: modules and pages with examples of a program that is not installed."""

from importlib.util import find_spec

# Modules and pages, each with what it needs. (The page of data frames skips what it cannot show.)
NEEDED = {
    "docs/how-to/agents.md": ["mcp"],
    "names/agents/*": ["mcp"],
    "docs/how-to/spacy.md": ["spacy"],
    "names/service/*": ["fastapi", "prometheus_client", "uvicorn"],
    "names/integrations/duckdb.py": ["duckdb", "pyarrow"],
    "names/integrations/pandas.py": ["pandas"],
    "names/integrations/polars.py": ["polars"],
    "names/integrations/spacy.py": ["spacy"],
    "names/integrations/spark.py": ["pandas", "pyspark"],
    "names/integrations/spark_clusters.py": ["pandas", "pyspark"],
}
collect_ignore_glob = [path for path, needed in NEEDED.items() if not all(map(find_spec, needed))]
