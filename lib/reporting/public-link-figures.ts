/** The signatures of one generation below a link. */
export type Generation = { generation: number; confirmed: number };

/** The public figures of a share link. A figure is null if it is zero or below the minimum. */
export type PublicLinkFigures = {
  visits: number | null;
  /** The sum of the shown generations and `scattered`. */
  signatures: number | null;
  /** Every generation up to the last one that may be shown. */
  generations: { generation: number; confirmed: number | null }[];
  /** The sum of the hidden generations, if it reaches the minimum. */
  scattered: number | null;
};

/**
 * Hides figures below the minimum, and figures from which those could be calculated. A small generation looks like an empty
 * one. The total excludes hidden generations, because subtraction would reveal them. Their sum is shown and included in the
 * total only if it reaches the minimum.
 */
export function hideSmallFigures(
  stats: { visits: number; generations: Generation[] },
  minimum: number,
): PublicLinkFigures {
  const visible = (count: number) => (count >= minimum && count > 0 ? count : null);
  const large = stats.generations.filter(({ confirmed }) => visible(confirmed) !== null);
  const last = Math.max(0, ...large.map(({ generation }) => generation));
  const generations = Array.from({ length: last }, (_, index) => ({
    generation: index + 1,
    confirmed: large.find(({ generation }) => generation === index + 1)?.confirmed ?? null,
  }));
  const shown = sum(large);
  const scattered = visible(sum(stats.generations) - shown);
  return {
    visits: visible(stats.visits),
    signatures: visible(shown + (scattered ?? 0)),
    generations,
    scattered,
  };
}

/** Whether all figures are hidden. */
export function hasNoPublicFigures({ visits, signatures }: PublicLinkFigures): boolean {
  return visits === null && signatures === null;
}

const sum = (generations: Generation[]) => generations.reduce((total, { confirmed }) => total + confirmed, 0);
