"""Repairs a column of a table with pandas, and adds how many changes each row took.

    python3 repair_pandas.py articles.jsonl text > repaired.jsonl
"""
import sys

import pandas

from unspin import Unspinner


def repair_column(table, column):
    """The table with that column repaired. Missing values stay missing."""
    unspinner = Unspinner()
    repairs = table[column].map(unspinner.explain, na_action="ignore")
    return table.assign(
        **{
            column: repairs.map(lambda repair: repair.text, na_action="ignore"),
            "changes": repairs.map(lambda repair: len(repair.edits), na_action="ignore").fillna(0).astype(int),
        }
    )


if __name__ == "__main__":
    table = pandas.read_json(sys.argv[1], lines=True)
    repair_column(table, sys.argv[2]).to_json(sys.stdout, orient="records", lines=True, force_ascii=False)
