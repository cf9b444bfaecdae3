"""Slips as machines make them: one letter lost, doubled, swapped, put in or put in another's place, anywhere."""

import random

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö "


def slip(chance: random.Random, text: str) -> str:
    """Return a text with one slip at a random place; one slip never leaves the text as it was."""
    while True:
        place = chance.randrange(len(text))
        kind = chance.randrange(4)
        if kind == 0:
            made = text[:place] + text[place + 1 :]
        elif kind == 1:
            made = text[:place] + chance.choice(LETTERS) + text[place:]
        elif kind == 2:
            made = text[:place] + chance.choice(LETTERS) + text[place + 1 :]
        else:
            made = text[:place] + text[place : place + 2][::-1] + text[place + 2 :]
        if made != text and made.strip():
            return made


def slips(text: str, count: int, seed: int) -> str:
    """Return a text with so many slips; the same seed makes the same ones."""
    chance = random.Random(f"{seed} {text}")
    for _slip in range(count):
        text = slip(chance, text)
    return text
