"""The style sheet: spacing and edges that Fusion draws too heavily. Everything sits on an 8 px rhythm."""

from importlib.resources import files
from pathlib import Path
from string import Template

from app.theme.tokens import Tokens

_SHEET = Template("""
QToolBar { background: $window; border: none; border-bottom: 1px solid $border; padding: 4px 8px;
  spacing: 4px; }
QToolBar::separator { background: $border; width: 1px; margin: 6px 8px; }
QToolBar QToolButton { padding: 5px 6px; border: 1px solid transparent; border-radius: 4px; }
QToolBar QToolButton:hover { background: $hover; }
QToolBar QToolButton:pressed, QToolBar QToolButton:checked { background: $selection; }
QToolBar QToolButton:focus { border-color: $accent; }

QToolButton::menu-button { border: none; width: 18px; }
QToolButton[popupMode="1"] { padding-right: 10px; }
QToolButton::menu-arrow, QToolButton::menu-indicator { image: url($down); width: 12px; height: 12px; }
QPushButton::menu-indicator { image: url($down); width: 12px; height: 12px; right: 6px;
  subcontrol-origin: padding; subcontrol-position: center right; }

QMenuBar { background: $window; border-bottom: 1px solid $border; padding: 2px 4px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $panel; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 3px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 6px; }

#message_bar { background: $panel; border: none; border-left: 4px solid $accent;
  border-bottom: 1px solid $border; }
#message_bar[severity="error"] { border-left-color: $attack; }

#run_bar { background: $window; border: none; border-top: 1px solid $border; }

QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { padding: 8px 16px; border: none; border-bottom: 2px solid transparent; color: $muted; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:selected:focus { background: $panel; }

QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: $window; padding: 8px; border-bottom: 1px solid $border; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QStatusBar { background: $window; border-top: 1px solid $border; }
QStatusBar::item { border: none; }

QPushButton { background: $button; border: 1px solid $border; border-radius: 4px; padding: 5px 14px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selection; }
QPushButton:checked { background: $selection; border-color: $accent; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $muted; background: $window; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent;
  font-weight: 600; }
QPushButton[primary="true"]:hover { border-color: $text; }
QPushButton[primary="true"]:disabled { background: $button; color: $muted; border-color: $border; }

QToolTip { background: $panel; color: $text; border: 1px solid $border; padding: 4px 6px; }
QLineEdit, QPlainTextEdit, QTextEdit {
  background: $base; border: 1px solid $border; border-radius: 4px; padding: 3px 6px;
  selection-background-color: $selection; selection-color: $text; }
QAbstractSpinBox QLineEdit { border: none; padding: 0 2px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border-color: $accent; }

QComboBox { background: $button; border: 1px solid $border; border-radius: 4px; padding: 3px 4px 3px 8px;
  min-height: 20px; }
QComboBox:editable { background: $base; padding-left: 2px; }
QComboBox:hover { border-color: $muted; }
QComboBox:focus, QComboBox:on { border-color: $accent; }
QComboBox:disabled { color: $muted; background: $window; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url($down); width: 12px; height: 12px; }
QComboBox QLineEdit { border: none; background: transparent; padding: 0 4px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $border; padding: 4px;
  selection-background-color: $selection; selection-color: $text; }
QSpinBox, QDoubleSpinBox { background: $base; border: 1px solid $border; border-radius: 4px; padding: 3px 6px;
  min-height: 20px; }
QSpinBox:focus, QDoubleSpinBox:focus { border-color: $accent; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {
  border: none; background: transparent; width: 18px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url($up); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url($down); width: 10px; height: 10px; }

QCheckBox::indicator:unchecked { width: 13px; height: 13px; border: 1px solid $muted; border-radius: 3px;
  background: $base; }
QCheckBox::indicator:unchecked:focus { border-color: $accent; }
QRadioButton { spacing: 8px; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 8px;
  background: $base; }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5, cy: 0.5,
  radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 $accent, stop: 0.5 $accent, stop: 0.6 $base, stop: 1 $base); }
QRadioButton:focus { color: $accent; }

QListView, QTreeView, QTableView, QScrollArea { border: none; outline: none; }
QListView, QTreeView, QTableView { background: $base; alternate-background-color: $panel; }
QHeaderView::section { background: $window; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 6px 11px; }
QTableView { gridline-color: $border; }
QTableView::item { padding: 2px 8px; }
QTableView::item:selected { background: $selection; color: $text; }
QGroupBox { border: 1px solid $border; border-radius: 6px; margin-top: 20px; padding: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 2px; color: $muted; }

QProgressBar { background: $base; border: 1px solid $border; border-radius: 4px; height: 10px;
  text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; min-height: 24px; min-width: 24px;
  margin: 1px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="title"] { font-size: 15pt; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="error"] { color: $attack; }
QLineEdit[wrong="true"] { color: $attack; }
QLineEdit[warned="true"] { color: $suspicious; }
QLabel[exposure="open"] { color: $attack; }
QLabel[exposure="partly"] { color: $suspicious; }
QLabel[exposure="robust"] { color: $clean; }
*[role="card"] { background: $panel; border: 1px solid $border; border-radius: 6px; }
""")


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of the application in the colours of `tokens`.

    Widgets opt in by dynamic properties: `role` "muted", "title", "heading" or "error" on a QLabel, "card"
    on a frame, and `primary` true on a QPushButton.
    """
    icons = Path(str(files("resources") / "icons"))
    arrows = {way: (icons / f"arrow-{way}-{tokens.name}.svg").as_posix() for way in ("down", "up")}
    return _SHEET.substitute(vars(tokens) | arrows)
