// What lies under and along a drawing in lanes: their names and lines, the months, and the axis of time.
dateline.ground = (() => {
  const { short } = dateline.model;
  const { scene } = dateline;
  const SMALL = '11px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const AXIS = 22;
  const ROOMY = 700; // pixels from which on names of lanes have room beside what stands in them
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const paint = () => dateline.paint; // which is made after this part

  /** Lanes in which anything is drawn. */
  function shownLanes(tops) {
    return scene.current().lanes.filter((lane) => tops.some((y) => y >= lane.top && y <= lane.bottom));
  }

  /** Names of lanes at the left edge; returns the boxes they take. */
  function laneNames(ctx, shown, toY, view) {
    ctx.font = SMALL;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    // On a small screen they would cover the lanes above; shapes and letters tell the kinds there too.
    if (view.width < ROOMY) return [];
    return shown.map((lane) => {
      const y = toY(lane.top) - 22;
      const words = short(lane.label, 24);
      const width = ctx.measureText(words).width;
      ctx.fillStyle = paint().colours.paper;
      ctx.fillRect(8, y - 8, width + 8, 16);
      ctx.fillStyle = paint().colours.soft;
      ctx.fillText(words, 12, y);
      return { index: -1, left: 8, right: width + 16, top: y - 8, bottom: y + 8 };
    }).filter((box) => box.top < view.height);
  }

  /** Lines of months and lanes, under the graph. */
  function ground(ctx, shown, toX, toY, view) {
    const { ticks } = scene.current();
    ctx.font = SMALL;
    ctx.lineWidth = 1;
    ctx.strokeStyle = paint().colours.rule;
    for (const lane of shown) line(ctx, 0, toY(lane.top) - 22, view.width, toY(lane.top) - 22);
    let free = -Infinity;
    ctx.strokeStyle = paint().colours.rule;
    for (const tick of ticks) {
      const x = Math.round(toX(tick.x)) + 0.5;
      if (x < 0 || x > view.width || x < free) continue;
      ctx.globalAlpha = tick.year ? 1 : 0.55;
      line(ctx, x, 0, x, view.height - AXIS);
      free = x + 12;
    }
    ctx.globalAlpha = 1;
  }

  function line(ctx, x1, y1, x2, y2) {
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
  }

  /** The axis along the lower edge, over the graph. */
  function axis(ctx, toX, view) {
    const { ticks, undatedX } = scene.current();
    if (!ticks.length && undatedX === null) return;
    const top = view.height - AXIS;
    ctx.fillStyle = paint().colours.paper;
    ctx.fillRect(0, top, view.width, AXIS);
    ctx.lineWidth = 1;
    ctx.strokeStyle = paint().colours.rule;
    line(ctx, 0, top + 0.5, view.width, top + 0.5);
    ctx.font = SMALL;
    ctx.fillStyle = paint().colours.soft;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    let free = -Infinity;
    const write = (x, words) => {
      if (x < 0 || x > view.width - 20 || x < free) return;
      line(ctx, x, top, x, top + 6);
      ctx.fillText(words, x + 4, top + AXIS / 2 + 1);
      free = x + ctx.measureText(words).width + 14;
    };
    if (undatedX !== null) write(toX(undatedX), "no date");
    for (const tick of ticks) {
      const [year, month] = tick.label.split("-");
      write(Math.round(toX(tick.x)) + 0.5, `${MONTHS[Number(month) - 1]} ${year}`);
    }
  }

  return { shownLanes, laneNames, ground, axis, AXIS, ROOMY };
})();
