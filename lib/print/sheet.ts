import PDFDocument from "pdfkit";
import { beginsRight } from "@/lib/direction";
import { inVisualOrder } from "./direction";
import { type Face, fontPath } from "./faces";

export const INK = "#1c1915";
export const SOFT = "#5c554a";
export const RULE = "#d8cdb9";

/** Points: A4, with a column to read in. */
const MARGINS = { top: 72, bottom: 84, left: 72, right: 72 };
const FOOTER_RISE = 44;

export type Style = { face: Face; size: number; leading: number; color?: string };
/** A column of a page that text is set in, from `left` on. */
export type Column = { left: number; width: number };

export type SheetOptions = {
  title: string;
  author: string;
  subject: string;
  language: string;
  at: Date;
  /** How a page is numbered. */
  page: (number: number) => string;
};

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A document under way: where the next line goes, and how it is set. Every page has its foot. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  /** Where the next line begins, from the top of the page. */
  y = MARGINS.top;
  #pages = 0;
  readonly #options: SheetOptions;
  readonly #structure: PDFKit.PDFStructureElement;

  constructor(options: SheetOptions) {
    const { title, author, subject, at } = options;
    this.#options = options;
    this.doc = new PDFDocument({
      size: "A4",
      margins: MARGINS,
      pdfVersion: "1.7",
      lang: options.language,
      tagged: true,
      displayTitle: true,
      autoFirstPage: false,
      info: { Title: title, Author: author, Subject: subject, CreationDate: at, ModDate: at },
    });
    this.#structure = this.doc.struct("Document");
    this.doc.addStructure(this.#structure);
    this.doc.on("pageAdded", () => this.#foot());
  }

  get column(): Column {
    return { left: MARGINS.left, width: this.doc.page.width - MARGINS.left - MARGINS.right };
  }

  get bottom(): number {
    return this.doc.page.height - MARGINS.bottom;
  }

  /** Sets something as one element of the document's structure: a heading, a paragraph. */
  tagged(kind: string, set: () => void) {
    this.add(this.doc.struct(kind, {}, set));
  }

  add(element: PDFKit.PDFStructureElement) {
    this.#structure.add(element);
  }

  /** A fresh page; what is open of the structure goes on there. */
  turn() {
    if (this.#pages === 0) this.doc.addPage();
    else this.doc.continueOnNewPage();
    this.y = MARGINS.top;
  }

  /** Makes sure that so much fits on what remains of this page, or turns it. */
  need(height: number) {
    if (this.y + height > this.bottom) this.turn();
  }

  /** Sets a paragraph, over as many pages as it takes. */
  paragraph(text: string, style: Style, column = this.column) {
    const isRight = beginsRight(text);
    for (const line of this.lines(text, style, column.width)) {
      this.need(style.leading);
      const shift = isRight ? column.width - this.width(line, style) : 0;
      this.line(line, style, { x: column.left + shift, y: this.y });
      this.y += style.leading;
    }
  }

  /** Sets one line, as it is, with its baseline in a row of `leading` height. */
  line(text: string, style: Style, at: { x: number; y: number }) {
    const baseline = at.y + style.leading * 0.5 + style.size * 0.33;
    let x = at.x;
    this.doc.fillColor(style.color ?? INK);
    const stretches = inVisualOrder(text, style.face);
    for (const [index, stretch] of stretches.entries()) {
      this.doc.font(fontPath(stretch.font)).fontSize(style.size);
      // Given features (none), pdfkit shapes a stretch as a whole: words of Arabic come in their own order.
      this.doc.text(stretch.text, x, baseline, { lineBreak: false, features: [], baseline: "alphabetic" });
      if (index < stretches.length - 1) x += this.doc.widthOfString(stretch.text, { features: [] });
    }
  }

  width(text: string, style: Style): number {
    return inVisualOrder(text, style.face).reduce((sum, { text: part, font }) => {
      this.doc.font(fontPath(font)).fontSize(style.size);
      return sum + this.doc.widthOfString(part, { features: [] });
    }, 0);
  }

  /** A text broken into lines of a width: between words, and within one that is too long for a line. */
  lines(text: string, style: Style, width: number): string[] {
    const whole = text.replace(/\s+/gu, " ").trim();
    if (this.width(whole, style) <= width) return [whole];
    const lines: string[] = [];
    let line = "";
    for (const word of text.split(/\s+/u).filter(Boolean)) {
      const longer = line ? `${line} ${word}` : word;
      if (this.width(longer, style) <= width) line = longer;
      else {
        if (line) lines.push(line);
        line = this.#broken(word, style, { width, lines });
      }
    }
    return line ? [...lines, line] : lines;
  }

  /** Breaks off as many whole lines as a long word has, and returns what is left of it. */
  #broken(word: string, style: Style, { width, lines }: { width: number; lines: string[] }): string {
    if (this.width(word, style) <= width) return word;
    let rest = "";
    for (const { segment } of graphemes.segment(word)) {
      if (rest && this.width(rest + segment, style) > width) {
        lines.push(rest);
        rest = "";
      }
      rest += segment;
    }
    return rest;
  }

  /** A thin line across the column. It means nothing, and is not read aloud. */
  rule({ color = RULE, weight = 0.75 } = {}) {
    const { left, width } = this.column;
    this.artifact(() =>
      this.doc
        .moveTo(left, this.y)
        .lineTo(left + width, this.y)
        .lineWidth(weight)
        .strokeColor(color)
        .stroke(),
    );
  }

  /** Draws what is no part of the text. */
  artifact(draw: () => void) {
    this.doc.markContent("Artifact", { type: "Layout" });
    draw();
    this.doc.endMarkedContent();
  }

  #foot() {
    this.#pages += 1;
    if (this.#pages === 1) return;
    const style: Style = { face: "small", size: 8, leading: 10, color: SOFT };
    const { left, width } = this.column;
    const y = this.doc.page.height - FOOTER_RISE;
    const number = this.#options.page(this.#pages);
    const room = width - this.width(number, style) - 24;
    const [footer = ""] = this.lines(this.#options.title, style, room);
    // pdfkit begins a new page for text below the margin.
    const { bottom } = this.doc.page.margins;
    this.doc.page.margins.bottom = 0;
    this.doc.markContent("Artifact", { type: "Pagination" });
    this.line(footer, style, { x: left, y });
    this.line(number, style, { x: left + width - this.width(number, style), y });
    this.doc.endMarkedContent();
    this.doc.page.margins.bottom = bottom;
  }
}
