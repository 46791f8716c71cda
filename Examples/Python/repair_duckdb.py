"""Makes Unspin a function of DuckDB's SQL.

    python3 repair_duckdb.py "SELECT id, unspin(text) FROM 'articles.jsonl'"

prints the rows as CSV.
"""
import sys

import duckdb

from unspin import Unspinner


def connect():
    """A database in memory that knows unspin(text), the repaired text."""
    database = duckdb.connect()
    database.create_function("unspin", Unspinner().repair, ["VARCHAR"], "VARCHAR")
    return database


if __name__ == "__main__":
    sys.stdout.write(connect().sql(sys.argv[1]).df().to_csv(index=False))
