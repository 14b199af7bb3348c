import type { Messages } from "next-intl";

/** The texts of the editor, for components in the browser. */
export type EditorTexts = Messages["staff"]["articleEditor"];

/** Replaces `{name}` placeholders in a text. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replaceAll(/\{(\w+)\}/g, (placeholder, name) => String(values[name] ?? placeholder));
}
