import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import type { CountrySignatures } from "./letter-content";
import type { LetterFormats } from "./letter-formats";
import type { LetterMessages } from "./letter-messages";
import type { PdfDocument, Style } from "./pdf-document";

const HEADING: Style = { face: "display", size: 15, leading: 21 };
const NAME: Style = { face: "text", size: 9.5, leading: 13.2 };
const COLUMNS = 3;
const GUTTER = 18;
/** Yields to the event loop after this many names. */
const BATCH_SIZE = 60;

type NamesContext = { pdf: PdfDocument; messages: LetterMessages; format: LetterFormats };

/** Adds the signatures of a country: how many, and the names as a list. Yields to the event loop at intervals. */
export async function addNames({ pdf, messages, format }: NamesContext, part: CountrySignatures) {
  pdf.ensureSpace(58);
  const country = format.country(part.country, messages.unknownCountry);
  pdf.addText("H2", messages.countryLine(country, part, format.number), HEADING);
  if (part.names.length > 0) {
    pdf.structure.open("L", { numbering: "None" });
    for (let first = 0; first < part.names.length; first += BATCH_SIZE) {
      addRows(pdf, part.names.slice(first, first + BATCH_SIZE));
      await yieldToEventLoop();
    }
    pdf.structure.close();
  }
  pdf.y += 12;
}

function addRows(pdf: PdfDocument, names: string[]) {
  const column = (pdf.column.width - GUTTER * (COLUMNS - 1)) / COLUMNS;
  for (let first = 0; first < names.length; first += COLUMNS) {
    const row = names.slice(first, first + COLUMNS);
    const lines = row.map((name) => pdf.breakLines(name, NAME, column));
    const height = Math.max(...lines.map(({ length }) => length)) * NAME.leading;
    pdf.ensureSpace(height);
    for (const [index, name] of row.entries())
      addName(pdf, { name, lines: lines[index] ?? [], left: pdf.column.left + index * (column + GUTTER) });
    pdf.y += height;
  }
}

function addName(pdf: PdfDocument, { name, lines, left }: { name: string; lines: string[]; left: number }) {
  const draw = () => {
    for (const [index, line] of lines.entries())
      pdf.drawLine(line, NAME, { x: left, y: pdf.y + index * NAME.leading });
  };
  pdf.structure.add("LI", () => pdf.structure.addContent("LBody", draw, pdf.languageOf(name)));
}
