"""Repairs JSON lines on Apache Spark. Every other byte of a line stays, and the lines of a partition keep their order.

    spark-submit --files .build/static/unspin repair_lines.py INPUT OUTPUT --command "./unspin fix --format jsonl --threads 1"

--files gives each worker of a cluster the static executable, so that nothing has to be installed there; on one machine (--master local),
leave it out and name the command by its path. INPUT and OUTPUT are whatever Spark reads
and writes: a file, a folder or a glob on a file system that all workers see.

--through pipe (the default) is RDD.pipe: one process for each partition, which reads lines and writes lines.
--through arrow is DataFrame.mapInArrow: one process for each batch of rows. It suits programs that already work on data frames.
"""
import argparse
import shlex
import subprocess

from pyspark.sql import SparkSession


def pipe(lines, command):
    """The lines of each partition through a process of its own. A process that fails fails its task."""
    repaired = lines.rdd.map(lambda row: row.value).pipe(command, checkCode=True)
    return repaired.map(lambda line: (line,)).toDF("value string")


def map_in_arrow(lines, command):
    """The rows of each batch through a process of its own."""

    def repair(batches):
        import pyarrow

        for batch in batches:
            lines = "".join(line + "\n" for line in batch.column("value").to_pylist())
            process = subprocess.run(shlex.split(command), input=lines.encode(), stdout=subprocess.PIPE, check=True)
            # Not splitlines: JSON may hold Unicode's line separators as they are.
            repaired = process.stdout.decode().split("\n")[:-1]
            yield pyarrow.RecordBatch.from_pydict({"value": repaired}, schema=batch.schema)

    return lines.mapInArrow(repair, "value string")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument("--command", default="unspin fix --format jsonl --threads 1")
    parser.add_argument("--through", choices=["pipe", "arrow"], default="pipe")
    arguments = parser.parse_args()
    spark = SparkSession.builder.appName("unspin").getOrCreate()
    # Without lineSep, carriage returns would end lines, too.
    lines = spark.read.text(arguments.input, lineSep="\n")
    through = {"pipe": pipe, "arrow": map_in_arrow}[arguments.through]
    through(lines, arguments.command).write.text(arguments.output, lineSep="\n")
    spark.stop()
