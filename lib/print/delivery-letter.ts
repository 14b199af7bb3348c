import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { addCountryTable } from "./country-table";
import { addCoverPage } from "./cover";
import type { CountrySignatures, Letter, SignedText } from "./letter-content";
import { type LetterFormats, letterFormats } from "./letter-formats";
import { type LetterMessages, letterMessages } from "./letter-messages";
import { parseParagraphs } from "./paragraphs";
import { INK, PdfDocument, SOFT, type Style } from "./pdf-document";

const HEADING: Style = { face: "display", size: 26, leading: 32 };
const SUBHEADING: Style = { face: "display", size: 15, leading: 21 };
const LEAD: Style = { face: "text", size: 11.5, leading: 16.5, color: SOFT };
const TEXT: Style = { face: "text", size: 11.5, leading: 16.5 };
const DEK: Style = { face: "italic", size: 12.5, leading: 18 };
const STRONG: Style = { face: "strong", size: 11.5, leading: 16.5 };
const LABEL: Style = { face: "label", size: 8, leading: 13, color: SOFT };
const SMALL: Style = { face: "small", size: 8.5, leading: 12.5, color: SOFT };
const NAME: Style = { face: "text", size: 9.5, leading: 13.2 };
const NAME_COLUMNS = 3;
const GUTTER = 18;
const NAMES_BATCH_SIZE = 60;

type LetterContext = { pdf: PdfDocument; letter: Letter; messages: LetterMessages; format: LetterFormats };

/**
 * Streams the letter for a target as a tagged PDF with an outline and page numbers. Yields to the event loop at intervals.
 */
export async function* renderDeliveryLetter(letter: Letter): AsyncGenerator<Uint8Array, void> {
  const messages = letterMessages[letter.locale];
  const pdf = new PdfDocument({
    title: letter.title,
    author: letter.organisation,
    subject: messages.kicker,
    language: letter.locale,
    at: letter.asOf,
    page: messages.page,
  });
  const rendering = addAll({ pdf, letter, messages, format: letterFormats(letter.locale) });
  rendering.then(
    () => pdf.doc.end(),
    (error) => pdf.doc.destroy(error),
  );
  for await (const bytes of pdf.doc) yield Buffer.from(bytes);
  await rendering;
}

async function addAll(context: LetterContext) {
  addCoverPage(context);
  addTexts(context);
  addCountries(context);
  await addComments(context);
  await addNames(context);
}

/** Starts a part of the letter on a new page and adds it to the outline. */
function startPart({ pdf }: LetterContext, title: string, lead: string) {
  pdf.startPage();
  pdf.doc.outline.addItem(title);
  pdf.addTagged("H1", () => pdf.addParagraph(title, HEADING));
  pdf.y += 4;
  pdf.addTagged("P", () => pdf.addParagraph(lead, LEAD));
  pdf.y += 18;
}

function addTexts(context: LetterContext) {
  startPart(context, context.messages.texts, context.messages.textsLead);
  for (const text of context.letter.texts) addText(context, text);
}

function addText({ pdf, messages, format }: LetterContext, text: SignedText) {
  const published = text.publishedAt ? format.day(text.publishedAt) : null;
  pdf.ensureSpace(140);
  pdf.drawRule({ color: INK, weight: 1.5 });
  pdf.y += 12;
  const version = messages.version(format.language(text.locale), published);
  pdf.addTagged("P", () =>
    pdf.addParagraph(`${version} · ${messages.signedBy(format.number(text.signatures))}`, LABEL),
  );
  pdf.y += 3;
  pdf.addTagged("H2", () => pdf.addParagraph(text.title, { face: "display", size: 19, leading: 25 }));
  pdf.addTagged("P", () => pdf.addParagraph(messages.to(text.target), { ...TEXT, color: SOFT }));
  pdf.y += 8;
  pdf.addTagged("P", () => pdf.addParagraph(text.summary, DEK));
  pdf.y += 8;
  for (const { kind, mark, text: content } of parseParagraphs(text.ask)) {
    const style = kind === "heading" ? STRONG : kind === "quote" ? DEK : TEXT;
    pdf.ensureSpace(style.leading * 2);
    const { left, width } = pdf.column;
    const indent = kind === "item" || kind === "quote" ? 18 : 0;
    pdf.addTagged("P", () => {
      if (mark) pdf.drawLine(mark, style, { x: left, y: pdf.y });
      pdf.addParagraph(content, style, { left: left + indent, width: width - indent });
    });
    pdf.y += 7;
  }
  pdf.y += 2;
  pdf.addTagged("P", () => pdf.addParagraph(`SHA-256 ${text.sha256}`, SMALL));
  pdf.y += 22;
}

