// How one thing led to another: the ways of queries/chain.rq, walked over the links of causes and answers.
dateline.chains = (() => {
  /** For each place, all places that one or more steps lead to. */
  function reached(steps) {
    const next = new Map();
    for (const [first, second] of steps) next.set(first, [...(next.get(first) || []), second]);
    const known = new Map();
    return (from) => {
      if (known.has(from)) return known.get(from);
      const found = new Set();
      const ahead = [...(next.get(from) || [])];
      while (ahead.length) {
        const one = ahead.pop();
        if (found.has(one)) continue;
        found.add(one);
        ahead.push(...(next.get(one) || []));
      }
      known.set(from, found);
      return found;
    };
  }

  /**
   * The rows of links on a way from ``start`` to ``end`` (null: any), each with its hop: how many things on
   * the way lie before its cause, the cause counted in. ``steps`` are pairs of what led to what; ``rows``
   * are links as [cause, effect, ...].
   */
  function walk(steps, rows, start, end) {
    const ahead = reached(steps);
    const behind = reached(steps.map(([first, second]) => [second, first]));
    const leads = new Set(steps.map(([first]) => first));
    const onTheWay = start === null ? null : new Set([start, ...ahead(start)]);
    return rows.flatMap((row) => {
      const [cause, effect] = row;
      if (end !== null && effect !== end && !ahead(effect).has(end)) return [];
      const before = new Set(behind(cause));
      if (leads.has(cause)) before.add(cause);
      const hop = onTheWay ? [...before].filter((each) => onTheWay.has(each)).length : before.size;
      return hop ? [{ hop, row }] : [];
    });
  }

  return { walk };
})();
