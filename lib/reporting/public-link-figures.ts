/** How many signatures a link brought in one generation. */
export type Generation = { generation: number; confirmed: number };

/** What may be told in public of what a link did. Null, and whatever is not listed, is less than the minimum, or nothing. */
export type PublicLinkFigures = {
  visits: number | null;
  /** The signatures of the generations below and the scattered ones: no more than what else is told adds up to. */
  signatures: number | null;
  /** From the first to the last that may be told. */
  generations: { generation: number; confirmed: number | null }[];
  /** Those of all generations that are too small to be told one by one, if together they are not. */
  scattered: number | null;
};

/**
 * Hides whatever is less than the minimum, and whatever would let it be worked out. A generation that is too small is not
 * told from one that is empty, and the sum leaves out what is hidden: from a sum with it, less what is shown, anybody
 * could subtract. Only where several small generations together reach the minimum do they count, as one.
 */
export function hideSmallFigures(
  did: { visits: number; generations: Generation[] },
  minimum: number,
): PublicLinkFigures {
  const told = (count: number) => (count >= minimum && count > 0 ? count : null);
  const large = did.generations.filter(({ confirmed }) => told(confirmed) !== null);
  const last = Math.max(0, ...large.map(({ generation }) => generation));
  const generations = Array.from({ length: last }, (_, index) => ({
    generation: index + 1,
    confirmed: large.find(({ generation }) => generation === index + 1)?.confirmed ?? null,
  }));
  const shown = sum(large);
  const scattered = told(sum(did.generations) - shown);
  return {
    visits: told(did.visits),
    signatures: told(shown + (scattered ?? 0)),
    generations,
    scattered,
  };
}

/** Whether there is anything to show at all. */
export function hasNoPublicFigures({ visits, signatures }: PublicLinkFigures): boolean {
  return visits === null && signatures === null;
}

const sum = (generations: Generation[]) => generations.reduce((total, { confirmed }) => total + confirmed, 0);