function addCountries(context: LetterContext) {
  const { pdf, messages, format, letter } = context;
  startPart(context, messages.countries, messages.countriesLead);
  addCountryTable(pdf, { countries: letter.countries, messages, format });
}

async function addComments(context: LetterContext) {
  const { pdf, messages, format, letter } = context;
  if (letter.comments.printed === 0) return;
  const cut = letter.comments.isCut ? ` ${messages.commentsCut(format.number(letter.comments.printed))}` : "";
  startPart(context, messages.comments, messages.commentsLead + cut);
  for (const { country, comments } of letter.countries) {
    if (comments.length === 0) continue;
    pdf.ensureSpace(70);
    pdf.addTagged("H2", () => pdf.addParagraph(format.country(country, messages.unknownCountry), SUBHEADING));
    pdf.y += 4;
    for (const { name, comment } of comments) {
      pdf.ensureSpace(TEXT.leading * 2);
      const { left, width } = pdf.column;
      pdf.addTagged("BlockQuote", () => {
        pdf.addParagraph(comment, TEXT, { left: left + 14, width: width - 28 });
        pdf.addParagraph(`— ${name ?? messages.anonymousSigner}`, SMALL, {
          left: left + 14,
          width: width - 28,
        });
      });
      pdf.y += 9;
    }
    pdf.y += 8;
    await yieldToEventLoop();
  }
}

async function addNames(context: LetterContext) {
  const { messages, format, letter } = context;
  const { all, printed } = letter.names;
  const cut = printed < all ? ` ${messages.namesCut(format.number(printed), format.number(all))}` : "";
  startPart(context, messages.names, messages.namesLead + cut);
  for (const country of letter.countries) await addCountryNames(context, country);
}

async function addCountryNames({ pdf, messages, format }: LetterContext, part: CountrySignatures) {
  pdf.ensureSpace(58);
  const anonymous = part.signatures - part.named;
  const title = `${format.country(part.country, messages.unknownCountry)}, ${format.number(part.signatures)}`;
  pdf.addTagged("H2", () => pdf.addParagraph(title, SUBHEADING));
  if (part.names.length > 0) await addNameColumns(pdf, part.names);
  if (anonymous > 0)
    pdf.addTagged("P", () =>
      pdf.addParagraph(messages.anonymousToo(format.number(anonymous)), {
        ...NAME,
        face: "italic",
        color: SOFT,
      }),
    );
  pdf.y += 12;
}

/** Adds names in rows of three, in reading order. Yields to the event loop after each batch. */
async function addNameColumns(pdf: PdfDocument, names: string[]) {
  const list = pdf.doc.struct("P");
  pdf.addElement(list);
  for (let first = 0; first < names.length; first += NAMES_BATCH_SIZE) {
    list.add(
      pdf.doc.struct("Span", {}, () => addNameRows(pdf, names.slice(first, first + NAMES_BATCH_SIZE))),
    );
    await yieldToEventLoop();
  }
  list.end();
}

function addNameRows(pdf: PdfDocument, names: string[]) {
  const { left, width } = pdf.column;
  const column = (width - GUTTER * (NAME_COLUMNS - 1)) / NAME_COLUMNS;
  for (let first = 0; first < names.length; first += NAME_COLUMNS) {
    const row = names.slice(first, first + NAME_COLUMNS).map((name) => pdf.breakLines(name, NAME, column));
    const height = Math.max(...row.map((lines) => lines.length)) * NAME.leading;
    pdf.ensureSpace(height);
    for (const [index, lines] of row.entries())
      for (const [line, text] of lines.entries())
        pdf.drawLine(text, NAME, { x: left + index * (column + GUTTER), y: pdf.y + line * NAME.leading });
    pdf.y += height;
  }
}
