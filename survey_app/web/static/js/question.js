// Niceties of a question page; everything works without them.
"use strict";

const clearChoice = (button) => {
  const question = button.closest("fieldset");
  for (const radio of question.querySelectorAll("input[type=radio]")) radio.checked = false;
  for (const words of question.querySelectorAll("input[type=text]")) words.value = "";
  question.querySelector("input[type=radio]").focus();
};

document.addEventListener("click", (event) => {
  const button = event.target.closest(".peilstok-clear");
  if (!button) return;
  event.preventDefault();
  clearChoice(button);
});

// Enter sends no page: what is below was perhaps not seen.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});

for (const field of document.querySelectorAll("textarea[data-maximum]")) {
  const note = field.nextElementSibling;
  const told = note.textContent;
  const tell = () => {
    const left = Number(field.dataset.maximum) - [...field.value].length;
    if (left > 200) note.textContent = told;
    else note.textContent = (left < 0 ? field.dataset.over : field.dataset.left).replace("{n}", Math.abs(left));
    note.classList.toggle("peilstok-left--over", left < 0);
  };
  field.addEventListener("input", tell);
  tell();
}
