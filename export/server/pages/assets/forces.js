// Where the nodes of a small graph stand (Fruchterman and Reingold, 1991). No chance in it: the same graph, the same places.
dateline.forces = (() => {
  const STEPS = 260;
  const REACH = 36;
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));

  /** Begin on a spiral, the best linked in its middle. */
  const spiral = (number) => Array.from({ length: number }, (_, at) => ({ x: Math.sqrt(at + 0.5) * Math.cos(at * GOLDEN), y: Math.sqrt(at + 0.5) * Math.sin(at * GOLDEN) }));

  function push(places, moves) {
    for (let a = 0; a < places.length; a += 1) {
      for (let b = a + 1; b < places.length; b += 1) {
        const [x, y] = [places[a].x - places[b].x, places[a].y - places[b].y];
        const far = x * x + y * y;
        // What is far apart leaves each other alone, so that parts without a link do not flee.
        if (far > REACH) continue;
        const force = 1 / Math.max(far, 0.01);
        moves[a].x += x * force;
        moves[a].y += y * force;
        moves[b].x -= x * force;
        moves[b].y -= y * force;
      }
    }
  }

  function pull(places, links, moves) {
    for (const { from, to } of links) {
      const [x, y] = [places[from].x - places[to].x, places[from].y - places[to].y];
      const force = Math.hypot(x, y) * 0.6;
      moves[from].x -= x * force;
      moves[from].y -= y * force;
      moves[to].x += x * force;
      moves[to].y += y * force;
    }
  }

  /** Places as [{x, y}], about one apart; parts without a link between them are held by a light pull to the middle. */
  function place(number, links) {
    const places = spiral(number);
    for (let step = 0; step < STEPS; step += 1) {
      const moves = places.map(({ x, y }) => ({ x: -x * 0.06, y: -y * 0.12 }));
      push(places, moves);
      pull(places, links, moves);
      const most = 1.2 * (1 - step / STEPS) + 0.01;
      places.forEach((each, at) => {
        const length = Math.hypot(moves[at].x, moves[at].y) || 1;
        each.x += (moves[at].x / length) * Math.min(length, most);
        each.y += (moves[at].y / length) * Math.min(length, most);
      });
    }
    return places;
  }

  /** Moves points apart until none is nearer to another than ``room``, or the rounds are over. */
  function spread(points, room, rounds = 60) {
    const moved = points.map(({ x, y }) => ({ x, y }));
    for (let round = 0; round < rounds; round += 1) {
      let near = 0;
      for (let a = 0; a < moved.length; a += 1) {
        for (let b = a + 1; b < moved.length; b += 1) {
          const [x, y] = [moved[b].x - moved[a].x, moved[b].y - moved[a].y];
          const length = Math.hypot(x, y);
          if (length >= room) continue;
          near += 1;
          // Two in one place part along an angle of their own.
          const [ux, uy] = length > 0.01 ? [x / length, y / length] : [Math.cos(b * GOLDEN), Math.sin(b * GOLDEN)];
          const step = (room - length) / 2;
          moved[a].x -= ux * step;
          moved[a].y -= uy * step;
          moved[b].x += ux * step;
          moved[b].y += uy * step;
        }
      }
      if (!near) break;
    }
    return moved;
  }

  return { place, spread };
})();
