import type { Letter } from "./letter";
import { INK, type Sheet, SOFT, type Style } from "./sheet";
import type { LetterWords } from "./words";

const KICKER: Style = { face: "label", size: 9, leading: 14, color: SOFT };
const TO: Style = { face: "text", size: 17, leading: 24, color: SOFT };
const FIGURE: Style = { face: "display", size: 68, leading: 74 };
const PEOPLE: Style = { face: "text", size: 17, leading: 24 };
const NOTE: Style = { face: "text", size: 11, leading: 16, color: SOFT };
const PRINT: Style = { face: "small", size: 7.5, leading: 11, color: SOFT };
const FOOT_OF_COVER = 150;

type Cover = {
  sheet: Sheet;
  letter: Letter;
  words: LetterWords;
  format: { number: (count: number) => string; language: (code: string) => string };
};

/** Adds the cover page: the demand, the target and the number of signatures. */
export function coverPage({ sheet, letter, words, format }: Cover) {
  sheet.turn();
  sheet.doc.outline.addItem(letter.title);
  sheet.rule({ color: INK, weight: 3 });
  sheet.y += 16;
  sheet.tagged("P", () => sheet.paragraph(words.kicker.toLocaleUpperCase(letter.locale), KICKER));
  sheet.y += 58;
  sheet.tagged("H1", () => sheet.paragraph(letter.title, titleStyle(letter.title)));
  sheet.y += 14;
  sheet.tagged("P", () => sheet.paragraph(words.to(letter.target), TO));
  sheet.y += 64;
  const count = letter.countries.reduce((sum, { signatures }) => sum + signatures, 0);
  sheet.tagged("P", () => sheet.paragraph(format.number(count), FIGURE));
  sheet.tagged("P", () => sheet.paragraph(words.people(count), PEOPLE));
  sheet.y += 12;
  const moment = new Intl.DateTimeFormat(letter.locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  sheet.tagged("P", () => sheet.paragraph(words.asOf(moment.format(letter.asOf)), NOTE));
  setFoot({ sheet, letter, words, format });
}

/** Adds the sender and the petition text's hash, at the foot of the page if there is room. */
function setFoot({ sheet, letter, words, format }: Cover) {
  sheet.y = Math.max(sheet.y + 24, sheet.bottom - FOOT_OF_COVER + 40);
  sheet.need(FOOT_OF_COVER - 40);
  sheet.rule();
  sheet.y += 12;
  sheet.tagged("P", () => sheet.paragraph(words.collectedBy(letter.organisation), NOTE));
  sheet.y += 6;
  const [newest] = letter.texts;
  if (!newest) return;
  sheet.tagged("P", () => {
    sheet.paragraph(words.fingerprint(format.language(newest.locale)), PRINT);
    sheet.paragraph(newest.sha256, PRINT);
  });
}

/** Uses a smaller size for a long title, so that the cover stays on one page. */
function titleStyle(title: string): Style {
  const size = title.length > 110 ? 25 : title.length > 60 ? 31 : 38;
  return { face: "display", size, leading: Math.round(size * 1.14) };
}
