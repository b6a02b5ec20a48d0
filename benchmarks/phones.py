"""What the first pages weigh, and when a phone shows them: slow 3G and a processor slowed four times, nothing kept.

Slow 3G is what WebPageTest calls so: 400 ms to and fro, 400 kbit/s. Chromium itself puts it on what goes over a
connection; making one is not slowed down.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.respondents import prepare
from benchmarks.server import serving_installation
from tests.browser.conftest import CHROMIUM

_LINK = "/m/medewerkers-proef"
_TIMES = 7
_SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
_SLOWER = 4
_FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
_WEIGHTS = """() => [performance.getEntriesByType('navigation')[0], ...performance.getEntriesByType('resource')]
    .map((entry) => entry.transferSize)"""


def main() -> None:
    """Print the table."""
    print(f"Medians of {_TIMES}; kB are all that crosses the connection, headers too\n")
    print("| page | kB | target | requests | first contentful paint, s | target |")
    print("|---|--:|--:|--:|--:|--:|")
    with TemporaryDirectory() as directory, sync_playwright() as playwright:
        environment = prepare(f"sqlite:///{directory}/bench.sqlite", Path(directory))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with serving_installation(environment, workers=1) as served:
            for name, path, target in (("start page", "/", 15), ("first page of a questionnaire", _LINK, 15)):
                _tell(name, [_open(browser, served.address + path) for _time in range(_TIMES)], target)
            shown = [_open_questions(browser, served.address + _LINK) for _time in range(_TIMES)]
            _tell("page of 25 statements, style sheet kept", shown)
        browser.close()


def _tell(name: str, shown: list[tuple[float, int, float]], target: int | None = None) -> None:
    weight, requests, paint = (median(column) for column in zip(*shown, strict=True))
    print(f"| {name} | {weight / 1000:.1f} | {target or ''} | {requests:.0f} | {paint / 1000:.2f} | 1.2 |", flush=True)


def _open(browser: Browser, address: str) -> tuple[float, int, float]:
    with browser.new_context(viewport={"width": 360, "height": 640}) as context:
        page = context.new_page()
        _slow_down(page)
        page.goto(address, wait_until="networkidle")
        return _seen(page)


def _open_questions(browser: Browser, address: str) -> tuple[float, int, float]:
    with browser.new_context(viewport={"width": 360, "height": 640}) as context:
        page = context.new_page()
        page.goto(address)
        _slow_down(page)
        with page.expect_navigation(wait_until="networkidle"):
            page.locator("main form button[type=submit]").first.click()
        return _seen(page)


def _slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _SLOW_3G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})


def _seen(page: Page) -> tuple[float, int, float]:
    weights: list[int] = page.evaluate(_WEIGHTS)
    return sum(weights), len([weight for weight in weights if weight]), page.evaluate(_FIRST_PAINT)


if __name__ == "__main__":
    main()
