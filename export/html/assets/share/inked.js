// A copy of an SVG element that looks the same without the page's style sheet: computed colours as attributes.
dateline.inked = (() => {
  const { svg } = dateline.dom;
  const PAINTS = ["fill", "stroke"];
  const PLAIN = ["stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order", "font-size", "font-weight", "text-anchor", "opacity"];
  const USUAL = { "stroke-width": "1", "stroke-dasharray": "none", "stroke-linejoin": "miter", "paint-order": "normal", "font-weight": "400", "text-anchor": "start", opacity: "1" };
  const SHAPES = new Set(["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"]);
  const HOLDERS = ["g", "svg", "title", "defs", "pattern"];
  const OWN = /^(d|x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|dx|dy|width|height|points|transform|viewBox|preserveAspectRatio|patternUnits|patternTransform)$/u;
  const FUNCTION = /^(?:rgba?\(|color\(srgb )([\d.e-]+)[ ,]+([\d.e-]+)[ ,]+([\d.e-]+)(?:[ ,/]+([\d.e-]+))?\)$/u;

  /** A computed colour as every viewer of SVG reads it: {colour, alpha}. */
  function plain(value) {
    const found = FUNCTION.exec(value);
    if (value.startsWith("url(")) return { colour: value.replaceAll(/["']/gu, ""), alpha: 1 };
    if (!found) return { colour: value, alpha: 1 };
    const whole = value.startsWith("color(") ? 255 : 1;
    const parts = found.slice(1, 4).map((part) => Math.max(0, Math.min(255, Math.round(Number(part) * whole))).toString(16).padStart(2, "0"));
    return { colour: `#${parts.join("")}`, alpha: found[4] === undefined ? 1 : Number(found[4]) };
  }

  function looks(element) {
    const style = getComputedStyle(element);
    const found = {};
    for (const name of PAINTS) {
      if (style[name] === "none") {
        if (name === "fill") found.fill = "none";
        continue;
      }
      const { colour, alpha } = plain(style[name]);
      const opacity = alpha * Number(style.getPropertyValue(`${name}-opacity`));
      found[name] = colour;
      if (opacity < 1) found[`${name}-opacity`] = Number(opacity.toFixed(3));
    }
    for (const name of PLAIN) {
      const value = style.getPropertyValue(name).replaceAll("px", "");
      if (value && value !== USUAL[name] && (element.localName.startsWith("t") || !name.startsWith("font"))) found[name] = value;
    }
    if (element.localName === "text") found["font-family"] = "system-ui, sans-serif";
    return found;
  }

  /** The copy; what is not displayed, and what only the page needs, is left out. */
  function copy(element) {
    if (element.nodeType === Node.TEXT_NODE) return element.data;
    if (element.nodeType !== Node.ELEMENT_NODE || getComputedStyle(element).display === "none") return null;
    const name = element.localName;
    if (!SHAPES.has(name) && !HOLDERS.includes(name)) return null;
    // What nothing in the copy names needs no name; a pattern fills by it.
    const named = name === "pattern" ? { id: element.id } : {};
    // A drawing within a drawing would else be cut at its edges.
    const open = name === "svg" && getComputedStyle(element).overflow === "visible" ? { overflow: "visible" } : {};
    const own = Object.fromEntries([...element.attributes].filter((each) => OWN.test(each.name)).map((each) => [each.name, each.value]));
    const opacity = name === "g" && getComputedStyle(element).opacity !== "1" ? { opacity: getComputedStyle(element).opacity } : {};
    return svg(name, { ...own, ...named, ...open, ...(SHAPES.has(name) ? looks(element) : opacity) }, ...[...element.childNodes].map(copy));
  }

  return { copy, plain };
})();
