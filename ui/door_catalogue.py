"""Every door beside the password, in the order of the welcome.

Each loads what it opens when it is opened: who may enter is seen a second sooner than if all of it were loaded first.
"""

from PySide6.QtWidgets import QWidget

from ui.widgets.door import BIND, NEW, RESTORE, SAMPLE, SHEET, DoorContext, DoorSpec


def door_specs() -> tuple[DoorSpec, ...]:
    """Return what the unlock screen and the welcome offer beside the password."""
    return (
        DoorSpec(NEW, _new_vault),
        DoorSpec(RESTORE, _restore),
        DoorSpec(SAMPLE, _sample),
        DoorSpec(SHEET, _sheet),
        DoorSpec(BIND, _bind),
    )


def _new_vault(context: DoorContext) -> QWidget:
    from ui.wizards.new_vault.wizard import NewVaultWizard

    return NewVaultWizard(context)


def _restore(context: DoorContext) -> QWidget:
    from ui.wizards.restore_backup.wizard import RestoreWizard

    return RestoreWizard(context)


def _sample(context: DoorContext) -> QWidget:
    from ui.wizards.try_sample.page import SamplePage

    return SamplePage(context)


def _sheet(context: DoorContext) -> QWidget:
    from ui.wizards.open_with_sheet.wizard import OpenWithSheetWizard

    return OpenWithSheetWizard(context)


def _bind(context: DoorContext) -> QWidget:
    from ui.wizards.bind_account.page import BindAccountPage

    return BindAccountPage(context)
