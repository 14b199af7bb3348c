import type { Generation } from "../ripple/rules";

/** What the tallies know of a link: for the campaign its signatures, all and those through the link itself; as a whole its generations. */
export type Tallied = { confirmed: number; direct: number; generations: Generation[] };

/** Signatures of one generation; `later` are those of all generations after the first, where these are not told apart. */
export type Part = { generation: number | "later"; confirmed: number };

/**
 * What a link brought a campaign. Generations are counted for a link as a whole: where it brought signatures to other
 * campaigns as well, it is known of this one what came through the link itself, and what came further on.
 */
export function broughtTo({ confirmed, direct, generations }: Tallied) {
  const elsewhere = generations.reduce((sum, one) => sum + one.confirmed, 0) - confirmed;
  const parts: Part[] = [
    { generation: 1, confirmed: direct },
    { generation: "later", confirmed: confirmed - direct },
  ];
  return {
    confirmed,
    elsewhere,
    /** How many links away the farthest signature is, to whatever campaign. */
    furthest: Math.max(0, ...generations.map(({ generation }) => generation)),
    generations: elsewhere > 0 ? parts.filter((part) => part.confirmed > 0) : generations,
  };
}
