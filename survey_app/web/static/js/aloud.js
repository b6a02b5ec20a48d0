// Read a question or a page aloud: a recording from here, or else a voice that is on this device and speaks the language of
// the page. No other voice will do: a browser sends what a far one reads to its maker. Nothing begins by itself.
"use strict";

(() => {
  const QUESTION = ".peilstok-question";
  const READ = "h1, h2, h3, p, li, .peilstok-question__text, .peilstok-choice label, .peilstok-words label, .peilstok-number__unit";
  const UNREAD = ".peilstok-stop, .peilstok-progress, .peilstok-left, details:not([open])";
  const speech = window.speechSynthesis;
  let reading = null; // the button that was pressed, and how to be silent

  const language = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const recordingOf = (part) => part.closest(QUESTION)?.querySelector("audio");

  const voice = () => {
    const near = (speech?.getVoices() ?? []).filter((one) => one.localService === true);
    const fit = near.filter((one) => language(one.lang) === language(document.documentElement.lang));
    return fit.find((one) => one.default) ?? fit[0];
  };

  // What can be seen and is no part of what is read already.
  const textsIn = (part) => [...part.querySelectorAll(READ)].filter((text) =>
    text.offsetParent && text.innerText.trim() && !text.closest(UNREAD) && !text.querySelector(READ));

  const say = (text, done) => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = voice();
    spoken.lang = spoken.voice.lang;
    spoken.onend = spoken.onerror = done;
    speech.speak(spoken);
    return () => { spoken.onend = spoken.onerror = null; speech.cancel(); };
  };

  // Where a recording cannot be had, the voice says it; where there is no voice, the browser shows what is wrong.
  const play = (recording, done) => {
    let silence = () => recording.pause();
    const instead = () => {
      const texts = textsIn(recording.closest(QUESTION)).map((text) => text.innerText);
      if (voice()) silence = say(texts.join(". "), done);
      else { recording.hidden = false; done(); }
    };
    recording.onended = done;
    recording.currentTime = 0;
    recording.play().catch((error) => { if (error.name !== "AbortError") instead(); });
    return () => silence();
  };

  // One thing after another. A question with a recording is heard from that, all of it.
  const stepsOf = (button) => {
    const steps = new Map();
    for (const text of textsIn(button.closest(QUESTION) ?? document.querySelector("main"))) {
      const recording = recordingOf(text);
      if (recording) steps.set(recording, (done) => play(recording, done));
      else steps.set(text, (done) => say(text.innerText, done));
    }
    return [...steps.values()];
  };

  const name = (button, text) => { button.querySelector("span").textContent = text; };

  const stop = () => {
    if (!reading) return;
    const { button, silence } = reading;
    reading = null;
    silence();
    name(button, button.dataset.start);
    button.classList.remove("peilstok-aloud--reading");
  };

  const start = (button) => {
    const steps = stepsOf(button);
    const mine = { button, silence: () => {} };
    const next = () => {
      if (reading !== mine) return;
      const step = steps.shift();
      if (step) mine.silence = step(next);
      else stop();
    };
    reading = mine;
    name(button, button.dataset.stop);
    button.classList.add("peilstok-aloud--reading");
    next();
  };

  const offer = () => {
    for (const button of document.querySelectorAll(".peilstok-aloud")) {
      const recording = recordingOf(button);
      button.hidden = !recording && !voice();
      if (recording) recording.hidden = true;
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".peilstok-aloud");
    if (!button) return;
    const isRead = reading?.button === button;
    stop();
    if (!isRead) start(button);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") stop(); });
  document.addEventListener("submit", stop);
  addEventListener("pagehide", stop);
  document.addEventListener("peilstok-shown", () => { stop(); offer(); }); // another page in the place of this one
  speech?.addEventListener("voiceschanged", offer);
  offer();
})();
