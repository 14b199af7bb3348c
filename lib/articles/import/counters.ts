const NUMBER = "\\d{1,3}(?:[.,’'\\u00a0\\u202f ]\\d{3})+|\\d{1,7}(?:[.,]\\d)?\\s?[kKmM]?";
const OF = "/|of|out of|de|sur|von|di|su|من";
/** What a newsroom counts, in the languages of the labels. */
const COUNTED =
  "(?:actions?|signatures?|signed|signers?|supporters?|people|pledges?|tweets?|e?mails?|votes?|acciones|acción|firmas?|firmantes|firmaron|personas|soutiens|signataires|personnes|unterschriften|unterzeichner(?:innen)?|menschen|assinaturas|apoios|pessoas|firme|firmatari|persone|توقيع|توقيعًا|goal|target|meta|objetivo|objectif|ziel|obiettivo|الهدف)";
const TAIL = `(?:\\s+\\p{L}[\\p{L}\\p{M}]*){0,4}`;
const PAIR = `(?:${NUMBER})\\s*(?:${OF})\\s*(?:${NUMBER})`;
const PERCENT = `\\d{1,3}(?:[.,]\\d)?\\s?%`;
const START = "^[\\s(\\[·•|–—-]*";
const END = "[\\s)\\].!]*$";

/** A line of its own below a call-out: "3.412 / 5.000 acciones realizadas", "12,345 of 20,000", "87% of goal". */
const LINE = new RegExp(
  `${START}(?:${PAIR}${TAIL}|(?:${NUMBER})\\s+(?:\\p{L}+\\s+){0,2}${COUNTED}${TAIL}|${PERCENT}${TAIL}\\s+${COUNTED}${TAIL}|${PERCENT})${END}`,
  "iu",
);
/** Behind a title on its line, only with the word that says what is counted: a title may end in figures. */
const BEHIND = new RegExp(
  `\\s*[–—|·•([-]\\s*(?:${PAIR}(?:\\s+\\p{L}+){0,2}\\s+${COUNTED}${TAIL}|(?:${NUMBER})\\s+(?:\\p{L}+\\s+){0,2}${COUNTED}${TAIL}|${PERCENT}(?:\\s+\\p{L}+){0,3}\\s+${COUNTED}${TAIL})${END}`,
  "iu",
);
const MAX_COUNTER_LENGTH = 80;

/** Whether a line only counts actions. */
export function isCounter(line: string): boolean {
  return line.length <= MAX_COUNTER_LENGTH && /\d/.test(line) && LINE.test(line);
}

/** Splits the counter of a newsroom's call-out off its title. Our own call-outs show their own count. */
export function withoutCounter(title: string): { title: string; counter: string | null } {
  const near = Math.max(0, title.length - MAX_COUNTER_LENGTH);
  const found = BEHIND.exec(title.slice(near));
  if (!found || near + found.index === 0) return { title, counter: null };
  const counter = found[0].replace(/^[\s–—|·•([-]+/u, "").trim();
  return { title: title.slice(0, near + found.index).trimEnd(), counter };
}
