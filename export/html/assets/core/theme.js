"use strict";
// Three states: as the system says, light, dark. Runs before the first paint, so nothing flashes.
window.dateline = {};

dateline.theme = (() => {
  const KEY = "dateline-theme";
  const CHOICES = ["auto", "light", "dark"];
  const listeners = [];

  // A sandboxed frame may forbid storage altogether; then the choice lasts as long as the page.
  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function store(choice) {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      return;
    }
  }

  function apply(choice) {
    if (choice === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
    listeners.forEach((listener) => listener());
  }

  let choice = CHOICES.includes(stored()) ? stored() : "auto";
  apply(choice);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => apply(choice));

  return {
    onChange: (listener) => listeners.push(listener),
    start() {
      for (const input of document.querySelectorAll("#dl-theme input")) {
        input.checked = input.value === choice;
        input.addEventListener("change", () => {
          choice = input.value;
          store(choice);
          apply(choice);
        });
      }
    },
  };
})();
