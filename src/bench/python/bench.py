#!/usr/bin/python3
"""Side-by-side benchmarks of Veil and its peers, on Linux.

usage: python3 src/bench/python/bench.py TABLE [--threads 2] [--rounds 7]
           [--only TEXT] [--opacus FOLDERS] [--python /usr/bin/python3]
           [--csv FILE] [--no-build]

TABLE is one of those of tables.py. Every contestant of a comparison is a
process of its own. All are started first; then they take turns, round after
round, so that whatever else the machine does meets all of them alike. Time is
read from here, for all by the same clock; CPU seconds, and the peak of resident
memory, from /proc. Figures are medians of the rounds; a ratio is the median of
the rounds' ratios.
"""
import argparse
import csv
import datetime
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

from tables import TABLES

ROOT = pathlib.Path(__file__).resolve().parents[3]
WARM_UP = 30  # CPU seconds
TICK = os.sysconf("SC_CLK_TCK")


class Contestant:
    """A running process that does n steps for every line "n"."""

    def __init__(self, entry, arguments, folder=None):
        self.name = entry.name
        self.share = entry.share
        command = entry.command(arguments, class_path)
        if folder:
            command.append(f"folder={folder}")
        environment = {**os.environ, **entry.environment(arguments),
                       "OMP_NUM_THREADS": str(arguments.threads)}
        self.launched = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=environment)
        self.expect("ready")
        self.times, self.cpu, self.measures = [], [], {}

    def expect(self, word):
        for line in self.process.stdout:
            if line.split()[:1] == [word]:
                return line.split()[1:]
        sys.exit(f"{self.name} ended before it said \"{word}\"; its messages are above.")

    def run(self, steps):
        """Seconds and CPU seconds per step."""
        start, cpu = time.perf_counter(), self.cpu_seconds()
        self.process.stdin.write(f"{steps}\n")
        self.process.stdin.flush()
        pairs = self.expect("done")
        self.measures = dict(pair.split("=") for pair in pairs)
        return ((time.perf_counter() - start) / steps, (self.cpu_seconds() - cpu) / steps)

    def warm_up(self, seconds):
        """Works until Java's compiler is done, and returns how many steps make a turn."""
        steps, total = 1, 0
        while True:
            cpu = self.run(steps)[1] * steps
            total += cpu
            if cpu < seconds:
                steps *= 2
            elif total >= WARM_UP:
                return steps

    def cpu_seconds(self):
        fields = self.proc("stat").rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self, key):
        """VmHWM (peak) or VmRSS (now), in MB."""
        lines = self.proc("status").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(key)) / 1024

    def proc(self, name):
        return pathlib.Path(f"/proc/{self.process.pid}/{name}").read_text()

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def class_path():
    classes = [ROOT / "target/classes", ROOT / "target/test-classes"]
    return ":".join([*map(str, classes), (ROOT / "target/bench.cp").read_text().strip()])


