// Let the button say that it was pressed. A second press would do no harm: the box takes one envelope.
"use strict";

document.getElementById("verzenden").addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});

addEventListener("pageshow", () => delete document.getElementById("verzenden").dataset.sent);
