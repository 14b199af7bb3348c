export const FORMATS = ["text", "markdown", "html"] as const;
export type Format = (typeof FORMATS)[number];

const ENDINGS: Record<string, Format> = {
  txt: "text",
  text: "text",
  md: "markdown",
  markdown: "markdown",
  mdown: "markdown",
  htm: "html",
  html: "html",
  xhtml: "html",
};
const PAGE =
  /^\s*(?:<!--[\s\S]{0,2000}?-->\s*)?(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype|html|head|body|article|main|section|div|header|h[1-6]|p|blockquote|ul|ol|table|figure|span|b|strong|em|a|meta)\b/i;
const MARKDOWN = [
  /^---[^\S\n]*\n[\s\S]{0,5000}?\n---[^\S\n]*(?:\n|$)/,
  // "# of votes" is a sentence: a heading starts with a capital and stands apart.
  /(?:^|\n[^\S\n]*\n)#{1,6}[^\S\n]+[^\p{Ll}\s\d][^\n]*(?:\n[^\S\n]*(?:\n|$)|$)/u,
  /\[[^\]\n]{1,300}\]\((?:https?:|\/|mailto:)/,
  /^::(?:take-action|read-more)\{/m,
  /\*\*\S[^*\n]{0,200}\*\*/,
];

/** Detects the format from an HTML or Markdown file extension, else from the content. */
export function formatOf(text: string, fileName = ""): Format {
  const named = ENDINGS[/\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ""];
  if (named === "html" || named === "markdown") return named;
  if (PAGE.test(text) && /<\/[a-z][a-z0-9]*\s*>/i.test(text)) return "html";
  return MARKDOWN.some((sign) => sign.test(text)) ? "markdown" : "text";
}
