import { beginsRight } from "@/lib/direction";
import { readWoff } from "@/lib/woff";
import { breakLines } from "./break-lines";
import { type Face, withPrintableLetters } from "./faces";
import { isShaped, languageByScript } from "./language";
import { PdfStructure } from "./structure";
import { TaggedPdf } from "./tagged-pdf";
import { inVisualOrder } from "./visual-order";

export const INK = "#1c1915";
export const SOFT = "#5c554a";
const RULE = "#d8cdb9";

/** Points of an A4 page. */
const MARGINS = { top: 72, bottom: 84, left: 72, right: 72 };
const FOOTER_FROM_BOTTOM = 44;

export type Style = { face: Face; size: number; leading: number; color?: string };
/** The horizontal position of a text, in points. */
type Column = { left: number; width: number };

type PdfOptions = {
  title: string;
  author: string;
  subject: string;
  language: string;
  at: Date;
  /** Formats a page number. */
  page: (number: number) => string;
};

/** A tagged PDF that is written from top to bottom. Every page except the first has a footer. */
export class PdfDocument {
  readonly doc: PDFKit.PDFDocument;
  /** The position of the next line, in points from the top of the page. */
  y = MARGINS.top;
  #pages = 0;
  /** The font files that are registered. */
  readonly #fonts = new Set<string>();
  readonly #options: PdfOptions;
  readonly structure: PdfStructure;

  constructor(options: PdfOptions) {
    const { title, author, subject, at } = options;
    this.#options = options;
    this.doc = new TaggedPdf({
      size: "A4",
      margins: MARGINS,
      pdfVersion: "1.7",
      lang: options.language,
      tagged: true,
      displayTitle: true,
      autoFirstPage: false,
      info: { Title: title, Author: author, Subject: subject, CreationDate: at, ModDate: at },
    });
    this.structure = new PdfStructure(this.doc);
    this.doc.on("pageAdded", () => this.#drawFooter());
  }

  get column(): Column {
    return { left: MARGINS.left, width: this.doc.page.width - MARGINS.left - MARGINS.right };
  }

  get bottom(): number {
    return this.doc.page.height - MARGINS.bottom;
  }

  /** Adds a text as one structure element, with its language: by its script, else `lang`. */
  addText(
    kind: string,
    text: string,
    style: Style,
    { lang, ...place }: Partial<Column> & { lang?: string } = {},
  ) {
    const column = { ...this.column, ...place };
    this.structure.addContent(
      kind,
      () => this.drawParagraph(text, style, column),
      this.languageOf(text, lang),
    );
  }

  /** Returns the language of a text, if it is another one than the document's: by its script, else as given. */
  languageOf(text: string, lang?: string): { lang?: string } {
    const own = languageByScript(text) ?? lang;
    return own && own !== this.#options.language ? { lang: own } : {};
  }

  /** Starts a new page. Open structure elements continue there. */
  startPage() {
    if (this.#pages === 0) this.doc.addPage();
    else this.doc.continueOnNewPage();
    this.y = MARGINS.top;
  }

  /** Starts a new page unless `height` points are left on this one. */
  ensureSpace(height: number) {
    if (this.y + height > this.bottom) this.startPage();
  }

  /** Draws a paragraph, over several pages if necessary. */
  drawParagraph(text: string, style: Style, { left, width } = this.column) {
    const isRight = beginsRight(text);
    for (const line of this.breakLines(text, style, width)) {
      this.ensureSpace(style.leading);
      const shift = isRight ? width - this.measureWidth(line.trimEnd(), style) : 0;
      this.drawLine(line, style, { x: left + shift, y: this.y });
      this.y += style.leading;
    }
  }

  /** Draws one line without wrapping, in a row of `leading` height. */
  drawLine(text: string, style: Style, at: { x: number; y: number }) {
    if (!isShaped(text)) return this.#drawRuns(text, style, at);
    // Screen readers and copying use this text, because its glyphs merge and change places.
    this.doc.markContent("Span", { actual: text });
    this.#drawRuns(text.trimEnd(), style, at);
    this.doc.endMarkedContent();
  }

  #drawRuns(text: string, style: Style, at: { x: number; y: number }) {
    const baseline = at.y + style.leading * 0.5 + style.size * 0.33;
    let x = at.x;
    this.doc.fillColor(style.color ?? INK);
    const runs = inVisualOrder(text, style.face);
    for (const [index, run] of runs.entries()) {
      this.#setFont(run.font, style.size);
      // With an explicit (empty) feature list, pdfkit shapes a run as a whole, which keeps the order of Arabic words.
      this.doc.text(run.text, x, baseline, { lineBreak: false, features: [], baseline: "alphabetic" });
      if (index < runs.length - 1) x += this.doc.widthOfString(run.text, { features: [] });
    }
  }

  #setFont(file: string, size: number) {
    if (!this.#fonts.has(file)) this.doc.registerFont(file, readWoff(file));
    this.#fonts.add(file);
    this.doc.font(file).fontSize(size);
  }

  measureWidth(text: string, style: Style): number {
    return inVisualOrder(text, style.face).reduce((sum, { text: part, font }) => {
      this.#setFont(font, style.size);
      return sum + this.doc.widthOfString(part, { features: [] });
    }, 0);
  }

  /** Breaks a text into lines of at most `width` points. Letters that no font has become their code points. */
  breakLines(text: string, style: Style, width: number): string[] {
    return breakLines(withPrintableLetters(text, style.face), width, (part) =>
      this.measureWidth(part, style),
    );
  }

  /** Draws a line across the column, hidden from screen readers. */
  drawRule({ color = RULE, weight = 0.75 } = {}) {
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

  /** Draws decoration, which is not part of the document structure. */
  artifact(draw: () => void) {
    this.doc.markContent("Artifact", { type: "Layout" });
    draw();
    this.doc.endMarkedContent();
  }

  #drawFooter() {
    this.#pages += 1;
    if (this.#pages === 1) return;
    const style: Style = { face: "small", size: 8, leading: 10, color: SOFT };
    const { left, width } = this.column;
    const y = this.doc.page.height - FOOTER_FROM_BOTTOM;
    const number = this.#options.page(this.#pages);
    const titleWidth = width - this.measureWidth(number, style) - 24;
    const [footer = ""] = this.breakLines(this.#options.title, style, titleWidth);
    // pdfkit starts a new page for text below the bottom margin.
    const { bottom } = this.doc.page.margins;
    this.doc.page.margins.bottom = 0;
    this.doc.markContent("Artifact", { type: "Pagination" });
    this.drawLine(footer, style, { x: left, y });
    this.drawLine(number, style, { x: left + width - this.measureWidth(number, style), y });
    this.doc.endMarkedContent();
    this.doc.page.margins.bottom = bottom;
  }
}
