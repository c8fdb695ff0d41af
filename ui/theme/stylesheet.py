"""The one style sheet, built from the palette and the scale.

Widgets choose a rule by their class or by the dynamic property ``look``; nothing else sets a style sheet.
"""

from pathlib import Path
from string import Template
from typing import Final

from ui.theme.tokens import Palette

_SHEET: Final = """
QWidget { color: $ink; }
QMainWindow, QDialog, QWidget[look="canvas"], QScrollArea[look="canvas"] { background: $canvas; }
QScrollArea { background: transparent; border: none; }
QScrollArea[look="sheets"] { background: $neutral_soft; border: 1px solid $edge; border-radius: ${px8}px; }
QScrollArea[look="sheets"]:focus { border: 2px solid $focus; }
QToolTip { background: $raised; color: $ink; border: 1px solid $edge_strong; padding: ${px6}px; font-size: ${px14}px; }

QLabel { background: transparent; }
QLabel[look="h1"] { font-size: ${px26}px; font-weight: bold; }
QLabel[look="h2"] { font-size: ${px18}px; font-weight: bold; }
QLabel[look="h3"] { font-size: ${px16}px; font-weight: bold; }
QLabel[look="product"] { font-size: ${px18}px; font-weight: bold; color: $key; }
QLabel[look="support"] { font-size: ${px14}px; color: $ink_soft; }
QLabel[look="subtitle"] { color: $ink_soft; }
QLabel[look="small"] { font-size: ${px13}px; color: $ink_soft; }
QLabel[look="office"] { font-size: ${px12}px; color: $ink_soft; }
QLabel[look="label"] { font-weight: bold; }
QLabel[look="problem"] { font-size: ${px14}px; color: $error; }
QLabel[look="reading"] { font-size: ${px14}px; color: $success; }
QLabel[tone="success"] { color: $success; }
QLabel[tone="warning"] { color: $warning; }
QLabel[look="digits"] { font-size: ${px28}px; font-weight: bold; }
QLabel[look="must"] { font-size: ${px13}px; font-weight: bold; color: $error; }
QLabel[look="may"] { font-size: ${px13}px; color: $ink_soft; }

QFrame[look="card"] { background: $raised; border: 1px solid $edge; border-radius: ${px12}px; }
QFrame[look="reason"] { background: $panel; border: 1px solid $edge; border-radius: ${px12}px; }
QFrame[look="rail"] { background: $panel; border: none; border-right: 1px solid $edge; }
QFrame[look="rail-foot"] { background: transparent; border: none; border-top: 1px solid $edge; }
QFrame[look="topbar"] { background: $canvas; border: none; border-bottom: 1px solid $edge; }
QFrame[look="rule"] { background: $rule; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="popup"] { background: $raised; border: 1px solid $edge_strong; border-radius: ${px8}px; }
QFrame[look="panel"] { background: $panel; border: none; border-left: 1px solid $edge; }
QFrame[look="practice"] { background: $practice; border: none; }
QFrame[look="practice"] QLabel { color: $on_practice; }

QFrame[look="banner"] { border: 1px solid $edge; border-left-width: ${px6}px;
  border-top-right-radius: ${px8}px; border-bottom-right-radius: ${px8}px; background: $neutral_soft; }
QFrame[look="banner"][tone="info"] { background: $key_soft; border-color: $key; }
QFrame[look="banner"][tone="success"] { background: $success_soft; border-color: $success; }
QFrame[look="banner"][tone="warning"] { background: $warning_soft; border-color: $warning; }
QFrame[look="banner"][tone="error"] { background: $error_soft; border-color: $error; }
QFrame[look="banner"] QLabel[look="h3"][tone="info"] { color: $key; }
QFrame[look="banner"] QLabel[look="h3"][tone="success"] { color: $success; }
QFrame[look="banner"] QLabel[look="h3"][tone="warning"] { color: $warning; }
QFrame[look="banner"] QLabel[look="h3"][tone="error"] { color: $error; }

QPushButton { background: $raised; color: $key; border: 1px solid $key; border-radius: ${px8}px;
  padding: 0 ${px16}px; min-height: ${px38}px; font-weight: bold; }
QPushButton:hover { background: $key_soft; }
QPushButton:pressed { background: $hover; }
QPushButton:focus { border: 2px solid $focus; padding: 0 ${px15}px; min-height: ${focusbig}px; outline: none; }
QPushButton:disabled { color: $ink_soft; border-color: $edge; background: $neutral_soft; }
QPushButton[look="small"] { min-height: ${px30}px; padding: 0 ${px12}px; font-size: ${px14}px; font-weight: normal; }
QPushButton[look="small"]:focus { min-height: ${focussmall}px; padding: 0 ${px11}px; }
QPushButton[look="primary"] { background: $key; color: $on_key; border: 1px solid $key; }
QPushButton[look="primary"]:hover { background: $key_hover; border-color: $key_hover; }
QPushButton[look="primary"]:pressed { background: $key_press; }
QPushButton[look="primary"]:focus { border: 2px solid $focus; outline: none; }
QPushButton[look="primary"]:disabled { background: $neutral_soft; color: $ink_soft; border-color: $edge; }
QPushButton[look="danger"] { background: $alarm; color: $on_alarm; border: 1px solid $alarm; }
QPushButton[look="danger"]:focus { border: 2px solid $focus; }
QPushButton[look="text"] { background: transparent; border: 2px solid transparent;
  padding: 0 ${px6}px; min-height: ${px30}px; font-weight: normal; }
QPushButton[look="fold"] { background: transparent; border: 2px solid transparent; padding: 0 ${px2}px; min-height: ${px30}px;
  text-align: left; }
QPushButton[look="fold"]:hover { background: $hover; }
QPushButton[look="fold"]:focus { border: 2px solid $focus; border-radius: ${px4}px; padding: 0 ${px2}px; min-height: ${px30}px; }
QPushButton[look="text"]:hover { background: transparent; color: $key_hover;
  text-decoration: underline; }
QPushButton[look="text"]:focus { border: 2px solid $focus; border-radius: ${px4}px;
  padding: 0 ${px6}px; min-height: ${px30}px; }
QPushButton[look="text"]:disabled { background: transparent; border-color: transparent; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox { background: $raised; color: $ink; border: 1px solid $edge_strong;
  border-radius: ${px8}px; padding: ${px1}px ${px11}px; min-height: ${px40}px;
  selection-background-color: $key; selection-color: $on_key; }
QPlainTextEdit, QTextEdit { padding: ${px6}px ${px8}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $key; padding: ${px0}px ${px10}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: ${px5}px ${px7}px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border: 2px solid $error; padding: ${px0}px ${px10}px; }
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus, QTextEdit[wrong="true"]:focus, QComboBox[wrong="true"]:focus {
  background: $error_soft; }
QLineEdit:disabled, QComboBox:disabled { color: $ink_soft; background: $neutral_soft; border-color: $edge; }
QLineEdit[look="filter"], QLineEdit[look="search"] { min-height: ${px32}px; font-size: ${px14}px; }
QLineEdit[look="number"] { font-size: ${px22}px; min-height: ${px48}px; }
QComboBox { padding-right: ${px32}px; }
QComboBox:focus { padding-right: ${px31}px; }
QComboBox::drop-down { border: none; width: ${px32}px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url("$icons/chevron-down-$name.svg"); width: ${px16}px; height: ${px16}px; }
QComboBox QAbstractItemView { background: $raised; color: $ink; border: 1px solid $edge_strong;
  selection-background-color: $key_soft; selection-color: $key; outline: none; }
QComboBox QAbstractItemView::item { min-height: ${px36}px; padding: 0 ${px8}px; }

QCheckBox, QRadioButton { spacing: ${px10}px; min-height: ${px28}px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: ${px18}px; height: ${px18}px; border: 2px solid $edge_strong;
  background: $raised; }
QCheckBox::indicator { border-radius: ${px4}px; }
QRadioButton::indicator { border-radius: ${indicator_radius}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $key; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $focus; }
QCheckBox::indicator:checked { background: $key; border-color: $key; image: url("$icons/tick-$name.svg"); }
QRadioButton::indicator:checked { border-color: $key; image: url("$icons/dot-$name.svg"); }
QCheckBox::indicator:checked:focus, QRadioButton::indicator:checked:focus { border-color: $focus; }
QCheckBox:focus, QRadioButton:focus { color: $key; outline: none; }

QMenu { background: $raised; color: $ink; border: 1px solid $edge_strong; padding: ${px4}px; }
QMenu::item { padding: ${px8}px ${px24}px ${px8}px ${px12}px; border-radius: ${px4}px; }
QMenu::item:selected { background: $key_soft; color: $key; }
QMenu::item:disabled { color: $ink_soft; }
QMenu::indicator { width: ${px16}px; height: ${px16}px; }
QMenu::indicator:checked { image: url("$icons/check-$name.svg"); }
QMenu::separator { height: 1px; background: $rule; margin: ${px4}px; }

QTableView { background: transparent; border: none; gridline-color: transparent; outline: none;
  selection-background-color: transparent; selection-color: $ink; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $canvas; color: $ink_soft; border: none; border-bottom: 1px solid $edge_strong;
  padding: 0 ${px8}px; font-size: ${px14}px; font-weight: bold; min-height: ${px36}px; }
QHeaderView::section:hover { color: $key; }
QHeaderView::up-arrow { image: url("$icons/chevron-up-$name.svg"); width: ${px14}px; height: ${px14}px; }
QHeaderView::down-arrow { image: url("$icons/chevron-down-$name.svg"); width: ${px14}px; height: ${px14}px; }

QToolButton { background: transparent; color: $key; border: 2px solid transparent; border-radius: ${px4}px;
  padding: ${px2}px ${px4}px; min-height: ${px24}px; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border: 2px solid $focus; }

QListView { background: transparent; border: none; outline: none; }
QListView[look="offers"] { background: $raised; color: $ink; border: 1px solid $edge_strong;
  selection-background-color: $key_soft; selection-color: $key; }
QListView[look="offers"]::item { min-height: ${px32}px; padding: 0 ${px8}px; }
QTextBrowser { background: transparent; border: none; min-height: 0; padding: 0; }
QTextBrowser:focus { border: none; padding: 0; }

QProgressBar { background: $rule; border: none; border-radius: ${px4}px; min-height: ${px8}px; max-height: ${px8}px; }
QProgressBar::chunk { background: $key; border-radius: ${px4}px; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: ${px12}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${px12}px; margin: 0; }
QScrollBar::handle { background: $edge_strong; border-radius: ${px4}px; border: 2px solid transparent; }
QScrollBar::handle:vertical { min-height: ${px32}px; margin: 0 ${px2}px; }
QScrollBar::handle:horizontal { min-width: ${px32}px; margin: ${px2}px 0; }
QScrollBar::handle:hover { background: $key; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def build_stylesheet(palette: Palette, scale: int, icons: Path) -> str:
    """Return the style sheet for one palette at ``scale`` percent; ``icons`` is the folder of the drawn marks."""
    sizes = {f"px{size}": str(round(size * scale / 100)) for size in range(65)}
    sizes["focusbig"] = str(round(38 * scale / 100) - 2)
    sizes["focussmall"] = str(round(30 * scale / 100) - 2)
    sizes["indicator_radius"] = str(round(18 * scale / 100) // 2 + 2)
    return Template(_SHEET).substitute(palette._asdict(), icons=icons.as_posix(), **sizes)
