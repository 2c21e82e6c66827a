"""Do copies of faces with other surroundings help a recogniser? `python -m training.experiments.recogniser london | full`.

`london`, minutes: a small network learns the neutral photo of each person and is asked about the smiling one, with and without
copies, several seeds each, the same number of steps. `full`, days on a GPU: the paper's experiment (Banerjee et al. 2020, table 2) on
shards of CASIA-WebFace and LFW: TPR at a FPR of 1 % over all pairs of LFW photos. Both take copies that `faceforge augment` made of
the training shards.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, stdev

import numpy as np
import torch
from torch import nn

from engines.devices import resolve_device
from engines.errors import EngineError
from engines.imaging.io import write_atomically
from training.data.shards import ShardDataset, find_shards
from training.experiments.people import Photo, batch, drawn, held, numbered, photos_of, varied
from training.experiments.recognisers import Recogniser, resnet50, small_recogniser

BINS = 20_000


@dataclass(frozen=True)
class Schedule:
    """`share` of each batch are made copies, where there are any. The rate falls to nothing along half a cosine, or by `decay` every
    `every` steps.
    """

    steps: int = 400
    batch: int = 32
    size: int = 64
    rate: float = 0.002
    share: float = 0.5
    decay: float = 1.0
    every: int = 0


PAPER = Schedule(steps=500_000, batch=16, size=224, rate=1e-3, decay=0.96, every=32_000)


def trained(
    network: Recogniser,
    photos: Sequence[Photo],
    copies: Sequence[Photo],
    schedule: Schedule,
    seed: int,
    device: torch.device,
) -> Recogniser:
    """The network after `schedule.steps` steps of cross-entropy."""
    network = network.to(device).train()
    rng = np.random.default_rng(seed)
    if schedule.every:
        optimiser: torch.optim.Optimizer = torch.optim.SGD(network.parameters(), schedule.rate, momentum=0.9)
        falling: torch.optim.lr_scheduler.LRScheduler = torch.optim.lr_scheduler.StepLR(
            optimiser, schedule.every, schedule.decay
        )
    else:
        optimiser = torch.optim.AdamW(network.parameters(), schedule.rate, weight_decay=0.01)
        falling = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, schedule.steps)
    for step in range(schedule.steps):
        images, people = varied(drawn(photos, copies, schedule.share, schedule.batch, rng), schedule.size, rng)
        loss = nn.functional.cross_entropy(network(images.to(device)), people.to(device), label_smoothing=0.05)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        falling.step()
        if schedule.every and step % 1000 == 0:
            _say(f"step {step}: loss {float(loss):.3f}")
    return network.eval()


@torch.inference_mode()
def recognised(network: Recogniser, photos: Sequence[Photo], size: int, device: torch.device) -> float:
    """The share of photos whose highest score is that of their person."""
    images, people = batch(photos, size)
    return float((network(images.to(device)).argmax(dim=1).cpu() == people).float().mean())


def london(args: argparse.Namespace) -> dict[str, object]:
    shards = ShardDataset(find_shards(args.data, args.sets))
    infos = [shards.info(index) for index in range(len(shards))]
    both = [{i["subject"] for i in infos if i.get("group", {}).get("expression") == e} for e in ("neutral", "smiling")]
    people = numbered(both[0] & both[1])
    schedule = Schedule(steps=args.steps)
    photos, smiling = (photos_of(shards, people, expression) for expression in ("neutral", "smiling"))
    made = photos_of(ShardDataset(find_shards(args.augmented, [""])), people, "neutral")
    known, copies = held(photos, schedule.size), held(made, schedule.size)
    asked = {"as photographed": held(smiling, schedule.size), "the face alone": held(smiling, schedule.size, bare=True)}
    torch.set_num_threads(args.threads)
    rates: dict[str, dict[str, list[float]]] = {}
    for name, used in (("without copies", []), ("with copies", copies)):
        rates[name] = {question: [] for question in asked}
        for seed in range(1, args.seeds + 1):
            torch.manual_seed(seed)
            network = trained(small_recogniser(len(people)), known, used, schedule, seed, args.device)
            for question, answers in asked.items():
                rates[name][question].append(recognised(network, answers, schedule.size, args.device))
            _say(f"{name}, seed {seed}: " + ", ".join(f"{q} {values[-1]:.1%}" for q, values in rates[name].items()))
    counts = {"people": len(people), "photos": len(known), "copies": len(copies), "steps": schedule.steps}
    return {"of": counts, "recognised": rates}


def london_table(found: dict[str, object]) -> str:
    of, rates = found["of"], found["recognised"]
    assert isinstance(of, dict) and isinstance(rates, dict)
    lines = [
        f"{of['people']} people, one neutral photo each to learn from, {of['copies']} copies, {of['steps']} steps; "
        "asked about their smiling photos.",
        "", "| recognised | " + " | ".join(rates["with copies"]) + " |", "|---|" + "---|" * len(rates["with copies"]),
    ]  # fmt: skip
    for name, questions in rates.items():
        cells = [f"{mean(values):.1%} ± {stdev(values) if len(values) > 1 else 0:.1%}" for values in questions.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def full(args: argparse.Namespace) -> dict[str, object]:
    shards = ShardDataset(find_shards(args.train, [""]))
    people = numbered(str(shards.info(index)["subject"]) for index in range(len(shards)))
    photos = photos_of(shards, people)
    copies = photos_of(ShardDataset(find_shards(args.augmented, [""])), people) if args.augmented else []
    torch.manual_seed(args.seed)
    network = resnet50(len(people))
    if args.begin_with:
        from safetensors.torch import load_file

        network.load_state_dict(load_file(args.begin_with), strict=False)
    schedule = Schedule(**{**vars(PAPER), "steps": args.steps, "batch": args.batch, "share": args.share})
    trained(network, photos, copies, schedule, args.seed, args.device)
    rate = accepted(*features_of(network, ShardDataset(find_shards(args.test, [""])), schedule.size, args.device))
    return {"people": len(people), "photos": len(photos), "copies": len(copies), "TPR at FPR 0.01, all pairs": rate}


@torch.inference_mode()
def features_of(
    network: Recogniser, shards: ShardDataset, size: int, device: torch.device
) -> tuple[np.ndarray, np.ndarray]:
    """Features (N, 256) of all photos, and their people (N,)."""
    people = numbered(str(shards.info(index)["subject"]) for index in range(len(shards)))
    photos = photos_of(shards, people)
    parts = [network.features(batch(part, size)[0].to(device)).cpu().numpy() for part in _parts(photos, 32)]
    return np.concatenate(parts), np.array([photo.person for photo in photos])


def accepted(features: np.ndarray, people: np.ndarray, false_positive_rate: float = 0.01) -> float:
    """The share of pairs of one person that Pearson's correlation accepts, at the threshold that accepts this share of all other pairs.

    Scores are counted in bins of 1e-4, so that all pairs of many photos fit.
    """
    centred = features - features.mean(axis=1, keepdims=True)
    unit = (centred / np.linalg.norm(centred, axis=1, keepdims=True)).astype(np.float32)
    counts = np.zeros((2, BINS), np.int64)
    for row in range(len(unit) - 1):
        place = np.clip((unit[row + 1 :] @ unit[row] + 1) / 2 * BINS, 0, BINS - 1).astype(np.int64)
        same = people[row + 1 :] == people[row]
        counts += np.stack([np.bincount(place[same], minlength=BINS), np.bincount(place[~same], minlength=BINS)])
    shares = counts[:, ::-1].cumsum(axis=1) / counts.sum(axis=1, keepdims=True)
    return float(np.interp(false_positive_rate, shares[1], shares[0]))


def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    try:
        args.device = resolve_device(args.device)
        found = args.run(args)
    except EngineError as error:
        print(f"recogniser: {error}", file=sys.stderr)
        return 1
    print(london_table(found) if args.run is london else json.dumps(found, indent=1))
    if args.out is not None:
        write_atomically(args.out, json.dumps(found, indent=1).encode())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.experiments.recogniser", description=__doc__)
    commands = parser.add_subparsers(required=True)
    small = commands.add_parser("london", help="a small network, the London people, minutes")
    small.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder with the London shards")
    small.add_argument("--sets", nargs="+", default=["london-train", "london-test"], metavar="NAME")
    small.add_argument("--augmented", type=Path, required=True, metavar="DIR", help="copies, by 'faceforge augment'")
    small.add_argument("--seeds", type=int, default=5, metavar="N")
    small.add_argument("--steps", type=int, default=Schedule.steps, metavar="N")
    small.add_argument("--threads", type=int, default=1, metavar="N")
    paper = commands.add_parser("full", help="the paper's experiment on shards of CASIA-WebFace and LFW")
    paper.add_argument(
        "--train", type=Path, required=True, metavar="DIR", help="CASIA-WebFace, by 'faceforge-train prepare'"
    )
    paper.add_argument("--augmented", type=Path, metavar="DIR", help="copies of it, by 'faceforge augment' (none)")
    paper.add_argument("--test", type=Path, required=True, metavar="DIR", help="LFW, by 'faceforge-train prepare'")
    paper.add_argument("--begin-with", type=Path, metavar="FILE", help="safetensors of an earlier training (none)")
    paper.add_argument("--steps", type=int, default=PAPER.steps, metavar="N")
    paper.add_argument("--batch", type=int, default=PAPER.batch, metavar="N")
    paper.add_argument("--share", type=float, default=PAPER.share, metavar="X", help="of a batch that are copies (0.5)")
    paper.add_argument("--seed", type=int, default=1, metavar="N")
    for command, run in ((small, london), (paper, full)):
        command.add_argument("--device", default="cpu", choices=("auto", "cpu", "cuda", "mps"))
        command.add_argument("--out", type=Path, metavar="FILE", help="results as JSON")
        command.set_defaults(run=run)
    return parser


def _parts(photos: Sequence[Photo], count: int) -> Iterator[Sequence[Photo]]:
    return (photos[start : start + count] for start in range(0, len(photos), count))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
