// The timeline for a picture: its own elements, copied while it is laid out at a width, with the rows that are read.
dateline.rows = (() => {
  const { byId, svg } = dateline.dom;
  const { count } = dateline.model;
  const { state, inked } = dateline;
  const ROW = 26; // pixels from a bar to the one below it, as in the timeline
  const EDGE = 3;
  const MOST = 24; // rows: as tall as the graph above them

  const rowOf = (bar) => Math.round((bar.transform.baseVal.getItem(0).matrix.f - EDGE) / ROW);

  /** The bars that a picture has, each with its row in it, and in words what it leaves out. */
  function chosen(most) {
    const bars = [...byId("dl-time-bars").querySelectorAll(".bar")].map((element) => ({ element, row: rowOf(element) }));
    const lit = state.selection ? bars.filter(({ element }) => !element.classList.contains("faded")) : bars;
    const rows = [...new Set(lit.map(({ row }) => row))].sort((a, b) => a - b);
    // What was scrolled away above is above the picture too; a selection is shown from its first row.
    const scrolled = state.selection ? 0 : rows.findIndex((row) => (row + 1) * ROW > byId("dl-time-scroll").scrollTop);
    const from = Math.max(0, Math.min(scrolled, rows.length - most));
    const place = new Map(rows.slice(from, from + most).map((row, at) => [row, at]));
    const kept = lit.filter(({ row }) => place.has(row)).map(({ element, row }) => ({ element, row: place.get(row) }));
    const said = [];
    if (bars.length > lit.length) said.push(`The timeline has what is selected and what it is connected with; ${count(bars.length - lit.length, "other bar is", "other bars are")} left out.`);
    if (rows.length > place.size) said.push(`${count(rows.length - place.size, "row", "rows")} of the timeline with ${count(lit.length - kept.length, "bar")} left out; a narrower window of days shows them.`);
    return { kept, rows: place.size, said };
  }

  function drawBars({ kept, rows }) {
    const grid = byId("dl-time-bars").querySelector(".grid");
    const bars = kept.map(({ element, row }) => {
      const copy = inked.copy(element);
      copy.setAttribute("transform", `translate(0 ${row * ROW + EDGE})`);
      return copy;
    });
    return { shape: svg("g", {}, grid ? inked.copy(grid) : null, ...bars), height: Math.max(1, rows) * ROW + 2 * EDGE };
  }

  /** {width, parts: [{x, width, height, shape}], chosen: the window in the band, said}; a timeline that is hidden
   * is laid out unseen. ``most``: rows. */
  function draw(width, most = MOST) {
    const section = document.querySelector("section.timeline");
    const hidden = section.clientWidth === 0;
    if (hidden) {
      section.style.width = `${width}px`;
      document.body.classList.add("drawn-apart");
      dateline.band.redraw();
      dateline.timeline.redraw();
    }
    const wide = byId("dl-time-scroll").clientWidth;
    const across = byId("dl-band").clientWidth;
    const { said, ...some } = chosen(most);
    const { left, width: window } = byId("dl-window").style;
    const parts = [
      { x: (wide - across) / 2, width: across, height: 54, shape: inked.copy(byId("dl-band-svg")) },
      { x: 0, width: wide, height: 23, shape: inked.copy(byId("dl-time-axis")) },
      { x: 0, width: wide, ...drawBars(some) },
    ];
    if (hidden) {
      document.body.classList.remove("drawn-apart");
      section.style.width = "";
      dateline.band.redraw();
      dateline.timeline.redraw();
    }
    return { width: wide, parts, chosen: { x: parseFloat(left) || 0, width: parseFloat(window) || 0 }, said };
  }

  return { draw };
})();
