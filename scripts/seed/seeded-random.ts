/** Chance that falls the same way each time: mulberry32, seeded, so that every sample newsroom is alike. */
export type SeededRandom = ReturnType<typeof seededRandom>;

export function seededRandom(start: number) {
  let state = start;
  /** The next number from 0 up to, not including, 1. */
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

  /** Picks by weight: 3 comes up three times as often as 1. */
  function weigh<T extends { weight: number }>(choices: readonly T[]): T {
    let rest = next() * choices.reduce((sum, { weight }) => sum + weight, 0);
    const fallen = choices.find(({ weight }) => {
      rest -= weight;
      return rest < 0;
    });
    return fallen ?? pick(choices);
  }

  function shuffle<T>(cards: readonly T[]): T[] {
    return cards
      .map((card) => ({ card, place: next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ card }) => card);
  }

  return { next, below, chance, pick, weigh, shuffle };
}
