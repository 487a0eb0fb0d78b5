"""The contestants' side of bench.py, for peers written in Python.

A contestant prints "ready" once set up; for every line with a number n it does
its work n times and prints "done" and, if a step gives a number, "value=NUMBER";
it ends with its input. Time and memory are
read by bench.py from outside.
"""
import sys


def options(arguments):
    """key=value arguments as a dictionary; whole numbers become int."""
    pairs = (argument.split("=", 1) for argument in arguments)
    return {key: int(value) if value.isdigit() else value for key, value in pairs}


def serve(step):
    """Answers the runner until it closes the pipe."""
    step()
    print("ready", flush=True)
    for line in sys.stdin:
        value = None
        for _ in range(int(line)):
            value = step()
        print("done", "" if value is None else f"value={value}", flush=True)
