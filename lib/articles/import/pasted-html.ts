import { isTooComplexHtml, readHtml } from "./html";
import { asMarkdown, blocksOf, MAX_FILE_BYTES } from "./parse-text";
import { tidy } from "./tidy";

/** The largest clipboard that is converted, in bytes. A larger one stays plain text. */
export const MAX_PASTED_BYTES = MAX_FILE_BYTES;

/**
 * Converts what was copied from a word processor or a page to Markdown: headings, lists, links, emphasis, tables and footnotes
 * stay. Labels are not looked for, because the person who pastes sees the text. Returns null for HTML that is too complex.
 */
export function markdownFromHtml(html: string): string | null {
  if (isTooComplexHtml(html)) return null;
  const children = blocksOf(tidy(readHtml(html).tree));
  return asMarkdown({ tree: { type: "root", children } }).trimEnd();
}
