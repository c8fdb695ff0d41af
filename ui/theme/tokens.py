"""Every colour of the program, by meaning, in one place.

The hues are the design tokens of デジタル庁デザインシステム (MIT), version 1.1; names in the comments are theirs.
No widget writes a colour literal: it asks the palette for a meaning.
"""

from typing import Final, NamedTuple


class Palette(NamedTuple):
    """Colours by meaning, each ``#rrggbb``. ``*_soft`` are grounds on which the colour without it is read."""

    name: str
    canvas: str  # the page itself
    panel: str  # left rail, reason cards
    raised: str  # cards, pop-ups, fields
    ink: str  # text
    ink_soft: str  # supporting text
    rule: str  # thin lines between rows
    edge: str  # borders of fields and cards
    edge_strong: str  # borders that must be seen (3:1)
    key: str  # the one key colour: links, primary act, selection
    key_hover: str
    key_press: str
    key_soft: str  # ground of the selected entry
    on_key: str  # text on the key colour
    hover: str  # ground under the pointer
    error: str
    error_soft: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    neutral_soft: str  # ground of grey labels
    badge: str  # ground of a grey count
    on_badge: str
    alarm: str  # ground of a red count
    on_alarm: str
    focus: str  # the ring round what has the keyboard
    focus_gap: str  # the band inside the ring, so that it stands out on any ground
    practice: str  # ground of the band of a practice vault
    on_practice: str


LIGHT: Final = Palette(
    name="light",
    canvas="#ffffff",
    panel="#f8f8fb",  # sumi-50
    raised="#ffffff",
    ink="#1a1a1a",  # solid-gray-900
    ink_soft="#595959",  # between solid-gray-600 and -700
    rule="#e6e6e6",  # solid-gray-100
    edge="#d0d0d4",
    edge_strong="#767676",  # solid-gray-536
    key="#0017c1",  # blue-900
    key_hover="#00118f",  # blue-1000
    key_press="#000071",  # blue-1100
    key_soft="#e8f1fe",  # blue-50
    on_key="#ffffff",
    hover="#f1f3f8",
    error="#ce0000",  # error-2
    error_soft="#fdeeee",  # red-50
    success="#197a4b",  # success-2
    success_soft="#e6f5ec",  # green-50
    warning="#8a5a00",
    warning_soft="#fff5dc",
    neutral_soft="#f2f2f2",  # solid-gray-50
    badge="#666666",  # solid-gray-600
    on_badge="#ffffff",
    alarm="#ce0000",
    on_alarm="#ffffff",
    focus="#1a1a1a",
    focus_gap="#ffd43d",  # yellow-300
    practice="#ffe8a3",
    on_practice="#4a3200",
)

DARK: Final = Palette(
    name="dark",
    canvas="#16181d",
    panel="#1c1f26",
    raised="#20242c",
    ink="#ededf0",
    ink_soft="#b4b8c2",
    rule="#2d323c",
    edge="#3a404c",
    edge_strong="#878d99",
    key="#9db7f9",  # blue-300
    key_hover="#c5d7fb",  # blue-200
    key_press="#d9e6ff",  # blue-100
    key_soft="#1f2c4d",
    on_key="#0b1533",
    hover="#272c36",
    error="#ff9c9c",  # red-300
    error_soft="#3c2024",
    success="#71c598",  # green-300
    success_soft="#17332a",
    warning="#ffd043",
    warning_soft="#382e14",
    neutral_soft="#2b303a",
    badge="#4a505c",
    on_badge="#ffffff",
    alarm="#ff9c9c",
    on_alarm="#2b0808",
    focus="#ffd43d",
    focus_gap="#16181d",
    practice="#4a3a08",
    on_practice="#ffe8a3",
)
