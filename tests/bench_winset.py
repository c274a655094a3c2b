"""How long winsets take: `python tests/bench_winset.py` prints the times on this machine, best of three."""

from timeit import repeat

import numpy as np

from crosspurposes import winset as ws

STATUS_QUO = (0.0, 0.0)
BATCH = 100_000


def best(work, *, times: int = 1) -> float:
    """Seconds that one run takes."""
    return min(repeat(work, number=times, repeat=3)) / times


def main() -> None:
    """Time batches by number of players, then each function that answers for one winset."""
    rng = np.random.default_rng(2021)
    for players in (1, 2, 3, 4, 6, 10):
        ideals = rng.normal(size=(BATCH, players, 2))
        seconds = best(lambda ideals=ideals: ws.winset_areas(ideals, STATUS_QUO))
        print(f"{BATCH:,} winsets of {players:2} players  {seconds:7.3f} s")
    ideals = rng.normal(loc=2, size=(3, 2))
    singles = {
        "winset_area": lambda: ws.winset_area(ideals, STATUS_QUO),
        "winset_boundary": lambda: ws.winset_boundary(ideals, STATUS_QUO),
        "is_absorbed": lambda: ws.is_absorbed(ideals[0], ideals[1:], STATUS_QUO),
        "best_for": lambda: ws.best_for((5, 5), ideals, STATUS_QUO),
    }
    for name, work in singles.items():
        print(f"{name}, 3 players".ljust(30), f"{1000 * best(work, times=100):7.3f} ms")


if __name__ == "__main__":
    main()
