"""A short tune: plucked notes of a pentatonic scale, chosen by a seed, as samples of 16 bits."""

import math
from array import array
from functools import lru_cache
from random import Random

_SCALE = (0, 2, 4, 7, 9, 12, 14, 16)  # semitones above the key: any two of them sound well together
_BEATS = 16
_LOWEST, _HIGHEST = 196.0, 294.0  # Hz of the key
_LOUDNESS = 11_000
_DECAY = 5.0  # per second
_ATTACK = 0.008  # seconds
_OVERTONES = ((2.0, 0.35), (3.0, 0.12))


def play(seed: str, seconds: float, rate: int) -> bytes:
    """Return the samples of a tune, signed 16 bits each; it repeats until the time is over."""
    random = Random(seed)  # noqa: S311 - must be reproducible, and protects nothing
    key, beat = random.uniform(_LOWEST, _HIGHEST), random.choice((0.22, 0.26, 0.32))
    melody = _melody(random)
    bass = [random.choice((0, 3)) for _ in range(_BEATS // 4)]
    notes = [_pluck(key * 2 ** (_SCALE[step] / 12), beat, rate) for step in melody]
    low = [_pluck(key / 2 * 2 ** (_SCALE[step] / 12), 4 * beat, rate) for step in bass]
    phrase = _mix(b"".join(notes), b"".join(low))
    wanted = round(seconds * rate) * 2
    return (phrase * (wanted // len(phrase) + 1))[:wanted]


def _melody(random: Random) -> list[int]:
    """Return a walk over the scale, which ends where it began."""
    place, steps = random.randrange(len(_SCALE)), list[int]()
    for _ in range(_BEATS):
        steps.append(place)
        place = min(len(_SCALE) - 1, max(0, place + random.choice((-2, -1, -1, 0, 1, 1, 2))))
    return [*steps[:-1], steps[0]]


@lru_cache(maxsize=64)
def _pluck(frequency: float, seconds: float, rate: int) -> bytes:
    """Return one note, which fades as that of a plucked string does."""
    turn, fade, rise = 2 * math.pi * frequency / rate, math.exp(-_DECAY / rate), _ATTACK * rate
    samples = array("h", bytes(2 * round(seconds * rate)))
    level = float(_LOUDNESS)
    for at in range(len(samples)):
        wave = math.sin(turn * at) + sum(share * math.sin(turn * times * at) for times, share in _OVERTONES)
        samples[at] = int(level * min(1.0, at / rise) * wave)
        level *= fade
    return samples.tobytes()


def _mix(first: bytes, second: bytes) -> bytes:
    """Return the sum of two sounds, as long as the shorter one; neither is ever louder than half of what fits."""
    voices = (array("h", first), array("h", second))
    return array("h", [(one + two) // 2 for one, two in zip(*voices, strict=False)]).tobytes()
