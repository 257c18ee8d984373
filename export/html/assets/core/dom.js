// Building elements: text goes in as text nodes only, so no data is ever read as markup.
dateline.dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "on") for (const [type, run] of Object.entries(value)) element.addEventListener(type, run);
      else element.setAttribute(name, value === true ? "" : String(value));
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  const el = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
  const byId = (id) => document.getElementById(id);

  /** The outline of a kind with its letter; decorative, as the words beside it say the same. */
  function icon(kind, size = 20) {
    return svg(
      "svg",
      { class: "icon", viewBox: "-13 -13 26 26", width: size, height: size, "aria-hidden": "true", "data-kind": kind.name },
      svg("path", { d: kind.path }),
      svg("text", { "text-anchor": "middle", y: 4.6 }, kind.letter),
    );
  }

  const button = (attributes, ...children) => el("button", { type: "button", ...attributes }, ...children);

  function announce(text) {
    byId("dl-said").textContent = text;
  }

  /** Runs when the page has nothing else to do, and soon in any case. */
  const idle = (run) => (window.requestIdleCallback ? requestIdleCallback(run, { timeout: 1000 }) : setTimeout(run, 50));

  /** Takes step after step with room between them for keys and frames, without waiting for the page to be idle. */
  const hurry = (step, then = () => {}) => setTimeout(() => (step() ? hurry(step, then) : then()));

  /** Takes step after step while nothing else is to be done, until ``step`` says that there is no other. */
  function inSlices(step, then = () => {}) {
    idle((deadline) => {
      let more = step();
      while (more && deadline && deadline.timeRemaining() > 4) more = step();
      if (more) inSlices(step, then);
      else then();
    });
  }

  return { el, svg, byId, icon, button, announce, inSlices, hurry };
})();
