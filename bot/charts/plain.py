"""Pictures in plain characters, for terminals: bars of blocks, and lines of time."""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from wcwidth import wcswidth

from bot.answers.wording import clauses, listed, plural
from bot.charts import theme
from bot.charts.spec import Against, Bubbles, ChartSpec, Claims, Mark, Mix, OverTime, Ranking, Timeline
from bot.charts.wording import amount, kind, source_line
from bot.i18n import _, speaking, word
from bot.render.markdown import plain

_EIGHTHS = " ▏▎▍▌▋▊▉"
_NAME_ROOM = 36
_LEAST_BAR = 8
_MARKS: dict[Mark, str] = {"window": "━", "firm": "◆", "overdue": "!", "reached": "●", "deal": "■"}


#: Narrower than this nothing can be drawn.
LEAST_COLUMNS = 30


def lines(spec: ChartSpec, width: int = 80) -> list[str]:
    """Draw a picture as lines of at most ``width`` columns: its title, what is shown, one line for each thing, the source."""
    head = [*_wrapped(spec.frame.title, width), *_wrapped(spec.frame.units, width)]
    with speaking(spec.frame.language):
        source = _wrapped(source_line(spec.frame), width)
    return [_cut(line, width) for line in (*head, "", *body(spec, width), "", *source)]


def body(spec: ChartSpec, width: int) -> list[str]:
    """Draw what is shown, one line for each thing."""
    with speaking(spec.frame.language):
        return [_cut(line, width) for line in _DRAWING[type(spec)](spec, width)]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(plain(text), width)


def _over_time(spec: OverTime | Against, width: int) -> Iterator[str]:
    names = spec.periods if isinstance(spec, OverTime) else spec.labels
    figures = [
        clauses((amount(total), _upfront(upfront), plural(count, "deal"))) if count else plural(0, "deal")
        for total, upfront, count in zip(spec.totals, spec.upfronts, spec.counts, strict=True)
    ]
    return _bars(names, [each or 0 for each in spec.totals], figures, width)


def _ranking(spec: Ranking, width: int) -> Iterator[str]:
    lengths = [each.count if spec.by_count else each.amount or 0 for each in spec.places]
    figures = [clauses((plural(each.count, "deal"), amount(each.amount))) for each in spec.places]
    return _bars([each.label for each in spec.places], lengths, figures, width)


def _mix(spec: Mix, width: int) -> Iterator[str]:
    totals = [sum(layer.counts[place] for layer in spec.layers) for place in range(len(spec.periods))]
    figures = [
        f"{total}: "
        + listed(f"{kind(layer.name)} {layer.counts[place]}" for layer in spec.layers if layer.counts[place])
        if total
        else "0"
        for place, total in enumerate(totals)
    ]
    # The kinds need the room more than the bars do.
    return _bars(spec.periods, totals, figures, width, most=12)


def _bubbles(spec: Bubbles, width: int) -> Iterator[str]:
    figures = [clauses((amount(each.total), _upfront(each.upfront), f"{each.day:%Y-%m}")) for each in spec.bubbles]
    return _bars([each.label for each in spec.bubbles], [each.total for each in spec.bubbles], figures, width)


def _timeline(spec: Timeline, width: int) -> Iterator[str]:
    first = min(min(each.start, each.was[0]) if each.was else each.start for each in spec.spans)
    last = max(max(each.end, each.was[1]) if each.was else each.end for each in spec.spans)
    first, last = min(first, spec.frame.as_of), max(last, spec.frame.as_of)
    room = min(_widest([each.label for each in spec.spans]), _NAME_ROOM)
    columns = max(width - room - 26, _LEAST_BAR)

    def column(day: date) -> int:
        return (day - first).days * (columns - 1) // max((last - first).days, 1)

    for span in spec.spans:
        row = [" "] * columns
        row[column(spec.frame.as_of)] = "│"
        now = (span.start, span.end, _MARKS[span.mark])
        was = [(*span.was, "╌")] if span.was else []
        # An earlier window within the present one is drawn over it, any other under it: both are to be seen.
        within = span.was is not None and span.was[0] >= span.start and span.was[1] < span.end
        for start, end, sign in (now, *was) if within else (*was, now):
            row[column(start) : column(end) + 1] = sign * (column(end) - column(start) + 1)
        days = str(span.start) if span.start == span.end else f"{span.start}…{span.end}"
        yield f"{_padded(span.label, room)} {''.join(row)} {days}"
    shown = [
        f"{sign} {_(theme.MARK_NAMES[mark])}"
        for mark, sign in _MARKS.items()
        if any(each.mark == mark for each in spec.spans)
    ]
    slipped = [f"╌ {_('before it slipped')}"] if any(each.was for each in spec.spans) else []
    yield "  ".join([*shown, *slipped, f"│ {_('today')}"])


def _claims(spec: Claims, width: int) -> Iterator[str]:
    names = [
        "" if place and spec.claims[place - 1].period == each.period else each.period
        for place, each in enumerate(spec.claims)
    ]
    whole = max((each.value for each in spec.claims), default=0) or 1
    figures = [f"{each.said}, {listed(each.who)}" for each in spec.claims]
    # Who says so needs the room more than the lines do.
    return _bars(names, [max(round(each.value / whole * 1000), 0) for each in spec.claims], figures, width, most=12)


_DRAWING: dict[type, Callable[[Any, int], Iterator[str]]] = {
    OverTime: _over_time,
    Against: _over_time,
    Ranking: _ranking,
    Mix: _mix,
    Bubbles: _bubbles,
    Timeline: _timeline,
    Claims: _claims,
}


def _bars(
    names: Sequence[str], lengths: Sequence[int], figures: Sequence[str], width: int, most: int = 40
) -> Iterator[str]:
    room = min(_widest(names), _NAME_ROOM)
    columns = max(min(width - room - _widest(figures) - 2, most), _LEAST_BAR)
    largest = max(lengths, default=0) or 1
    for name, length, figure in zip(names, lengths, figures, strict=True):
        yield f"{_padded(name, room)} {_bar(length, largest, columns)} {plain(figure)}"


def _bar(length: int, largest: int, columns: int) -> str:
    full, rest = divmod(length * columns * 8 // largest, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(columns)


def _upfront(dollars: int | None) -> str:
    return _("{amount} {noun}", amount=amount(dollars), noun=word("upfront"))


def _widest(texts: Sequence[str]) -> int:
    return max((_width(plain(text)) for text in texts), default=0)


def _padded(text: str, room: int) -> str:
    text = _cut(plain(text), room)
    return text + " " * (room - _width(text))


def _cut(text: str, room: int) -> str:
    if _width(text) <= room:
        return text
    while text and _width(text) > room - 1:
        text = text[:-1]
    return f"{text}…"


def _width(text: str) -> int:
    """Count columns; what wcwidth has no width for counts as its letters."""
    columns = wcswidth(text)
    return len(text) if columns < 0 else columns
