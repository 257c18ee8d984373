// How the graph is laid out, and which lines are drawn.
dateline.drawing = (() => {
  const { byId } = dateline.dom;
  const { layouts } = dateline.model;
  const { state, scene, overview } = dateline;

  function start() {
    const layout = byId("dl-layout");
    for (const option of [...layout.options]) {
      const why = layouts[option.value];
      if (typeof why !== "string") continue;
      option.disabled = true;
      option.title = why;
      byId("dl-layout-note").textContent = `${why[0].toUpperCase()}${why.slice(1)}.`;
    }
    layout.closest("label").hidden = scene.large;
    layout.addEventListener("change", () => state.set({ layout: layout.value, camera: null }, { from: "drawing" }));
    byId("dl-lines").addEventListener("change", ({ target }) => state.set({ lines: target.value }, { from: "drawing" }));
    byId("dl-scene-back").addEventListener("click", overview.back);
    const read = () => {
      layout.value = state.get().layout;
      byId("dl-lines").value = state.get().lines;
    };
    state.on("drawing", read);
    read();
  }

  return { start };
})();
