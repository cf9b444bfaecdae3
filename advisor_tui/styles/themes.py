"""The two themes. Four voices have one look everywhere; every pair of colours keeps a contrast of 4.5 or more.

say      what is said aloud          warm yellow, in « »
fill     what is filled in           bright
label    what is known, labels       soft grey
danger   what is dangerous           light red, always with a word

One accent for keys, focus and the present step. A test computes the contrasts from the rendered screens.
"""

from textual.theme import Theme

DARK = Theme(
    name="advisor-dark",
    dark=True,
    primary="#7cc0ff",
    accent="#7cc0ff",
    foreground="#dde3e9",
    background="#14191e",
    surface="#1b2229",
    panel="#1f272f",
    success="#93d3a2",
    warning="#f4d58d",
    error="#ff9d96",
    variables={
        "say": "#f4d58d",
        "fill": "#f6f9fb",
        "label": "#9aa7b3",
        "danger": "#ff9d96",
        "good": "#93d3a2",
        "key": "#7cc0ff",
        "lifted": "#222b34",
        "chip": "#2a3642",
        "band": "#223a54",
        "bar": "#1f272f",
        "rule": "#3a4753",
        "present": "#7cc0ff",
        "on-present": "#0c1218",
        "practice": "#d9b3ff",
        "on-practice": "#1c0f2b",
        "input-cursor-background": "#dde3e9",
        "input-cursor-foreground": "#14191e",
        "input-selection-background": "#223a54",
        "scrollbar": "#3a4753",
        "scrollbar-background": "#14191e",
        "scrollbar-hover": "#4a5968",
        "scrollbar-active": "#7cc0ff",
        "block-cursor-foreground": "#f6f9fb",
        "block-cursor-background": "#223a54",
        "block-cursor-text-style": "none",
    },
)

LIGHT = Theme(
    name="advisor-light",
    dark=False,
    primary="#0a55a0",
    accent="#0a55a0",
    foreground="#22282e",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#ebe8df",
    success="#1d6a30",
    warning="#7a4b00",
    error="#a8201a",
    variables={
        "say": "#774a00",
        "fill": "#0d1116",
        "label": "#566069",
        "danger": "#a8201a",
        "good": "#1d6a30",
        "key": "#0a55a0",
        "lifted": "#f0ece1",
        "chip": "#e6e1d3",
        "band": "#cfe2f5",
        "bar": "#ebe8df",
        "rule": "#b9b3a3",
        "present": "#0a55a0",
        "on-present": "#ffffff",
        "practice": "#5b2a86",
        "on-practice": "#ffffff",
        "input-cursor-background": "#22282e",
        "input-cursor-foreground": "#fbfaf6",
        "input-selection-background": "#cfe2f5",
        "scrollbar": "#b9b3a3",
        "scrollbar-background": "#fbfaf6",
        "scrollbar-hover": "#9a9484",
        "scrollbar-active": "#0a55a0",
        "block-cursor-foreground": "#0d1116",
        "block-cursor-background": "#cfe2f5",
        "block-cursor-text-style": "none",
    },
)

THEMES = {"dark": DARK, "light": LIGHT}
