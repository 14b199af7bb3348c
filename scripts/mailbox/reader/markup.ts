/** Markup that may stand in a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Insert = string | number | null | false | undefined | Markup | Markup[];

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A template that escapes all that is put into it, except what is markup already. */
export function html(parts: TemplateStringsArray, ...inserts: Insert[]): Markup {
  return new Markup(parts.reduce((page, part, index) => page + shown(inserts[index - 1]) + part));
}

function shown(insert: Insert): string {
  if (insert === null || insert === undefined || insert === false) return "";
  if (Array.isArray(insert)) return insert.map(({ text }) => text).join("");
  if (insert instanceof Markup) return insert.text;
  return String(insert).replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
