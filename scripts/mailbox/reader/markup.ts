/** Escaped markup. */
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

/** A template tag that escapes its values, except markup. */
export function html(parts: TemplateStringsArray, ...inserts: Insert[]): Markup {
  return new Markup(parts.reduce((page, part, index) => page + render(inserts[index - 1]) + part));
}

function render(insert: Insert): string {
  if (insert === null || insert === undefined || insert === false) return "";
  if (Array.isArray(insert)) return insert.map(({ text }) => text).join("");
  if (insert instanceof Markup) return insert.text;
  return String(insert).replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
