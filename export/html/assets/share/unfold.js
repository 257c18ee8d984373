// Paper cannot be unfolded: what holds quotes is opened while a page is printed, and closed again after it.
dateline.unfold = (() => {
  const MOST = 2000; // list items of a board; more are a book
  const QUOTES = "blockquote, q, .evidence-list, .claim-list";
  const LAZY = ".claim-group";
  let opened = [];

  const held = (fold) => fold.matches(LAZY) || fold.querySelector(QUOTES) !== null;

  /** Opens what is closed in the parts of the page, and shows what stands behind “Show more”. */
  function open(parts) {
    const focus = document.activeElement;
    for (const part of parts) {
      for (const fold of part.querySelectorAll("details:not([open])")) {
        if (fold.matches(".tuning") || !held(fold)) continue;
        fold.open = true;
        // Its own event comes after the printing; what it fills with is needed now.
        fold.dispatchEvent(new Event("toggle"));
        opened.push(fold);
      }
      const more = () => [...part.querySelectorAll(".more")].find((each) => each.checkVisibility());
      for (let next = more(); next && part.querySelectorAll("li").length < MOST; next = more()) next.click();
    }
    if (document.activeElement !== focus && focus) focus.focus({ preventScroll: true });
  }

  /** How many items still stand behind a “Show more”, which ends with their number. */
  const left = (parts) => parts.flatMap((part) => [...part.querySelectorAll(".more")]).reduce((sum, each) => sum + Number(/(\d+)\D*$/u.exec(each.textContent)?.[1] ?? 0), 0);

  function close() {
    for (const fold of opened) fold.open = false;
    opened = [];
  }

  return { open, close, left };
})();
