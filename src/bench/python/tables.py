"""The tables of bench.py: who is compared with whom, on which work."""
from dataclasses import dataclass

LOGGING = "-Dlogback.configurationFile=io/github/veil/app/logging.xml"


@dataclass(frozen=True)
class Veil:
    """A work of io.github.veil.bench.Contestant.

    heap        most memory for Java's heap, which holds garbage up to there before
                it is collected: about as much as the work needs
    fixed_heap  whether all of the heap is resident from the start, so that a
                change of resident memory is one outside the heap
    """

    name: str
    work: str
    options: dict
    heap: str = "64m"
    fixed_heap: bool = False
    share = 1

    def command(self, arguments, class_path):
        pairs = [f"{key}={value}" for key, value in self.options.items()]
        main = "io.github.veil.bench.Contestant"
        fixed = [f"-Xms{self.heap}", "-XX:+AlwaysPreTouch"] if self.fixed_heap else []
        pool = f"-Djava.util.concurrent.ForkJoinPool.common.parallelism={arguments.threads - 1}"
        return ["java", f"-Xmx{self.heap}", "-XX:+UseSerialGC", pool, *fixed, LOGGING,
                "-cp", class_path(), main, self.work, *pairs]

    def environment(self, _):
        return {}

    def available(self, _):
        return True


@dataclass(frozen=True)
class Python:
    """A script of this folder that serves the same protocol (contestant.py).

    share  how much of the others' work it does in one step
    """

    name: str
    script: str
    work: str
    options: dict
    opacus: bool = False
    share: float = 1

    def command(self, arguments, _):
        pairs = [f"{key}={value}" for key, value in self.options.items()]
        script = f"src/bench/python/{self.script}"
        return [arguments.python, script, self.work, *pairs, f"threads={arguments.threads}"]

    def environment(self, arguments):
        return {"PYTHONPATH": arguments.opacus} if self.opacus else {}

    def available(self, arguments):
        return not self.opacus or arguments.opacus is not None


@dataclass(frozen=True)
class Comparison:
    """Contestants that take turns.

    kind     compare, soak or startup
    base     name of the contestant that the others are divided by
    seconds  how many CPU seconds a turn takes, about
    marks    numbers of steps at which a soak run is read
    inputs   what measure_inputs.py writes for the contestants to read
    unit     heading of a column "per_step / seconds per step"; blank for none
    """

    name: str
    entries: list
    base: str = ""
    kind: str = "compare"
    seconds: float = 1.5
    marks: tuple = ()
    unit: str = ""
    inputs: str = ""
    per_step: int = 0


def gan(size, base, batch=32):
    return {"size": size, "base": base, "batch": batch}


def title(size, base, batch=32):
    return f"{size} x {size}, base {base}, batch {batch}"


def critic(size, base):
    options = gan(size, base)
    peer = "gan_peer.py"
    return Comparison(
        f"critic step, {title(size, base)}",
        [
            Veil("Veil plain", "critic", options),
            Veil("Veil private", "private-critic", options),
            Veil("Veil private, without noise", "private-gradient", options),
            Python("PyTorch plain", peer, "critic", options),
            Python("PyTorch per-sample", peer, "per-sample", options),
            Python("Opacus", peer, "opacus", options, opacus=True),
        ],
        base="Veil plain",
        seconds=1)


def generator(size, base):
    options = gan(size, base)
    return Comparison(
        f"generator step, {title(size, base)}",
        [
            Veil("Veil", "generator", options),
            Python("PyTorch", "gan_peer.py", "generator", options),
        ],
        base="PyTorch",
        seconds=1)


def training(size, base):
    peers = {**gan(size, base), "patches": 1_000, "critic_steps": 5}
    options = {**peers, "latent": 128}
    return Comparison(
        f"iteration of 5 critic steps and 1 generator step, {title(size, base)}",
        [
            Veil("Veil plain", "training", options, heap="128m"),
            Veil("Veil private", "private-training", options, heap="128m"),
            Python("PyTorch plain", "gan_peer.py", "training", peers),
        ],
        base="Veil plain",
        seconds=1)


