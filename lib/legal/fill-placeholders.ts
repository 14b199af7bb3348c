/** The placeholders of a legal text. Each stands for what the settings of the site say. */
export const PLACEHOLDERS = [
  "organisation",
  "address",
  "representative",
  "registration",
  "email",
  "phone",
  "privacyEmail",
  "securityEmail",
  "recipients",
  "retention",
  "site",
] as const;

export type PlaceholderValues = Record<(typeof PLACEHOLDERS)[number], string>;

const PLACEHOLDER = new RegExp(`\\{(${PLACEHOLDERS.join("|")})\\}`, "g");

/** Replaces the placeholders of a Markdown text. A line whose placeholder has no value is left out: nothing is stated half. */
export function fillPlaceholders(markdown: string, values: PlaceholderValues): string {
  const lookUp = (name: string) => values[PLACEHOLDERS.find((known) => known === name) ?? "site"];
  return markdown
    .split("\n")
    .filter((line) => [...line.matchAll(PLACEHOLDER)].every(([, name]) => lookUp(name ?? "") !== ""))
    .map((line) => line.replace(PLACEHOLDER, (_, name: string) => lookUp(name)))
    .join("\n");
}

/** Escapes a text, so that Markdown shows exactly its characters. Line breaks stay. */
export function plainMarkdown(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, (character) => `\\${character}`).replace(/\r?\n/g, "\\\n");
}

/** Returns a link that writes to an address, or an empty text. */
export function mailLink(address: string): string {
  return address && `[${plainMarkdown(address)}](mailto:${encodeURI(address)})`;
}
