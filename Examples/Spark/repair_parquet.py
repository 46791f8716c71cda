"""Repairs a column of Parquet files on Apache Spark, with DataFrame.mapInArrow. All other columns stay.

    spark-submit --files .build/static/unspin repair_parquet.py INPUT COLUMN OUTPUT --command "./unspin fix --format jsonl --threads 1"

--files gives each worker of a cluster the static executable; on one machine (--master local), name the command by its path instead.
"""
import argparse
import json
import shlex
import subprocess

from pyspark.sql import SparkSession


def repair_column(table, column, command):
    """The table with that column of strings repaired. Missing values stay missing."""

    def repair(batches):
        import pyarrow

        for batch in batches:
            texts = batch.column(column).to_pylist()
            lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
            process = subprocess.run(shlex.split(command), input=lines.encode(), stdout=subprocess.PIPE, check=True)
            repaired = [json.loads(line)["text"] for line in process.stdout.splitlines()]
            place = batch.schema.get_field_index(column)
            yield batch.set_column(place, batch.schema.field(place), pyarrow.array(repaired, batch.schema.field(place).type))

    return table.mapInArrow(repair, table.schema)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("input")
    parser.add_argument("column")
    parser.add_argument("output")
    parser.add_argument("--command", default="unspin fix --format jsonl --threads 1")
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("unspin").getOrCreate()
    repair_column(spark.read.parquet(arguments.input), arguments.column, arguments.command).write.parquet(arguments.output)
    spark.stop()
