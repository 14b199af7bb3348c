import type { PhrasingContent } from "mdast";
import { readDate, WRITTEN_DATE } from "@/lib/articles/import/dates";
import { addressIn, between, flatText, onOneLine } from "@/lib/articles/import/phrasing";

/** Author and date of a post ("— NAME (@handle) DATE"), with the offsets in the flat text. */
export type Attribution = {
  from: number;
  to: number;
  author: string;
  handle: string;
  date: string | null;
  url: string | null;
};

const HANDLE = /\(\s*(@[\w][\w.@-]{0,60})\s*\)/gu;
const MAX_NAME_LENGTH = 80;
const MAX_DATE_LENGTH = 40;
const DATE = new RegExp(`^[\\s·•,|:–—-]*(?<date>${WRITTEN_DATE})[.,]?`, "iu");
const WRITTEN = /^[ \t\u00a0·•,|–—-]*(?<date>[^\n]{0,60})/u;
/** What can follow an attribution on its line: nothing, the end of the quotation, or a new sentence. */
const ENDS = /^[)\]”"’*_]*(?:\s*(?:\n|$)|\s+[“"«¿¡]?\p{Lu})/u;

/** Finds the post attributions in a paragraph. With `undated` (in a quotation), the date is optional. */
export function findAttributions(nodes: PhrasingContent[], { undated }: { undated: boolean }): Attribution[] {
  const text = flatText(nodes);
  const found: Attribution[] = [];
  for (const match of text.matchAll(HANDLE)) {
    const start = dashBefore(text.slice(found.at(-1)?.to ?? 0, match.index));
    if (start === null) continue;
    const from = (found.at(-1)?.to ?? 0) + start;
    const behind = match.index + match[0].length;
    const date = dateAfter(text.slice(behind, behind + 200), undated);
    if (!date) continue;
    const to = behind + date.length;
    const author = onOneLine(text.slice(from, match.index).replace(/^(?:[\s—―–-]|&[mn]dash;)+/u, ""));
    if (author === "") continue;
    const written = date.written === "" ? null : readDate(date.written);
    found.push({
      ...{ from, to, author, handle: match[1] ?? "", date: written },
      url: addressIn(between(nodes, behind, to)),
    });
  }
  return found;
}

/** Finds the dash before the name: one at a line start, else the last long dash, else the last hyphen. */
function dashBefore(text: string): number | null {
  const reach = Math.max(0, text.length - MAX_NAME_LENGTH - 4);
  const near = text.slice(reach);
  const places = [
    /(?<=(?:^|\n)[\s>]*)(?:[—―–]|--?|&[mn]dash;)(?=\s*[^\s-])(?!.*\n[\s>]*[—―–-])/su,
    /(?:[—―]|(?<![\p{L}\p{N}])[–](?=[\s\p{L}])|--|&[mn]dash;)(?!.*(?:[—―]|[\s”"]–|--))/su,
    /(?<=[\s”"’'.!?…])-(?=\s)(?!.*\s-\s)/su,
  ];
  for (const [rank, place] of places.entries()) {
    const at = near.search(place);
    const isLineStart = rank > 0 || reach === 0 || near[at - 1] !== undefined;
    if (at >= 0 && isLineStart) return reach + at;
  }
  return null;
}

function dateAfter(text: string, undated: boolean): { written: string; length: number } | null {
  const read = DATE.exec(text);
  if (read && ENDS.test(text.slice(read[0].length)))
    return { written: onOneLine(read.groups?.date ?? ""), length: read[0].length };
  const rest = WRITTEN.exec(text);
  const written = onOneLine(rest?.groups?.date ?? "");
  if (written.length > MAX_DATE_LENGTH || (!/\d/.test(written) && !(undated && written === ""))) return null;
  return { written, length: rest?.[0].length ?? 0 };
}

/** Returns the offset where the quotation above an attribution starts: an opening quotation mark, else the paragraph's start. */
export function quotationStart(above: string): number {
  const text = above.trimEnd();
  if (!/[”"»’']$/u.test(text)) return lastLongLine(above);
  const openings = [...text.matchAll(/(?:^|\n|:\s)\s*(?=[“"«‘])/gu)];
  const last = openings.at(-1);
  return last ? last.index + last[0].length : lastLongLine(above);
}

/** If every line is a paragraph, the quotation is the line above its attribution. */
function lastLongLine(above: string): number {
  const lines = above.trimEnd().split("\n");
  if (!lines.some((line) => line.length > 120)) return 0;
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(0, last).reduce((length, line) => length + line.length + 1, 0);
}
