import type { Messages } from "next-intl";

/** What the writing room says, as plain texts: the browser needs no translator. */
export type EditorTexts = Messages["staff"]["articleEditor"];

/** A text with its gaps filled. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replaceAll(/\{(\w+)\}/g, (gap, name) => String(values[name] ?? gap));
}
