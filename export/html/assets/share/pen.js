// A pen with the face of a canvas context that writes SVG: what draws the canvas draws the picture as well.
dateline.pen = (() => {
  const { svg } = dateline.dom;
  const FACE = /^(?:(\d{3}) )?([\d.]+)px (.+)$/u;
  const GENERIC = "system-ui, sans-serif";
  const ANCHOR = { left: "start", start: "start", center: "middle", right: "end", end: "end" };
  const measure = document.createElement("canvas").getContext("2d");
  const round = (number) => Math.round(number * 100) / 100;
  const drops = new Map();

  /** How far under a place the letters stand: other viewers of SVG read baselines in their own ways. */
  function drop(font, baseline) {
    const key = `${font} ${baseline}`;
    if (!drops.has(key)) {
      measure.font = font;
      const above = ["alphabetic", baseline].map((each) => {
        measure.textBaseline = each;
        return measure.measureText("x").fontBoundingBoxAscent;
      });
      measure.textBaseline = "alphabetic";
      drops.set(key, above[0] - above[1]);
    }
    return drops.get(key);
  }

  /** A new pen; ``elements`` is what it has drawn. */
  function make() {
    const elements = [];
    const stack = [];
    let now = { x: 0, y: 0, scale: 1, fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "10px sans-serif", textAlign: "start", textBaseline: "alphabetic", lineJoin: "miter" };
    let path = "";

    const place = () => (now.x || now.y || now.scale !== 1 ? `translate(${round(now.x)} ${round(now.y)}) scale(${Number(now.scale.toFixed(4))})` : null);
    const add = (tag, attributes, ...children) => elements.push(svg(tag, { transform: place(), opacity: now.globalAlpha < 1 ? now.globalAlpha : null, ...attributes }, ...children));
    const dash = () => ({ fill: "none", stroke: now.strokeStyle, "stroke-width": now.lineWidth, "stroke-linejoin": now.lineJoin === "miter" ? null : now.lineJoin });

    function words(text, x, y, attributes) {
      const [, weight, size] = FACE.exec(now.font) ?? [null, null, "10"];
      add("text", {
        x: round(x), y: round(y + drop(now.font, now.textBaseline)), "font-family": GENERIC, "font-size": size, "font-weight": weight ?? null,
        "text-anchor": now.textAlign === "left" || now.textAlign === "start" ? null : ANCHOR[now.textAlign], ...attributes,
      }, text);
    }

    const pen = {
      elements,
      save: () => { stack.push({ ...now }); },
      restore: () => { now = stack.pop() ?? now; },
      translate: (x, y) => { now = { ...now, x: now.x + x * now.scale, y: now.y + y * now.scale }; },
      scale: (by) => { now = { ...now, scale: now.scale * by }; },
      beginPath: () => { path = ""; },
      moveTo: (x, y) => { path += `M${round(x)} ${round(y)}`; },
      lineTo: (x, y) => { path += `L${round(x)} ${round(y)}`; },
      quadraticCurveTo: (a, b, x, y) => { path += `Q${round(a)} ${round(b)} ${round(x)} ${round(y)}`; },
      stroke: (outline) => add("path", { d: outline ? outline.data : path, ...dash() }),
      fill: (outline) => add("path", { d: outline ? outline.data : path, fill: now.fillStyle }),
      fillRect: (x, y, width, height) => add("rect", { x: round(x), y: round(y), width: round(width), height: round(height), fill: now.fillStyle }),
      fillText: (text, x, y) => words(text, x, y, { fill: now.fillStyle }),
      strokeText: (text, x, y) => words(text, x, y, { ...dash(), "aria-hidden": "true" }),
      measureText: (text) => {
        measure.font = now.font;
        return measure.measureText(text);
      },
    };
    for (const name of ["fillStyle", "strokeStyle", "lineWidth", "globalAlpha", "font", "textAlign", "textBaseline", "lineJoin"])
      Object.defineProperty(pen, name, { get: () => now[name], set: (value) => { now = { ...now, [name]: value }; } });
    return pen;
  }

  return { make };
})();
