/** What a chart and its table show: signatures confirmed from `at` (ISO 8601) on, until the next bar. */
export type Bar = { at: string; confirmed: number };
/** The same with its time in the words and the zone of whoever looks. */
export type LabelledBar = Bar & { label: string };

export type OverTimeTexts = Record<
  "count" | "inDays" | "quiet" | "untouched" | "chart" | "asTable" | "overTime" | "from" | "signatures",
  string
>;
