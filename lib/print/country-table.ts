import type { CountrySignatures } from "./letter-content";
import type { LetterFormats } from "./letter-formats";
import type { LetterMessages } from "./letter-messages";
import { type PdfDocument, SOFT, type Style } from "./pdf-document";

const LABEL: Style = { face: "label", size: 8, leading: 13, color: SOFT };
const CELL: Style = { face: "text", size: 11, leading: 19 };
const FIGURE_WIDTH = 92;
const NAME_GAP = 8;

type CountryTable = { countries: CountrySignatures[]; messages: LetterMessages; format: LetterFormats };

/** Adds the table of signatures by country: all, with a name, without one. */
export function addCountryTable(pdf: PdfDocument, { countries, messages, format }: CountryTable) {
  const total = countries.reduce(
    (sum, { signatures, named }) => ({ signatures: sum.signatures + signatures, named: sum.named + named }),
    { signatures: 0, named: 0 },
  );
  const figures = ({ signatures, named }: { signatures: number; named: number }) =>
    [signatures, named, signatures - named].map(format.number);
  const rows: [section: string, lines: Line[]][] = [
    ["THead", [{ cells: headings(messages), style: LABEL, kind: "TH" }]],
    [
      "TBody",
      [
        ...countries.map((row) => ({
          cells: [format.country(row.country, messages.unknownCountry), ...figures(row)],
          style: CELL,
        })),
        { cells: [messages.total, ...figures(total)], style: { ...CELL, face: "strong" } },
      ],
    ],
  ];
  pdf.structure.open("Table");
  for (const [section, lines] of rows)
    pdf.structure.add(section, () => {
      for (const line of lines) addRow(pdf, line);
    });
  pdf.structure.close();
}

const headings = (messages: LetterMessages) => [
  messages.country,
  messages.signatures,
  messages.named,
  messages.anonymous,
];

type Line = { cells: string[]; style: Style; kind?: "TH" | "TD" };

function addRow(pdf: PdfDocument, { cells, style, kind = "TD" }: Line) {
  const { left, width } = pdf.column;
  const nameWidth = width - (cells.length - 1) * FIGURE_WIDTH;
  const [name = "", ...figures] = cells;
  const lines = pdf.breakLines(name, style, nameWidth - NAME_GAP);
  pdf.ensureSpace(style.leading * lines.length + 4);
  pdf.structure.add("TR", () => {
    const scope = kind === "TH" ? "Column" : "Row";
    pdf.structure.addContent(
      "TH",
      () => {
        for (const [index, line] of lines.entries())
          pdf.drawLine(line, style, { x: left, y: pdf.y + index * style.leading });
      },
      { scope },
    );
    for (const [index, figure] of figures.entries()) {
      const right = left + nameWidth + (index + 1) * FIGURE_WIDTH;
      const x = right - pdf.measureWidth(figure, style);
      const draw = () => pdf.drawLine(figure, style, { x, y: pdf.y });
      pdf.structure.addContent(kind, draw, kind === "TH" ? { scope } : {});
    }
  });
  pdf.y += style.leading * lines.length;
  pdf.drawRule();
  pdf.y += 1;
}
