// The letter's link is /#CODE: take the code out of the address bar before anything else, then send it as a form.
"use strict";

const takeCode = () => {
  const code = location.hash.slice(1);
  if (!code || document.getElementById(code)) return;
  history.replaceState(null, "", location.pathname);
  const form = document.getElementById("codeformulier");
  form.elements.code.value = code;
  form.requestSubmit();
};

addEventListener("hashchange", takeCode);
takeCode();
