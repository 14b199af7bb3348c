import { describe, expect, test } from "vitest";
import {
  type Generation,
  hasNoPublicFigures,
  hideSmallFigures,
  type PublicLinkFigures,
} from "@/lib/reporting/public-link-figures";

const by = (...counts: number[]): Generation[] =>
  counts.map((confirmed, index) => ({ generation: index + 1, confirmed }));
const shown = (counts: number[], minimum = 3) =>
  hideSmallFigures({ visits: 0, generations: by(...counts) }, minimum);

describe("the public figures of a link", () => {
  test("show everything with a minimum of one", () => {
    expect(hideSmallFigures({ visits: 4, generations: by(1, 1, 1) }, 1)).toEqual({
      visits: 4,
      signatures: 3,
      generations: by(1, 1, 1),
      scattered: null,
    });
  });

  test("show nothing below the minimum, with or without visits", () => {
    const nothing = hideSmallFigures({ visits: 0, generations: [] }, 3);
    expect(hasNoPublicFigures(nothing)).toBe(true);
    expect(hideSmallFigures({ visits: 2, generations: by(2) }, 3)).toEqual(nothing);
  });

  test("exclude a small generation from the total, so that it cannot be calculated", () => {
    expect(shown([4, 1])).toMatchObject({ signatures: 4, generations: by(4), scattered: null });
    expect(shown([4, 1])).toEqual(shown([4]));
  });

  test("show a small generation between large ones like an empty one", () => {
    expect(shown([4, 2, 5])).toEqual(shown([4, 0, 5]));
    expect(shown([4, 2, 5]).generations).toEqual([
      { generation: 1, confirmed: 4 },
      { generation: 2, confirmed: null },
      { generation: 3, confirmed: 5 },
    ]);
  });

  test("add up small generations when their sum reaches the minimum", () => {
    expect(shown([2, 2, 1])).toMatchObject({ signatures: 5, generations: [], scattered: 5 });
    expect(shown([3, 2, 2])).toMatchObject({ signatures: 7, generations: by(3), scattered: 4 });
  });
});

/** Lists all combinations of up to `max` signatures in each generation. */
function combinations(generations: number, max: number): number[][] {
  if (generations === 0) return [[]];
  return combinations(generations - 1, max).flatMap((counts) =>
    Array.from({ length: max + 1 }, (_, count) => [...counts, count]),
  );
}

test.each([2, 3, 4])(
  "with a minimum of %i, no smaller figure can be calculated from the public ones",
  (minimum) => {
    const LENGTH = 6;
    const byPage = new Map<string, { page: PublicLinkFigures; chains: number[][] }>();
    for (const counts of combinations(LENGTH, minimum)) {
      const page = shown(counts, minimum);
      const key = JSON.stringify(page);
      byPage.set(key, { page, chains: [...(byPage.get(key)?.chains ?? []), counts] });
    }
    // Real chains have no limit. Skips pages whose hidden signatures would need longer chains than tested here.
    const checked = [...byPage.values()].filter(({ page }) => {
      const hidden = LENGTH - page.generations.filter(({ confirmed }) => confirmed !== null).length;
      return (page.scattered ?? 0) < (hidden - 1) * (minimum - 1) && hidden > 1;
    });
    expect(checked.length).toBeGreaterThan(20);
    for (const { page, chains } of checked)
      for (let generation = 0; generation < LENGTH; generation += 1) {
        const values = new Set(chains.map((chain) => chain[generation]));
        const isShown = (page.generations[generation]?.confirmed ?? null) !== null;
        expect(values.size > 1, `generation ${generation + 1} of ${JSON.stringify(page)}`).toBe(!isShown);
      }
  },
);
