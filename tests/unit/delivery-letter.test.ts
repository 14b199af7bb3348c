import { describe, expect, test } from "vitest";
import { renderDeliveryLetter } from "@/lib/print/delivery-letter";
import type { Letter } from "@/lib/print/letter-content";
import { type PdfElement, printStructure, readPdfStructure } from "../support/pdf-structure";

const AT = new Date("2026-11-30T12:00:00Z");

const english = {
  locale: "en",
  title: "Keep the library & the <river>",
  target: "The mayor",
  summary:
    "A summary with so many words that it must be broken at the end of a line, and in which no word may join another.",
  ask: "Keep it open.\n\n## Why\n\n- reading\n- writing\n  1. letters\n\n> First.\n>\n> Second.\n\nroses are red  \nviolets are blue",
  sha256: "ab".repeat(32),
  publishedAt: AT,
  signatures: 5,
};
const spanish = {
  ...english,
  locale: "es",
  title: "Salvad la biblioteca",
  target: "El alcalde",
  summary: "Un resumen.",
  ask: "Que abra.",
};

const letter: Letter = {
  locale: "en",
  organisation: "Groundswell",
  asOf: AT,
  title: english.title,
  target: english.target,
  textLocale: "en",
  texts: [english, spanish],
  countries: [
    {
      country: "ES",
      signatures: 4,
      named: 3,
      names: ["Nadia Ashworth", "Harriet Vane", "Елена Петрова"],
      comments: [
        { name: "Nadia Ashworth", comment: "First line\nSecond line\n\nLast line", locale: "en" },
        { name: null, comment: "Leer es un derecho.", locale: "es" },
      ],
    },
    { country: "GS", signatures: 1, named: 0, names: [], comments: [] },
  ],
  names: { all: 3, printed: 3 },
  comments: { isCut: false, printed: 2 },
};

async function render(content: Letter): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of renderDeliveryLetter(content)) parts.push(part);
  return Buffer.concat(parts);
}

const pdf = await render(letter);
const structure = await readPdfStructure(pdf);
const printed = printStructure(structure);

function all(elements: PdfElement[]): PdfElement[] {
  return elements.flatMap((element) => [element, ...all(element.children)]);
}

describe("the structure of a delivery letter", () => {
  test("each name is an item of its country's list", () => {
    expect(printed).toContain(
      [
        'H2 "Spain: 4 signatures, 3 with a name"',
        "L",
        "  LI",
        '    LBody "Nadia Ashworth"',
        "  LI",
        '    LBody "Harriet Vane"',
        "  LI",
        '    LBody[ru] "Елена Петрова"',
        'H2 "South Georgia & South Sandwich Islands: 1 signature, none with a name"',
      ].join("\n"),
    );
  });

  test("words at line ends are not joined, and own line breaks are kept", () => {
    expect(printed).toContain(`P ${JSON.stringify(english.summary)}`);
    expect(printed).toContain('P "roses are red violets are blue"');
    expect(printed).toContain(
      [
        "BlockQuote",
        '  P "First line"',
        '  P "Second line"',
        '  P "Last line"',
        '  P "— Nadia Ashworth"',
      ].join("\n"),
    );
  });

  test("lists have labels and bodies, quotes their paragraphs, and headings their level", () => {
    expect(printed).toContain(
      [
        'H3 "Why"',
        "L",
        "  LI",
        '    Lbl "•"',
        "    LBody",
        '      P "reading"',
        "  LI",
        '    Lbl "•"',
        "    LBody",
        '      P "writing"',
        "      L",
        "        LI",
        '          Lbl "1."',
        "          LBody",
        '            P "letters"',
        "BlockQuote",
        '  P "First."',
        '  P "Second."',
      ].join("\n"),
    );
    const source = pdf.toString("latin1");
    for (const numbering of ["Disc", "Decimal", "None"])
      expect(source).toContain(`/ListNumbering /${numbering}`);
  });

  test("the table has headers with a scope for each column and row", () => {
    expect(printed).toContain(
      [
        "Table",
        "  THead",
        "    TR",
        '      TH "Country"',
        '      TH "Signatures"',
        '      TH "With their name"',
        '      TH "Without a name"',
        "  TBody",
        "    TR",
        '      TH "Spain"',
        '      TD "4"',
        '      TD "3"',
        '      TD "1"',
      ].join("\n"),
    );
    const source = pdf.toString("latin1");
    const count = (text: string) => source.split(text).length - 1;
    expect(count("/S /TH\n")).toBe(4 + letter.countries.length + 1);
    expect(count("/Scope /Column")).toBe(4);
    expect(count("/Scope /Row")).toBe(letter.countries.length + 1);
  });

  test("text in another language says so, and no other text", () => {
    const inSpanish = all(structure).filter(({ lang }) => lang === "es");
    expect(inSpanish.map(({ text }) => text)).toEqual([
      "Salvad la biblioteca",
      "A: El alcalde",
      "Un resumen.",
      "Que abra.",
      "Leer es un derecho.",
    ]);
    expect(new Set(all(structure).map(({ lang }) => lang))).toEqual(new Set([undefined, "es", "ru"]));
  });

  test("its metadata declares PDF/UA-1 and is XML", async () => {
    const source = pdf.toString("utf8");
    expect(source).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(source).toContain(
      '<rdf:li xml:lang="x-default">Keep the library &amp; the &lt;river></rdf:li>'.replace(
        "&lt;river>",
        "&lt;river&gt;",
      ),
    );
    expect(source).toMatch(/\/DisplayDocTitle true/);
  });
});
