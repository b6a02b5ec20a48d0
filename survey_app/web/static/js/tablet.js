// A tablet for everybody: asks after two minutes of nothing whether somebody is there, and wipes when nobody is.
"use strict";

{ // other scripts of a page have names of their own
  const SECOND = 1000;
  const ASK = 120 * SECOND;
  const WIPE = 150 * SECOND;
  const AFTER = 30 * SECOND; // on a page that is the end of a road
  const TELL = 60 * SECOND;

  const form = document.getElementById("tabletformulier");
  const question = document.getElementById("er-nog");
  const isOver = form.dataset.state === "over";
  let isUsed = form.dataset.state !== "fresh";
  let last = Date.now();
  let told = last;
  let telling = new AbortController();

  const wipe = () => {
    last = Infinity;
    form.submit();
  };

  const look = () => {
    const quiet = Date.now() - last;
    if (!isUsed || quiet < 0) return;
    if (quiet >= (isOver ? AFTER : WIPE)) wipe();
    else if (quiet >= ASK && !question.open) question.showModal();
  };

  // The server keeps its own watch, for who has no script: it is told of who reads one page for long.
  const tell = () => {
    told = last;
    const body = new URLSearchParams(new FormData(form));
    fetch(form.dataset.busy, { method: "POST", body, signal: telling.signal }).catch(() => {});
  };

  // A press that goes on must press nothing else: it was aimed at the question, not at what lies under it.
  const stay = (event) => {
    look();
    if (last === Infinity) return;
    last = Date.now();
    isUsed = true;
    if (question.open && event.type !== "pointerdown" && event.type !== "scroll") {
      event.preventDefault();
      event.stopPropagation();
      question.close();
    }
    if (last - told > TELL && !isOver) tell();
  };

  for (const touch of ["input", "keydown", "click", "pointerdown", "pointercancel", "scroll"]) {
    addEventListener(touch, stay, { capture: true, passive: false });
  }
  // What is sent changes the cookie, which an answer that comes later must not change back.
  addEventListener("submit", () => {
    telling.abort();
    telling = new AbortController();
    told = Date.now();
  }, { capture: true });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  document.addEventListener("visibilitychange", look);
  setInterval(look, SECOND);
}
