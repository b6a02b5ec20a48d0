"""What does not fit on a page: beyond the screen, outside its card or button, or over something else."""

from __future__ import annotations

from playwright.sync_api import Page

_FAULTS = """
() => {
  const faults = [];
  const given = [...document.querySelectorAll(".peilstok-choice input")].map((input) => [input, input.checked]);
  for (const [input] of given) input.checked = true;  // bold, and with the words of "anders, namelijk"
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) faults.push(`the page scrolls ${wide} px sideways`);
  const told = (element) => `${element.className || element.tagName}: ${element.textContent.trim().slice(0, 40)}`;
  const hidden = (element) => element.closest(".visually-hidden, .utrecht-skip-link, script, style, noscript")
    || !element.checkVisibility();
  const boxes = ".peilstok-card, .utrecht-alert, .utrecht-button, label, header, footer, main";
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || hidden(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = element.closest(boxes).getBoundingClientRect();
    for (const line of range.getClientRects()) {
      if (line.width < 1) continue;
      lines.push({ element, line });
      if (line.left < box.left - 1 || line.right > box.right + 1 || line.top < box.top - 1
          || line.bottom > box.bottom + 1) faults.push(`outside its box: ${told(element)}`);
    }
  }
  const pressed = [...document.querySelectorAll("input:not([type=hidden]), textarea, button, summary, .peilstok-mark")];
  const things = [
    ...lines.map(({ element, line }) => ({ element, box: line, give: 4 })),
    ...pressed.filter((element) => !hidden(element)).map((element) => ({
      element, box: element.getBoundingClientRect(), give: 1,
    })),
  ];
  things.sort((one, other) => one.box.top - other.box.top);
  things.forEach((one, place) => {
    for (const other of things.slice(place + 1)) {
      if (other.box.top >= one.box.bottom) break;
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const give = Math.max(one.give, other.give);
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across > give && down > give) faults.push(`${told(one.element)} lies over ${told(other.element)}`);
    }
  });
  const linesOf = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size;
  };
  for (const number of document.querySelectorAll("[href^='tel:']")) {
    if (!hidden(number) && linesOf(number) > 1) faults.push(`broken over lines: ${told(number)}`);
  }
  for (const place of document.querySelectorAll(".peilstok-question__number")) {
    const large = document.documentElement.style.fontSize === "200%";
    if (!hidden(place) && !large && linesOf(place) > 2) faults.push(`more than two lines: ${told(place)}`);
  }
  for (const choices of document.querySelectorAll(".peilstok-choices")) {
    const labels = [...choices.querySelectorAll(".peilstok-choice > label")];
    const answers = labels.map((label) => label.getBoundingClientRect());
    for (const { top } of answers) {
      const widths = answers.filter((answer) => Math.abs(answer.top - top) < 9).map((answer) => answer.width);
      const [least, most] = [Math.min(...widths), Math.max(...widths)];
      if (most - least > 1) faults.push(`answers of ${Math.round(least)} to ${Math.round(most)} px wide`);
    }
    const card = choices.closest(".peilstok-card").getBoundingClientRect();
    for (const answer of choices.querySelectorAll("label, input")) {
      if (hidden(answer)) continue;
      const { left, right } = answer.getBoundingClientRect();
      if (left < card.left || right > card.right) faults.push(`out of its card: ${told(answer)}`);
    }
  }
  for (const [input, before] of given) input.checked = before;
  return [...new Set(faults)];
}
"""


def misfits(page: Page, *widths: int, larger: bool = False) -> list[str]:
    """What does not fit at these widths of the screen, with letters of 100% and, if `larger`, of 200%."""
    return [
        f"{page.url.partition('/vragenlijst')[2] or page.url} {width} px, {size}: {fault}"
        for width in widths
        for size in (("100%", "200%") if larger else ("100%",))
        for fault in _at(page, width, size)
    ]


def _at(page: Page, width: int, size: str) -> list[str]:
    page.set_viewport_size({"width": width, "height": 740})
    page.evaluate("size => document.documentElement.style.fontSize = size", size)
    faults: list[str] = page.evaluate(_FAULTS)
    page.evaluate("document.documentElement.style.fontSize = ''")
    return faults
