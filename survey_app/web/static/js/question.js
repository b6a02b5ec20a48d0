// Niceties of a question page; everything works without them.
"use strict";

const clearChoice = (button) => {
  const question = button.closest("fieldset");
  for (const radio of question.querySelectorAll("input[type=radio]")) radio.checked = false;
  for (const words of question.querySelectorAll("input[type=text]")) words.value = "";
  question.querySelector("input").dispatchEvent(new Event("input", { bubbles: true }));
  question.querySelector("input[type=radio]").focus();
};

document.addEventListener("click", (event) => {
  const button = event.target.closest(".peilstok-clear");
  if (!button) return;
  event.preventDefault();
  clearChoice(button);
});

// An option that goes with no other, such as none of these: what was chosen last stays, what does not go with it goes.
const isAlone = (box) => box.closest(".peilstok-choice--alone") !== null;
const wordsOf = (box) => box.parentElement.nextElementSibling?.querySelector("input[type=text]");
const labelOf = (box) => `‘${box.labels[0].textContent.trim()}’`;

document.addEventListener("change", ({ target: chosen }) => {
  const question = chosen.closest("fieldset");
  const note = question?.querySelector(".peilstok-switched");
  if (!note || chosen.type !== "checkbox") return;
  const boxes = [...question.querySelectorAll("input[type=checkbox]")].filter((box) => box.checked && box !== chosen);
  const off = chosen.checked ? boxes.filter((box) => isAlone(box) || isAlone(chosen)) : [];
  const written = off.map((box) => wordsOf(box)?.value);
  const back = note.nextElementSibling;
  for (const box of off) {
    box.checked = false;
    if (wordsOf(box)) wordsOf(box).value = "";
  }
  note.textContent = "";
  back.hidden = !off.length;
  if (!off.length) return;
  const labels = off.map(labelOf).join(", ");
  note.textContent = note.dataset.told.replace("{off}", () => labels).replace("{on}", () => labelOf(chosen));
  back.onclick = () => {
    chosen.checked = false;
    off.forEach((box, place) => {
      box.checked = true;
      if (wordsOf(box)) wordsOf(box).value = written[place];
    });
    off[0].focus();
    off[0].dispatchEvent(new Event("change", { bubbles: true }));
  };
}, { capture: true });

// Enter sends no page: what is below was perhaps not seen.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});

const countTexts = () => {
  for (const field of document.querySelectorAll("textarea[data-maximum]")) {
    const note = field.nextElementSibling;
    const told = note.textContent;
    const count = () => {
      const left = Number(field.dataset.maximum) - [...field.value].length;
      if (left > 200) note.textContent = told;
      else note.textContent = (left < 0 ? field.dataset.over : field.dataset.left).replace("{n}", Math.abs(left));
      note.classList.toggle("peilstok-left--over", left < 0);
    };
    field.addEventListener("input", count);
    count();
  }
};

document.addEventListener("peilstok-shown", countTexts);
countTexts();
