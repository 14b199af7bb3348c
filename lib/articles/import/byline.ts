import type { Block } from "./block-types";
import { readDate, WRITTEN_DATE } from "./dates";
import { flatText, onOneLine } from "./phrasing";

type Byline = { byline: string; date: string | null };

const PARTICLES = "de|del|la|las|los|van|von|der|den|bin|al|el|da|dos|do|di|le|du|y|e|und|et|and|&";
const NAME = `\\p{Lu}[\\p{L}\\p{M}.’'-]*(?:\\s+(?:${PARTICLES}|\\p{Lu}[\\p{L}\\p{M}.’'-]*)){1,5}`;
const NAMES = `${NAME}(?:\\s*,\\s*${NAME}){0,4}`;
const BY =
  "(?:by|written by|words by|text by|por|escrito por|texto de|par|von|text von|di|da|autor|autora|author|auteur|autore|بقلم)";
const ARABIC_NAME = "\\p{Script=Arabic}[\\p{Script=Arabic}\\p{M}\\s]{3,60}";
/** Case matters in a name, not in "by". */
const SIGNED = new RegExp(`^${anyCase(BY)}\\s*:?\\s+(?<name>${NAMES}|${ARABIC_NAME})$`, "u");
const PUBLISHED =
  "(?:(?:published|posted|updated|last updated|publicado|publicada|actualizado|actualizada|publié|veröffentlicht|aktualisiert|pubblicato|aggiornato)(?:\\s+(?:on|el|em|le|am|il))?\\s*:?\\s*)?";
const PUBLISHED_BEFORE = new RegExp(`(?<=^|[/|·•\\n]\\s*)${PUBLISHED}`, "iu");
const DATED = new RegExp(`^(?<date>${WRITTEN_DATE})\\.?$`, "iu");
const BETWEEN =
  /\s*(?:[/|·•\n]|\s[–—-]\s)\s*|\s+(?:on|el|am|le|il|em)\s+(?=\p{L}{3,9}\.?\s+\d|\d)|(?<!\d)\s*,\s*(?=\p{L}{3,9}\.?\s+\d|\d)/u;
const MAX_LENGTH = 200;
/** The line stands between the title and the text. */
const MAX_BLOCKS_ABOVE = 3;

/** Takes the line of author and date ("By FIRST LAST / Nov. 29, 2026") off the start of a text. */
export function takeByline(blocks: Block[]): { blocks: Block[]; found: Byline | null } {
  let found: Byline | null = null;
  const rest = blocks.filter((block, at) => {
    const line = at < MAX_BLOCKS_ABOVE ? readByline(block) : null;
    if (!line || (found?.byline && line.byline) || (found?.date && line.date)) return true;
    found = { byline: found?.byline || line.byline, date: found?.date ?? line.date };
    return false;
  });
  return { blocks: rest, found };
}

/** Reads a paragraph that holds nothing but author, date or both. */
function readByline(block: Block): Byline | null {
  if (block.type !== "paragraph") return null;
  const text = flatText(block.children).trim().replace(PUBLISHED_BEFORE, "");
  if (text === "" || text.length > MAX_LENGTH) return null;
  const parts = text.split(BETWEEN).map(onOneLine).filter(Boolean);
  const read = parts.map((part) => ({
    name: SIGNED.exec(part)?.groups?.name,
    date: DATED.exec(part)?.groups?.date,
  }));
  const names = read.flatMap(({ name }) => name ?? []);
  const dates = read.flatMap(({ date }) => date ?? []);
  if (names.length + dates.length !== parts.length || names.length > 1 || dates.length > 1) return null;
  return { byline: names[0] ?? "", date: dates[0] ? readDate(dates[0]) : null };
}

function anyCase(words: string): string {
  return words.replace(/\p{L}/gu, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
