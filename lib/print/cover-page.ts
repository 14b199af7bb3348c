import type { Letter } from "./letter-content";
import { formatTarget, type LetterMessages } from "./letter-messages";
import { INK, type PdfDocument, SOFT, type Style } from "./pdf-document";

const KICKER: Style = { face: "label", size: 9, leading: 14, color: SOFT };
const TO: Style = { face: "text", size: 17, leading: 24, color: SOFT };
const FIGURE: Style = { face: "display", size: 68, leading: 74 };
const PEOPLE: Style = { face: "text", size: 17, leading: 24 };
const NOTE: Style = { face: "text", size: 11, leading: 16, color: SOFT };
const FINE_PRINT: Style = { face: "small", size: 7.5, leading: 11, color: SOFT };
const FOOT_HEIGHT = 150;

type Cover = {
  pdf: PdfDocument;
  letter: Letter;
  messages: LetterMessages;
  format: { number: (count: number) => string; language: (code: string) => string };
};

/** Adds the cover page: the demand, the target and the number of signatures. */
export function addCoverPage({ pdf, letter, messages, format }: Cover) {
  pdf.startPage();
  pdf.doc.outline.addItem(letter.title);
  pdf.drawRule({ color: INK, weight: 3 });
  pdf.y += 16;
  pdf.addText("P", messages.kicker.toLocaleUpperCase(letter.locale), KICKER);
  pdf.y += 58;
  pdf.addText("H1", letter.title, titleStyle(letter.title), { lang: letter.textLocale });
  pdf.y += 14;
  pdf.addText("P", formatTarget(letter.textLocale)(letter.target), TO, { lang: letter.textLocale });
  pdf.y += 64;
  const count = letter.countries.reduce((sum, { signatures }) => sum + signatures, 0);
  pdf.addText("P", format.number(count), FIGURE);
  pdf.addText("P", messages.people(count), PEOPLE);
  pdf.y += 12;
  const moment = new Intl.DateTimeFormat(letter.locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  pdf.addText("P", messages.asOf(moment.format(letter.asOf)), NOTE);
  addSenderAndHash({ pdf, letter, messages, format });
}

/** Adds the sender and the petition text's hash, at the foot of the page if they fit. */
function addSenderAndHash({ pdf, letter, messages, format }: Cover) {
  pdf.y = Math.max(pdf.y + 24, pdf.bottom - FOOT_HEIGHT + 40);
  pdf.ensureSpace(FOOT_HEIGHT - 40);
  pdf.drawRule();
  pdf.y += 12;
  pdf.addText("P", messages.collectedBy(letter.organisation), NOTE);
  pdf.y += 6;
  const [newest] = letter.texts;
  if (!newest) return;
  pdf.addText("P", messages.fingerprint(format.language(newest.locale)), FINE_PRINT);
  pdf.addText("P", newest.sha256, FINE_PRINT);
}

/** Uses a smaller size for a long title, so that the cover stays on one page. */
function titleStyle(title: string): Style {
  const size = title.length > 110 ? 25 : title.length > 60 ? 31 : 38;
  return { face: "display", size, leading: Math.round(size * 1.14) };
}
