// A tablet for everybody: asks after two minutes of nothing whether somebody is there, and wipes when nobody is.
"use strict";

{ // other scripts of a page have names of their own
  const SECOND = 1000;
  const ASK = 120 * SECOND;
  const WIPE = 150 * SECOND;
  const AFTER = 30 * SECOND; // on a page that is the end of a road
  const TELL = 60 * SECOND;

  // Looked up each time: js/step.js puts another page in the place of this one.
  const wiping = () => document.getElementById("tabletformulier");
  const question = () => document.getElementById("er-nog");
  const isOver = wiping().dataset.state === "over";
  let isUsed = wiping().dataset.state !== "fresh";
  let last = Date.now();
  let told = last;
  let telling = new AbortController();

  const wipe = () => {
    last = Infinity;
    wiping().submit();
  };

  const watch = () => {
    const quiet = Date.now() - last;
    if (!isUsed || last === Infinity) return;
    if (quiet >= (isOver ? AFTER : WIPE)) wipe();
    else if (quiet >= ASK && !question().open) question().showModal();
  };

  // The server keeps a watch of its own, for who has no script: it is told of who is at one page for long.
  const sayBusy = () => {
    told = last;
    const body = new URLSearchParams(new FormData(wiping()));
    fetch(wiping().dataset.busy, { method: "POST", body, signal: telling.signal }).catch(() => {});
  };

  // A press that goes on must press nothing else: it was aimed at the question, not at what lies under it.
  const goOn = (event) => {
    watch();
    if (last === Infinity) return;
    last = Date.now();
    isUsed = true;
    if (question().open && event.type !== "pointerdown" && event.type !== "scroll") {
      event.preventDefault();
      event.stopImmediatePropagation();
      question().close();
    }
    if (last - told > TELL && !isOver) sayBusy();
  };

  for (const touch of ["input", "keydown", "click", "pointerdown", "pointercancel", "scroll"]) {
    addEventListener(touch, goOn, { capture: true, passive: false });
  }
  // What is sent changes the cookie, which an answer that comes later must not change back.
  addEventListener("submit", () => {
    telling.abort();
    telling = new AbortController();
    told = Date.now();
  }, { capture: true });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  document.addEventListener("visibilitychange", watch);
  setInterval(watch, SECOND);
}
