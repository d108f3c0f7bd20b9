"""How all pictures look: one place for colours, sizes and letters.

Pictures bring their own light ground, so that they read the same in Discord's dark and light themes; letters are large
enough to be read where a phone shows the whole picture in 400 pixels.
"""

from typing import Any

from bot.charts.spec import Mark
from bot.i18n import N_

WIDTH, HEIGHT, DPI = 1000, 660, 100

GROUND = "#FBFAF6"
INK = "#1F2733"
SOFT = "#5B6675"
GRID = "#DAD8D0"
MAIN = "#8DB5DC"
STRONG = "#17548F"
TODAY = "#C62828"
SLIP = "#B26A00"

#: For kinds side by side; told apart also by people who see few colours (after Okabe and Ito).
KINDS = ("#17548F", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#7A5FB0")
REST = "#B4B4AE"

MARKS: dict[Mark, str] = {
    "window": "#8DB5DC",
    "firm": "#17548F",
    "overdue": "#D55E00",
    "reached": "#009E73",
    "deal": "#7A5FB0",
}
#: Figures that nobody contradicts, and those that differ.
CLAIMS = (STRONG, "#D55E00")
MARK_NAMES: dict[Mark, str] = {
    "window": N_("window"),
    "firm": N_("firm date"),
    "overdue": N_("overdue"),
    "reached": N_("reached"),
    "deal": N_("deal"),
}

#: Sizes of letters in points; nothing is written smaller than the last.
TITLE, UNITS, LABEL, TICK, SMALL, SMALLEST = 26, 17, 18, 18, 17, 15

#: Where things stand, as parts of the picture. The legend and the drawing come below the units, which take a line or two.
TITLE_AT, UNITS_AT, SOURCE_AT = 0.968, 0.89, 0.03
MARGIN = 0.025
#: The gap below the units; the edges of the drawing.
GAP = 0.018
LEFT, BOTTOM = 0.015, 0.075

SETTINGS: dict[Any, Any] = {
    "text.parse_math": False,  # a dollar sign is a dollar sign
    "axes.unicode_minus": False,
    "figure.facecolor": GROUND,
    "savefig.facecolor": GROUND,
    "axes.facecolor": GROUND,
    "axes.edgecolor": GRID,
    "axes.labelcolor": INK,
    "axes.labelsize": LABEL,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": TICK,
    "ytick.labelsize": TICK,
    "legend.fontsize": SMALL,
    "legend.frameon": False,
}
