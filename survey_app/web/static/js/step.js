// One question at a time: the next page comes in the place of this one, without a reload. Without this it comes as any page.
"use strict";

let isBusy = false;
let here = location.pathname + location.search;

// Where a reader begins: at what is wrong, at a text that introduces the question, or at the question itself.
const placeToRead = (main, part) => {
  const introduces = main.querySelector(".utrecht-paragraph--lead, .peilstok-passage") || main.querySelector("h1").textContent !== part;
  return main.querySelector(introduces ? "#fouten, h1" : "#fouten, .peilstok-question :is(fieldset, label)");
};

const show = (page) => {
  const part = document.querySelector("h1").textContent;
  document.title = page.title;
  document.body.replaceWith(page.body);
  here = location.pathname + location.search;
  document.dispatchEvent(new Event("peilstok-shown"));
  scrollTo({ top: 0, behavior: "instant" });
  const place = placeToRead(document.querySelector("main"), part);
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
};

const readPage = async (answer) => {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("form.peilstok-questions") ? page : null;
};

const step = async (form, go) => {
  try {
    const answer = await sendForm(form, go, () => ({}));
    const page = await readPage(answer);
    if (!page) return location.assign(answer.url);
    history.pushState(null, "", answer.url);
    show(page);
  } catch {
    document.dispatchEvent(new Event("peilstok-stayed"));
    const note = document.querySelector(".peilstok-not-kept");
    if (note) note.textContent = note.dataset.offline;
  } finally {
    isBusy = false;
  }
};

// From the look over everything it goes back there, to a place on that page; in another language the whole page comes.
addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || event.submitter?.name !== "go") return;
  if (!form.matches(".peilstok-questions") || form.action.includes("?")) return;
  event.preventDefault();
  if (isBusy) return;
  isBusy = true;
  step(form, event.submitter.value);
});

// The second press of two would meet the next question.
addEventListener("click", (event) => {
  if (event.detail > 1 && event.target.closest("button")) event.preventDefault();
});

addEventListener("popstate", async () => {
  if (location.pathname + location.search === here) return; // only a place on this page
  document.dispatchEvent(new Event("peilstok-leave"));
  const page = await fetch(location.href).then(readPage, () => null);
  if (page) show(page);
  else location.reload();
});
