import { fold } from "@/lib/articles/import/fold-text";
import { CALL_KINDS, type CallKind } from "../directives";
import { onOneLine } from "./phrasing";

export type LabelKind = CallKind | "read-more";

/** Labels before the colon, folded, in the supported languages. */
const WRITTEN: Record<LabelKind, string[]> = {
  "take-action": [
    ...["take action", "take action now", "take action today", "act now"],
    ...["actua", "actua ya", "actua ahora", "actue", "actue ya", "actue ahora", "pasa a la accion"],
    ...["toma accion", "toma accion ya", "toma accion ahora", "tome accion", "tomar accion"],
    ...["toma medidas", "toma medidas ahora"],
  ],
  "tweet-now": [
    ...["tweet now", "tweet this", "tweet this now", "tuitea", "tuitea ya", "tuitea ahora", "tuitear ahora"],
    ...["tuitee ahora", "twittea ahora", "tuitea esto"],
  ],
  "sign-now": [
    ...["sign now", "sign the petition", "sign this petition", "sign petition", "sign the petition now"],
    ...["firma ya", "firma ahora", "firme ya", "firme ahora", "firmar ahora", "firma la peticion"],
    ...["firma esta peticion", "firma la peticion ahora", "firma la peticion ya", "firme la peticion"],
  ],
  "read-more": [
    ...[
      "read more",
      "read also",
      "also read",
      "lee mas",
      "leer mas",
      "lea mas",
      "lee tambien",
      "lea tambien",
    ],
    ...["leer tambien", "sigue leyendo"],
  ],
};

const KINDS = new Map(
  ([...CALL_KINDS, "read-more"] as const).flatMap((kind) =>
    WRITTEN[kind].map((words): [string, LabelKind] => [words, kind]),
  ),
);

/** Ambiguous in Spanish ("Más información: 555 1234"). A label only if a headline follows. */
const MORE_INFORMATION = "mas informacion";

const MAX_TITLE_LENGTH = 300;
const LINE =
  /^(?<before>(?:[\s•·●▪■◆►▶→➡»›>*_#|¡\-–—[(【]|\p{Extended_Pictographic}|\ufe0f|\d{1,2}[.)]\s)*)(?<label>\p{L}[\p{L}\s]{2,40}?)[\s!*_\])]*[:：꞉∶](?<title>.*)$/su;
const TRAILING_ADDRESS = /\s*[(<[]?(?<url>https?:\/\/[^\s<>()[\]]+)[)>\]]?\s*$/;

export type Label = {
  kind: LabelKind;
  title: string;
  /** The address after the title, as in plain text. */
  url: string | null;
};

/** Parses the label at the start of a line and the title after its colon, or returns null. A label alone has an empty title. */
export function readLabel(line: string): Label | null {
  const found = LINE.exec(line)?.groups;
  if (!found) return null;
  const { before = "", label = "", title: rest = "" } = found;
  const folded = fold(label);
  const kind = KINDS.get(folded) ?? (folded === MORE_INFORMATION ? "read-more" : null);
  if (!kind) return null;
  const { title, url } = withoutAddress(unwrapped(rest, before));
  if (title.length > MAX_TITLE_LENGTH || (folded === MORE_INFORMATION && !isHeadline(title))) return null;
  return { kind, title, url };
}

/** Removes brackets, stars and arrows around a title. */
function unwrapped(rest: string, before: string): string {
  let title = onOneLine(rest)
    .replace(/^[*_]+\s*/, "")
    .replace(/\s*(?:[›→►▶➡]|>>)+$/u, "");
  if (!title.includes("«")) title = title.replace(/\s*»$/, "");
  if (/[*_]/.test(before) || rest.trim() !== title) title = title.replace(/[*_]+$/, "");
  if (before.includes("[")) title = title.replace(/\]$/, "");
  if (before.includes("(")) title = title.replace(/\)$/, "");
  return title.trim();
}

function withoutAddress(title: string): { title: string; url: string | null } {
  const url = TRAILING_ADDRESS.exec(title)?.groups?.url;
  return url ? { title: title.replace(TRAILING_ADDRESS, ""), url } : { title, url: null };
}

function isHeadline(title: string): boolean {
  return /^[“"'‘«¿¡]?\p{Lu}/u.test(title) && !/[@]|www\.|\.$/.test(title);
}