def build():
    subprocess.run(
        ["mvn", "-B", "-ntp", "-q", "-Pbench", "test-compile", "dependency:build-classpath",
         "-Dmdep.outputFile=target/bench.cp"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def compare(comparison, arguments):
    """Rows of one comparison: its contestants take turns."""
    contestants = []
    folder = inputs(comparison)
    try:
        for entry in comparison.entries:
            if entry.available(arguments):
                contestants.append(Contestant(entry, arguments, folder and folder.name))
        steps = {}
        for contestant in contestants:
            steps[contestant] = contestant.warm_up(comparison.seconds)
        for _ in range(arguments.rounds):
            for contestant in contestants:
                wall, cpu = contestant.run(steps[contestant])
                contestant.times.append(wall / contestant.share)
                contestant.cpu.append(cpu / contestant.share)
        return [row(comparison, contestant, contestants) for contestant in contestants]
    finally:
        for contestant in contestants:
            contestant.close()
        if folder:
            folder.cleanup()


def inputs(comparison):
    """A folder with the files that the contestants read, or None."""
    if not comparison.inputs:
        return None
    from measure_inputs import write
    folder = tempfile.TemporaryDirectory()
    write(comparison.inputs, folder.name)
    return folder


def ratio(own, others):
    return statistics.median(a / b for a, b in zip(own, others))


def row(comparison, contestant, contestants):
    base = next((c for c in contestants if c.name == comparison.base), contestants[0])
    milliseconds = [1000 * seconds for seconds in contestant.times]
    result = {
        "work": comparison.name,
        "contestant": contestant.name,
        "ms per step": f"{statistics.median(milliseconds):.1f}",
        "min to max": f"{min(milliseconds):.1f} to {max(milliseconds):.1f}",
        "CPU ms": f"{1000 * statistics.median(contestant.cpu):.1f}",
        f"time / {comparison.base}": f"{ratio(contestant.times, base.times):.2f}",
        f"CPU / {comparison.base}": f"{ratio(contestant.cpu, base.cpu):.2f}",
        "peak MB": f"{contestant.memory('VmHWM'):.0f}",
        f"peak / {comparison.base}": f"{contestant.memory('VmHWM') / base.memory('VmHWM'):.2f}",
    }
    if "value" in contestant.measures:
        result["value"] = f"{float(contestant.measures['value']):.12g}"
    if comparison.unit:
        result[comparison.unit] = f"{comparison.per_step / statistics.median(contestant.times):.0f}"
    return result


def soak(comparison, arguments):
    """Memory after the given numbers of steps, told as it goes."""
    rows = []
    contestant = Contestant(comparison.entries[0], arguments)
    try:
        for mark in comparison.marks:
            contestant.run(mark - (int(rows[-1]["steps"]) if rows else 0))
            resident = contestant.memory("VmRSS")
            heap, native = (float(contestant.measures[key]) / 2**20
                            for key in ("heap_bytes", "native_bytes"))
            rows.append({
                "work": comparison.name,
                "steps": str(mark),
                "resident MB": f"{resident:.1f}",
                "Java's heap MB": f"{heap:.1f}",
                "outside the heap MB": f"{resident - heap:.1f}",
                "by JavaCPP MB": f"{native:.2f}",
            })
            print(f"{mark} steps: {resident:.1f} MB, {resident - heap:.1f} MB outside the heap, "
                  f"{native:.2f} MB by JavaCPP", flush=True)
    finally:
        contestant.close()
    first, last = (float(row["outside the heap MB"]) for row in (rows[0], rows[-1]))
    print(f"Memory outside the heap changed by {100 * (last / first - 1):+.1f} % "
          f"from step {rows[0]['steps']} to step {rows[-1]['steps']}.\n")
    return rows


def startup(comparison, arguments):
    """Seconds from the launch of the process to the end of its first step."""
    seconds = {}
    for _ in range(arguments.rounds):
        for entry in comparison.entries:
            contestant = Contestant(entry, arguments)
            contestant.run(1)
            seconds.setdefault(entry.name, []).append(time.perf_counter() - contestant.launched)
            contestant.close()
    return [{"work": comparison.name, "contestant": name,
             "s to the first step": f"{statistics.median(values):.2f}",
             "min to max": f"{min(values):.2f} to {max(values):.2f}"}
            for name, values in seconds.items()]


KINDS = {"compare": compare, "soak": soak, "startup": startup}


def machine(arguments):
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo")
                if line.startswith("model name")), platform.machine())
    load = os.getloadavg()[0]
    date = datetime.date.today().isoformat()
    return (f"{cpu}, {os.cpu_count()} cores, {arguments.threads} thread(s), load before the run "
            f"{load:.1f}, {arguments.rounds} rounds, {date}")


def markdown(rows):
    keys = list(rows[0])
    lines = ["| " + " | ".join(keys) + " |", "|" + "---|" * len(keys)]
    lines += ["| " + " | ".join(row.get(key, "") for key in keys) + " |" for row in rows]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", choices=sorted(TABLES))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="only works whose name holds this text")
    parser.add_argument(
        "--opacus", help="Opacus checkout; with opt_einsum elsewhere: CHECKOUT:FOLDER")
    parser.add_argument("--python", default="/usr/bin/python3", help="a Python with PyTorch")
    parser.add_argument("--csv", help="also write the rows to this file")
    parser.add_argument("--no-build", action="store_true", help="use what is in target already")
    arguments = parser.parse_args()
    if not arguments.no_build:
        build()
    print(f"{machine(arguments)}\n", flush=True)
    everything = []
    for comparison in TABLES[arguments.table]:
        if arguments.only not in comparison.name:
            continue
        rows = KINDS[comparison.kind](comparison, arguments)
        print(markdown(rows) + "\n", flush=True)
        everything += rows
    if arguments.csv:
        keys = list(dict.fromkeys(key for row in everything for key in row))
        with open(arguments.csv, "w", newline="") as file:
            writer = csv.DictWriter(file, keys)
            writer.writeheader()
            writer.writerows(everything)


if __name__ == "__main__":
    main()
