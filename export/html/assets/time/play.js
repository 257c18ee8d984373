// Plays the story: the window moves on by itself, or the day by which things are known goes from source to source.
dateline.play = (() => {
  const { byId, announce } = dateline.dom;
  const { state, band, spans } = dateline;
  const PAUSE = 900; // milliseconds between two steps
  let timer = null;

  function begin() {
    if (state.get().clock === "known") {
      const { knownBy } = state.get();
      if (!knownBy || spans.toDay(knownBy) >= band.sourceDays.at(-1)) band.put(0, band.sourceDays[0] ?? band.range().from);
      return;
    }
    const { from, to } = band.domain;
    const { window: chosen } = state.get();
    const length = Math.max(7, Math.round((to - from) / 10));
    if (!chosen || spans.toDay(chosen.to) >= to) band.put(from, from + length);
  }

  /** One step on; false at the end. */
  function step() {
    if (state.get().clock === "known") {
      const next = band.sourceDays.find((day) => day > band.current().to);
      if (next === undefined) return false;
      band.put(0, next);
      return true;
    }
    if (band.current().to >= band.domain.to) return false;
    const { from, to } = band.current();
    const by = Math.max(1, Math.round((to - from) / 3));
    band.put(from + by, to + by);
    return true;
  }

  const words = () => byId("dl-window").getAttribute("aria-valuetext");

  function stop(said) {
    clearInterval(timer);
    timer = null;
    byId("dl-play").setAttribute("aria-pressed", "false");
    byId("dl-play").querySelector(".play-word").textContent = "Play";
    if (said) announce(`${said}: ${words()}. ${byId("dl-counts").textContent}`);
  }

  function go() {
    begin();
    byId("dl-play").setAttribute("aria-pressed", "true");
    byId("dl-play").querySelector(".play-word").textContent = "Pause";
    timer = setInterval(() => { if (!step()) stop("The end"); }, PAUSE);
  }

  function start() {
    byId("dl-play").addEventListener("click", () => (timer === null ? go() : stop("Paused")));
    state.on("any", ({ how }) => { if (timer !== null && how.from !== "band") stop(""); });
  }

  return { start, isPlaying: () => timer !== null };
})();
