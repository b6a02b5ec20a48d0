"""What a person does who has a keyboard and no mouse."""

from __future__ import annotations

import re
from typing import Literal

from playwright.sync_api import Locator, Page


def type_over(page: Page, label: str, text: str) -> None:
    """Go to a field with the Tab key, and type over what is in it."""
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def tick(page: Page, label: str) -> None:
    """Go to a box with the Tab key, and tick it."""
    tab_to(page, page.get_by_label(label))
    page.keyboard.press("Space")


def press(page: Page, role: Literal["link", "button"], name: str | re.Pattern[str]) -> None:
    """Go to a link or button with the Tab key, and press it."""
    tab_to(page, page.get_by_role(role, name=name, exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, target: Locator) -> None:
    """Press the Tab key until this has the focus."""
    element = target.element_handle()
    for _ in range(60):
        if element.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {target}")
