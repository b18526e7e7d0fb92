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
_SHARES = (1.0, 0.35, 0.12)  # of the note and its overtones
_LAST = 0x7FF
_WAVE = [
    sum(share * math.sin(2 * math.pi * at * (overtone + 1) / (_LAST + 1)) for overtone, share in enumerate(_SHARES))
    for at in range(_LAST + 1)
]
"""One turn of a string, sampled once: a note takes its samples from here, which is quicker than three sines each."""


def play(seed: str, seconds: float, rate: int) -> bytes:
    """Return the samples of a tune, signed 16 bits each; it repeats until the time is over."""
    random = Random(seed)  # noqa: S311 - must be reproducible, and protects nothing
    key, beat = random.uniform(_LOWEST, _HIGHEST), random.choice((0.22, 0.26, 0.32))
    melody = _melody(random)
    bass = [random.choice((0, 3)) for _ in range(_BEATS // 4)]
    notes = {step: _pluck(key * 2 ** (_SCALE[step] / 12), beat, rate) for step in {*melody}}
    low = {step: _pluck(key / 2 * 2 ** (_SCALE[step] / 12), 4 * beat, rate) for step in {*bass}}
    phrase = _mix(b"".join(notes[step] for step in melody), b"".join(low[step] for step in bass))
    wanted = round(seconds * rate) * 2
    return (phrase * (wanted // len(phrase) + 1))[:wanted]


def _melody(random: Random) -> list[int]:
    """Return a walk over the scale, which ends where it began."""
    place, steps = random.randrange(len(_SCALE)), list[int]()
    for _ in range(_BEATS):
        steps.append(place)
        place = min(len(_SCALE) - 1, max(0, place + random.choice((-2, -1, -1, 0, 1, 1, 2))))
    return [*steps[:-1], steps[0]]


def _pluck(frequency: float, seconds: float, rate: int) -> bytes:
    """Return one note, which fades as that of a plucked string does."""
    step = frequency * len(_WAVE) / rate
    loudness = _loudness(round(seconds * rate), rate)
    return array("h", [int(level * _WAVE[int(step * at) & _LAST]) for at, level in enumerate(loudness)]).tobytes()


@lru_cache(maxsize=16)
def _loudness(count: int, rate: int) -> list[float]:
    """Return how loud each sample of a note is: it rises quickly and fades slowly."""
    rise = _ATTACK * rate
    return [_LOUDNESS * min(1.0, at / rise) * math.exp(-_DECAY * at / rate) for at in range(count)]


def _mix(first: bytes, second: bytes) -> bytes:
    """Return the sum of two sounds, as long as the shorter one; neither is ever louder than half of what fits."""
    voices = (array("h", first), array("h", second))
    return array("h", [(one + two) // 2 for one, two in zip(*voices, strict=False)]).tobytes()
