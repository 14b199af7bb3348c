/** A seeded random number generator (mulberry32): the same numbers on every run. */
export type SeededRandom = ReturnType<typeof seededRandom>;

export function seededRandom(start: number) {
  let state = start;
  /** Returns the next number in [0, 1). */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number) => Math.floor(next() * limit);
  const chance = (probability: number) => next() < probability;

  function pick<T>(choices: readonly T[]): T {
    const [choice] = choices.slice(below(choices.length));
    if (choice === undefined) throw new RangeError("nothing to pick from");
    return choice;
  }

  /** Picks by weight: weight 3 is three times as likely as weight 1. */
  function weigh<T extends { weight: number }>(choices: readonly T[]): T {
    let rest = next() * choices.reduce((sum, { weight }) => sum + weight, 0);
    const picked = choices.find(({ weight }) => {
      rest -= weight;
      return rest < 0;
    });
    return picked ?? pick(choices);
  }

  function shuffle<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, place: next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
  }

  return { next, below, chance, pick, weigh, shuffle };
}
