// What is drawn under and over the things that WebGL draws: lanes, months, and names.
dateline.sheets = (() => {
  const { byId } = dateline.dom;
  const { state, paint, scene, ground } = dateline;

  /** A canvas of ours under or over the things, cleared, in pixels of the screen. */
  function pen(id, view) {
    const canvas = byId(id);
    const ratio = window.devicePixelRatio || 1;
    const [wide, tall] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
    if (canvas.width !== wide || canvas.height !== tall) Object.assign(canvas, { width: wide, height: tall });
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.clearRect(0, 0, view.width, view.height);
    return ctx;
  }

  /** Lanes and months under the things, their names over them. */
  function drawLanes(box, renderer) {
    const view = { width: box.clientWidth, height: box.clientHeight };
    const toX = (x) => renderer.graphToViewport({ x, y: 0 }).x;
    const toY = (y) => renderer.graphToViewport({ x: 0, y: -y }).y;
    const lanes = scene.current().lanes.filter((lane) => lane.kinds.some(state.kindShown));
    ground.ground(pen("dl-sigma-under", view), lanes, toX, toY, view);
    const over = pen("dl-sigma-over", view);
    ground.laneNames(over, lanes, toY, view);
    ground.axis(over, toX, view);
  }

  /** A name with a rim of paper, to be read over lines and other things. */
  function drawLabel(ctx, thing, { labelSize, labelFont }) {
    if (!thing.label) return;
    ctx.font = `500 ${labelSize}px ${labelFont}`;
    paint.text(ctx, thing.label, thing.x + thing.size + 4, thing.y + labelSize / 3, paint.colours.ink);
  }

  /** The box of a name that is pointed at, in the page's own colours. */
  function drawHover(ctx, thing, settings) {
    const size = settings.labelSize;
    ctx.font = `600 ${size}px ${settings.labelFont}`;
    const width = ctx.measureText(thing.label || "").width;
    ctx.fillStyle = paint.colours.paper;
    ctx.strokeStyle = paint.colours.accent;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.arc(thing.x, thing.y, thing.size + 3, 0, 2 * Math.PI);
    ctx.stroke();
    if (!thing.label) return;
    ctx.beginPath();
    ctx.roundRect(thing.x + thing.size + 5, thing.y - size, width + 12, size * 2, 5);
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = paint.colours.ink;
    ctx.fillText(thing.label, thing.x + thing.size + 11, thing.y + size / 3);
  }

  return { drawLanes, drawLabel, drawHover };
})();