def translation(kind, size, base):
    options = {"generator": kind, "size": size, "base": base}
    return Comparison(
        f"translation step, {kind}, {title(size, base, 1)}",
        [
            Veil("Veil", "translation", options, heap="128m"),
            Python("PyTorch", "cycle_peer.py", "step", options),
            Python("PyTorch, joined passes", "cycle_peer.py", "joined", options),
        ],
        base="PyTorch",
        seconds=1)


def scaling(kind, values):
    """Critic steps of Veil alone, one setting at a time."""
    settings = {"batch": 32, "size": 64, "base": 16}
    comparisons = []
    for value in values:
        options = {**settings, kind: value}
        name = title(options["size"], options["base"], options["batch"])
        entries = [Veil("Veil plain", "critic", options),
                   Veil("Veil private", "private-critic", options)]
        comparisons.append(
            Comparison(name, entries, base="Veil plain", seconds=0.5, unit="examples/s",
                       per_step=options["batch"]))
    return comparisons


def measure(name, work, inputs=None, share=1):
    return Comparison(
        name,
        [Veil("Veil", work, {}, heap="4g"),
         Python("peer", "measure_peer.py", work, {}, share=share)],
        base="peer", inputs=inputs or work)


def unet(work, name, options, heap="128m"):
    return Comparison(
        name,
        [Veil("Veil", work, options, heap=heap),
         Python("PyTorch", "unet_peer.py", work, options)],
        base="PyTorch")


GRID = [(96, 64), (96, 32), (96, 16), (64, 64), (32, 64)]

TABLES = {
    "measures": [
        measure("Frechet distance of 5,000 x 512", "frechet"),
        measure("pairwise SSIM of 1,000 images of 96 x 96", "pairwise-ssim",
                share=2000 / 499_500),
        measure("pairwise SSIM of 100 images of 96 x 96", "pairwise-ssim", inputs="few-images",
                share=2000 / 4_950),
        measure("t-SNE of 3,000 x 64", "tsne"),
        measure("all distances of two masks of 312 x 384 x 127", "hausdorff")],
    "unet": [
        unet("segmentation", "U-Net step, 96 x 96, base 32, batch 16",
             {"size": 96, "base": 32, "batch": 16}),
        unet("volume", "segmentation of 8 slices of 312 x 384, base 32",
             {"base": 32, "slices": 8})],
    "volume": [
        unet("volume", "segmentation of a volume of 312 x 384 x 127, base 32",
             {"base": 32, "slices": 127}, heap="512m")],
    "critic": [critic(size, base) for size, base in GRID],
    "generator": [generator(size, base) for size, base in GRID],
    "training": [training(size, base) for size, base in GRID],
    "translation": [translation("unet", 256, 64), translation("resnet", 128, 32)],
    "scaling": [*scaling("batch", (8, 16, 32, 64, 128)), *scaling("size", (32, 48, 64, 96, 128)),
                *scaling("base", (8, 16, 32, 64))],
    "examples": [Comparison(
        "whole iteration (5 critic steps, 1 generator step), 32 x 32, base 16, private",
        [Veil(f"{count:,} patches", "private-training",
              {**gan(32, 16), "latent": 64, "patches": count, "critic_steps": 5},
              heap="128m")
         for count in (1_000, 10_000, 100_000)],
        base="1,000 patches", seconds=2)],
    "patches": [Comparison(
        "patch extraction, 2 patients, 312 x 384 x 127 with label, 1,000 patches of 96 x 96 each",
        [Veil("Veil, 4 GB heap", "patches", {"patients": 2, "patches": 1000}, heap="4g"),
         Veil("Veil, 512 MB heap", "patches", {"patients": 2, "patches": 1000}, heap="512m")],
        base="Veil, 4 GB heap", seconds=2, unit="pairs/s", per_step=2000)],
    "startup": [Comparison(
        f"critic step, {title(96, 16)}",
        [Veil("Veil", "critic", gan(96, 16)), Python("PyTorch", "gan_peer.py", "critic", gan(96, 16))],
        kind="startup")],
    "soak": [Comparison(
        "private training, 32 x 32, base 8, batch 8, 1 critic step per iteration",
        [Veil("Veil", "private-training",
              {**gan(32, 8, 8), "latent": 64, "patches": 1000, "critic_steps": 1},
              heap="256m", fixed_heap=True)],
        kind="soak", marks=(500, 1000, 2000, 5000, 10_000))],
}
