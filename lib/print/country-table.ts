import type { CountrySignatures } from "./letter-content";
import type { LetterFormats } from "./letter-formats";
import type { LetterMessages } from "./letter-messages";
import { type PdfDocument, SOFT, type Style } from "./pdf-document";

const LABEL: Style = { face: "label", size: 8, leading: 13, color: SOFT };
const CELL: Style = { face: "text", size: 11, leading: 19 };
const FIGURE_WIDTH = 92;

type CountryTable = { countries: CountrySignatures[]; messages: LetterMessages; format: LetterFormats };

/** Adds the table of signatures by country: all, with a public name, anonymous. */
export function addCountryTable(pdf: PdfDocument, { countries, messages, format }: CountryTable) {
  const total = countries.reduce(
    (sum, { signatures, named }) => ({ signatures: sum.signatures + signatures, named: sum.named + named }),
    { signatures: 0, named: 0 },
  );
  const figures = ({ signatures, named }: { signatures: number; named: number }) =>
    [signatures, named, signatures - named].map(format.number);
  const table = pdf.doc.struct("Table");
  // Attach the element first: content below an unattached element is deferred.
  pdf.addElement(table);
  const addRow = (cells: string[], style: Style, kind: "TH" | "TD" = "TD") =>
    drawRow(pdf, { table, cells, style, kind });
  addRow([messages.country, messages.signatures, messages.named, messages.anonymous], LABEL, "TH");
  for (const country of countries)
    addRow([format.country(country.country, messages.unknownCountry), ...figures(country)], CELL);
  addRow([messages.total, ...figures(total)], { ...CELL, face: "strong" });
  table.end();
}

type Row = { table: PDFKit.PDFStructureElement; cells: string[]; style: Style; kind: "TH" | "TD" };

function drawRow(pdf: PdfDocument, { table, cells, style, kind }: Row) {
  const { left, width } = pdf.column;
  pdf.ensureSpace(style.leading + 4);
  const tr = pdf.doc.struct("TR");
  table.add(tr);
  for (const [index, cell] of cells.entries()) {
    const right = left + width - (cells.length - 1 - index) * FIGURE_WIDTH;
    const cellWidth = index === 0 ? width - (cells.length - 1) * FIGURE_WIDTH : FIGURE_WIDTH;
    const [text = ""] = pdf.breakLines(cell, style, cellWidth);
    const x = index === 0 ? left : right - pdf.measureWidth(text, style);
    tr.add(pdf.doc.struct(index === 0 ? "TH" : kind, {}, () => pdf.drawLine(text, style, { x, y: pdf.y })));
  }
  tr.end();
  pdf.y += style.leading;
  pdf.drawRule();
  pdf.y += 1;
}
