// What is filled in is kept as the buttons keep it, a quarter of a minute later or when the page goes out of sight. Not at
// each answer: who watches the connection would see when each was given.
"use strict";

const BEAT = 15 * 1000;
const SHORT = 60 * 1000; // what a browser sends on after its page is gone
let questions, touched, underWay, isLeaving;

const marks = () => questions.elements.shown.value.trim().split(" ").map((pair) => pair.split(":"));
const mark = (item, how) => {
  questions.elements.shown.value = marks().map(([id, was]) => `${id}:${id === item ? how : was}`).join(" ");
};

// An item without a mark counts as changed, whatever it was before.
const begin = () => {
  questions = document.querySelector("form.peilstok-questions");
  touched = new Set(questions ? marks().filter(([, how]) => !how).map(([id]) => id) : []);
  underWay = null;
  isLeaving = !questions;
  const told = document.querySelector(".peilstok-kept");
  if (told) told.textContent = told.dataset.kept;
};

const touch = ({ target }) => {
  const item = questions && target.form === questions && target.name && target.name.split(".")[1];
  if (!item) return;
  touched.add(item);
  mark(item, "");
};

const tell = (what) => {
  const note = document.querySelector(".peilstok-not-kept");
  if (note) note.textContent = what ? note.dataset[what] : "";
};

// What was not touched since is as it is kept: from now on only what differs from that is a change.
const take = (sent, kept) => {
  for (const [item, how] of kept.split(" ").map((pair) => pair.split(":"))) {
    if (sent.has(item) && !touched.has(item)) mark(item, how);
  }
  tell("");
};

const fail = (sent, status) => {
  if (status < 500) return tell("refused"); // another try would be refused too; the buttons tell why
  for (const item of sent) touched.add(item);
  tell("lost");
};

const keep = (go) => {
  if (isLeaving || underWay || !touched.size) return;
  const [form, sent] = [questions, touched];
  touched = new Set();
  underWay = sendForm(form, go, (body) => ({ keepalive: body.length < SHORT, redirect: "error" }))
    .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
    .then((kept) => form === questions && take(sent, kept), (status) => form === questions && fail(sent, status))
    .finally(() => { if (form === questions) underWay = null; });
};

// What was sent first comes first.
const leave = (event) => {
  if (event.target !== questions) return;
  if (!underWay) return void (isLeaving = true);
  event.preventDefault();
  event.stopImmediatePropagation();
  underWay.then(() => questions.requestSubmit(event.submitter));
};

for (const change of ["input", "change"]) addEventListener(change, touch);
addEventListener("submit", leave);
addEventListener("pageshow", begin);
// Only a beat tells the server that somebody is at work: a page that goes may be the last that was done here.
addEventListener("pagehide", () => keep("keep-last"));
document.addEventListener("visibilitychange", () => { if (document.hidden) keep("keep-last"); });
for (const arrival of ["peilstok-shown", "peilstok-stayed"]) document.addEventListener(arrival, begin);
document.addEventListener("peilstok-leave", () => keep("keep-last"));
setInterval(() => keep("keep"), BEAT);
begin();
