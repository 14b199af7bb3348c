/** Signatures confirmed from `at` (ISO 8601) until the next bar. */
export type Bar = { at: string; confirmed: number };
/** A bar with its formatted time. */
export type LabelledBar = Bar & { label: string };

export type OverTimeTexts = Record<
  "count" | "inDays" | "quiet" | "untouched" | "chart" | "asTable" | "overTime" | "from" | "signatures",
  string
>;
