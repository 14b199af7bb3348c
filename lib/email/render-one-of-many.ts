import { randomBytes } from "node:crypto";
import { LRUCache } from "lru-cache";
import { oneLine, type RenderedMail, renderMail, type Template } from "./render";

/** Of each template. A mail has about 15 KB of HTML and text. */
const MAX_KEPT = 100;

/** The properties that differ from recipient to recipient: addresses of pages and codes. */
const PERSONAL = /^code$|Url$/;
const ADDRESS = /^https?:\/\/[\w./:?=~%-]+$/;
const CODE = /^\d+$/;

/** Contains only letters, so that nothing takes it for a code. Random, so that no title contains it. */
const MARK = randomBytes(16)
  .toString("hex")
  .replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "");

/** A rendered form, cut where the value of a personal property stands. */
type Cut = { texts: string[]; names: string[] };
type Pattern = { html: Cut; text: Cut };

/** By template and by what the mails share. A pattern of null is of a mail that cannot be filled in: it is rendered each time. */
const patterns = new WeakMap<object, LRUCache<string, { pattern: Pattern | null }>>();

/**
 * Renders one of many mails that differ in addresses and codes only: as `renderMail`, to the byte, at a small part of its cost. What
 * they share is rendered once and kept. A personal value with a character that HTML or the text form would change is rendered anew.
 */
export async function renderOneOfMany<Props extends object>(
  template: Template<Props>,
  props: Props,
): Promise<RenderedMail> {
  const personal = personalValues(props);
  if (!personal) return renderMail(template, props);
  const ofTemplate = patternsOf(template);
  const shared = JSON.stringify(Object.entries(props).filter(([name]) => !personal.has(name)));
  const kept = ofTemplate.get(shared);
  if (!kept) {
    const rendered = await renderMail(template, props);
    ofTemplate.set(shared, { pattern: await learnPattern(template, { props, personal, rendered }) });
    return rendered;
  }
  if (!kept.pattern) return renderMail(template, props);
  const { html, text } = kept.pattern;
  return {
    subject: oneLine(template.subject(props)),
    html: fill(html, personal),
    text: fill(text, personal),
  };
}

function patternsOf(template: object) {
  const known = patterns.get(template);
  if (known) return known;
  const added = new LRUCache<string, { pattern: Pattern | null }>({ max: MAX_KEPT });
  patterns.set(template, added);
  return added;
}

/** Returns the personal values by name, or null if one could not be filled in as it is. */
function personalValues(props: object): Map<string, string> | null {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(props)) {
    if (!PERSONAL.test(name)) continue;
    if (typeof value !== "string" || !(ADDRESS.test(value) || CODE.test(value))) return null;
    values.set(name, value);
  }
  return values;
}

type Learning<Props> = { props: Props; personal: Map<string, string>; rendered: RenderedMail };

/** Renders the mail with marks. Returns null unless the result, filled in, is exactly what was rendered without marks. */
async function learnPattern<Props extends object>(
  template: Template<Props>,
  { props, personal, rendered }: Learning<Props>,
): Promise<Pattern | null> {
  const names = [...personal.keys()];
  const marks = names.map((name, place) => [name, markFor(personal.get(name) ?? "", place)] as const);
  const marked = await renderMail(template, { ...props, ...Object.fromEntries(marks) });
  const pattern = { html: cut(marked.html, names), text: cut(marked.text, names) };
  const isExact =
    fill(pattern.html, personal) === rendered.html && fill(pattern.text, personal) === rendered.text;
  return isExact ? pattern : null;
}

const letter = (place: number) => String.fromCharCode("a".charCodeAt(0) + place);

/** An address stays an address, because the text form treats it as one. */
function markFor(value: string, place: number): string {
  const mark = `${MARK}q${letter(place)}`;
  return CODE.test(value) ? mark : `https://${mark}.invalid`;
}

function cut(form: string, names: string[]): Cut {
  const parts = form.split(new RegExp(`(?:https://)?${MARK}q([a-z])(?:\\.invalid)?`));
  return {
    texts: parts.filter((_, place) => place % 2 === 0),
    names: parts
      .filter((_, place) => place % 2 === 1)
      .map((found) => names[found.charCodeAt(0) - letter(0).charCodeAt(0)] ?? ""),
  };
}

function fill({ texts, names }: Cut, personal: Map<string, string>): string {
  let filled = texts[0] ?? "";
  for (const [place, name] of names.entries())
    filled += (personal.get(name) ?? "") + (texts[place + 1] ?? "");
  return filled;
}
