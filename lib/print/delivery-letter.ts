import { setImmediate as yieldToEventLoop } from "node:timers/promises";
import { addCountryTable } from "./country-table";
import { addCoverPage } from "./cover-page";
import type { CountrySignatures, Letter } from "./letter-content";
import { type LetterFormats, letterFormats } from "./letter-formats";
import { type LetterMessages, letterMessages } from "./letter-messages";
import { addNames } from "./names";
import { PdfDocument, SOFT, type Style } from "./pdf-document";
import { addPetitionTexts } from "./petition-texts";

const HEADING: Style = { face: "display", size: 26, leading: 32 };
const SUBHEADING: Style = { face: "display", size: 15, leading: 21 };
const LEAD: Style = { face: "text", size: 11.5, leading: 16.5, color: SOFT };
const TEXT: Style = { face: "text", size: 11.5, leading: 16.5 };
const SMALL: Style = { face: "small", size: 8.5, leading: 12.5, color: SOFT };
const COMMENT_INDENT = 14;

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
  const { messages, letter } = context;
  startPart(context, messages.texts, messages.textsLead);
  addPetitionTexts(context, letter.texts);
  startPart(context, messages.countries, messages.countriesLead);
  addCountryTable(context.pdf, { countries: letter.countries, messages, format: context.format });
  await addComments(context);
  await addAllNames(context);
}

/** Starts a part of the letter on a new page and adds it to the outline. */
function startPart({ pdf }: LetterContext, title: string, lead: string) {
  pdf.startPage();
  pdf.doc.outline.addItem(title);
  pdf.addText("H1", title, HEADING);
  pdf.y += 4;
  pdf.addText("P", lead, LEAD);
  pdf.y += 18;
}

async function addComments(context: LetterContext) {
  const { pdf, messages, format, letter } = context;
  if (letter.comments.printed === 0) return;
  const cut = letter.comments.isCut ? ` ${messages.commentsCut(format.number(letter.comments.printed))}` : "";
  startPart(context, messages.comments, messages.commentsLead + cut);
  for (const { country, comments } of letter.countries) {
    if (comments.length === 0) continue;
    pdf.ensureSpace(70);
    pdf.addText("H2", format.country(country, messages.unknownCountry), SUBHEADING);
    pdf.y += 4;
    for (const comment of comments) {
      pdf.ensureSpace(TEXT.leading * 2);
      pdf.structure.add("BlockQuote", () => addComment(context, comment));
      pdf.y += 9;
    }
    pdf.y += 8;
    await yieldToEventLoop();
  }
}

/** Adds a comment, each of its lines as a paragraph, and who wrote it. */
function addComment({ pdf, messages }: LetterContext, written: CountrySignatures["comments"][number]) {
  const { left, width } = pdf.column;
  const column = { left: left + COMMENT_INDENT, width: width - COMMENT_INDENT * 2 };
  for (const line of written.comment.split(/\r\n|[\n\r]/)) {
    if (line.trim()) pdf.addText("P", line.trim(), TEXT, { ...column, lang: written.locale });
    else pdf.y += TEXT.leading / 2;
  }
  pdf.addText("P", `— ${written.name ?? messages.anonymousSigner}`, SMALL, column);
}

async function addAllNames(context: LetterContext) {
  const { messages, format, letter } = context;
  const { all, printed } = letter.names;
  const cut = printed < all ? ` ${messages.namesCut(format.number(printed), format.number(all))}` : "";
  startPart(context, messages.names, messages.namesLead + cut);
  for (const country of letter.countries) await addNames(context, country);
}
