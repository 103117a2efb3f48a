"""Two charts as SVG, drawn here: no script, no request, and a style sheet gives the colours."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kb.freshness.forecast import Week
from kb.strings import Strings

_WIDTH, _HEIGHT, _GAP = 480, 160, 6


def states_chart(parts: Sequence[tuple[str, str, int]], title: str) -> str:
    """One bar, divided by state: (state, name, number) from the worst to the best."""
    total = sum(number for _, _, number in parts)
    if not total:
        return ""
    x, drawn = 0.0, []
    for state, name, number in parts:
        width = _WIDTH * number / total
        drawn.append(
            f'<rect class="kb-chart__{state}" x="{x:.1f}" y="0" width="{width:.1f}" height="20">'
            f"<title>{escape(name)}: {number}</title></rect>"
        )
        x += width
    said = ", ".join(f"{name}: {number}" for _, name, number in parts)
    return _svg("".join(drawn), 20, f"{title}: {said}")


def forecast_chart(weeks: Sequence[Week], words: Strings) -> str:
    """A column for each week, with its number above and its Monday below."""
    most = max((week.reviews for week in weeks), default=0)
    if not most:
        return ""
    step = _WIDTH / len(weeks)
    drawn = []
    for place, week in enumerate(weeks):
        height = (_HEIGHT - 48) * week.reviews / most
        left, top, middle = place * step + _GAP / 2, _HEIGHT - 24 - height, place * step + step / 2
        name = f"{words['freshness_week']} {words.date(week.start)}"
        drawn.append(
            f'<g><title>{escape(name)}: {week.reviews}</title><rect class="kb-chart__week" x="{left:.1f}" y="{top:.1f}" '
            f'width="{step - _GAP:.1f}" height="{height:.1f}"/>'
            f'<text x="{middle:.1f}" y="{top - 5:.1f}">{week.reviews}</text>'
            f'<text x="{middle:.1f}" y="{_HEIGHT - 8}">{week.start.day}.{week.start.month:02}</text></g>'
        )
    said = ", ".join(f"{words.date(week.start)}: {week.reviews}" for week in weeks)
    return _svg("".join(drawn), _HEIGHT, f"{words['freshness_forecast']}: {said}")


def _svg(inside: str, height: int, said: str) -> str:
    return (
        f'<svg class="kb-chart" role="img" viewBox="0 0 {_WIDTH} {height}" aria-label="{escape(said)}">{inside}</svg>'
    )
