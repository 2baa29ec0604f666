// Comforts of the pages of drafts; each of them works without.
"use strict";

// The work on a file: ask how far it is, and show the result when it is done.
const working = document.getElementById("working");
if (working) {
  const said = document.getElementById("said");
  const filled = document.getElementById("filled");
  const look = document.getElementById("look");
  let pause = 700;
  const ask = async () => {
    try {
      const answer = await fetch(working.dataset.progress, { cache: "no-store" });
      if (!answer.ok && answer.status !== 429 && answer.status !== 503) {
        location.assign(look.href);
        return;
      }
      if (answer.ok) {
        const state = await answer.json();
        if (state.done) {
          location.replace(look.href);
          return;
        }
        if (said.textContent !== state.said) said.textContent = state.said;
        filled.value = state.filled;
      }
    } catch {
      // The server does not answer just now; the next time it may.
    }
    pause = Math.min(pause * 1.2, 5000);
    setTimeout(ask, pause);
  };
  setTimeout(ask, pause);
}

// A file that is too large is told before it is sent.
for (const input of document.querySelectorAll("input[type=file][data-most]")) {
  const warning = document.getElementById(`${input.id}-large`);
  const check = () => {
    const large = [...input.files].some((file) => file.size > Number(input.dataset.most));
    warning.hidden = !large;
    return large;
  };
  input.addEventListener("change", check);
  input.form.addEventListener("submit", (event) => {
    if (check()) {
      event.preventDefault();
      input.focus();
    }
  });
}

// What is asked for one way of mending is shown when that way is chosen.
const ways = [...document.querySelectorAll(".way")];
const unfold = () => {
  for (const way of ways) {
    const chosen = way.querySelector("input[type=radio]").checked;
    for (const part of way.querySelectorAll("fieldset.part")) part.hidden = !chosen;
  }
};
if (ways.length > 1) {
  for (const way of ways) way.querySelector("input[type=radio]").addEventListener("change", unfold);
  unfold();
}

// After a form was sent that had faults, a keyboard is led to what is said of them.
document.getElementById("faults")?.focus();
