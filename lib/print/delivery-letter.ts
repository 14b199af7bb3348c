import { setImmediate as breathe } from "node:timers/promises";
import { coverPage } from "./cover";
import type { CountryPart, Letter, SignedText } from "./letter";
import { paragraphsOf } from "./paragraphs";
import { INK, Sheet, SOFT, type Style } from "./sheet";
import { type LetterWords, letterWords } from "./words";

const HEADING: Style = { face: "display", size: 26, leading: 32 };
const SUBHEADING: Style = { face: "display", size: 15, leading: 21 };
const LEAD: Style = { face: "text", size: 11.5, leading: 16.5, color: SOFT };
const TEXT: Style = { face: "text", size: 11.5, leading: 16.5 };
const DEK: Style = { face: "italic", size: 12.5, leading: 18 };
const STRONG: Style = { face: "strong", size: 11.5, leading: 16.5 };
const LABEL: Style = { face: "label", size: 8, leading: 13, color: SOFT };
const SMALL: Style = { face: "small", size: 8.5, leading: 12.5, color: SOFT };
const CELL: Style = { face: "text", size: 11, leading: 19 };
const NAME: Style = { face: "text", size: 9.5, leading: 13.2 };
const NAME_COLUMNS = 3;
const GUTTER = 18;
const NAMES_AT_ONCE = 60;

type Setting = { sheet: Sheet; letter: Letter; words: LetterWords; format: Formats };
type Formats = ReturnType<typeof formatsOf>;

/**
 * Streams the letter for a target as a tagged PDF with an outline and page numbers. Yields to the event loop at intervals.
 */
export async function* setDeliveryLetter(letter: Letter): AsyncGenerator<Uint8Array, void> {
  const words = letterWords[letter.locale];
  const sheet = new Sheet({
    title: letter.title,
    author: letter.organisation,
    subject: words.kicker,
    language: letter.locale,
    at: letter.asOf,
    page: words.page,
  });
  const setting = setAll({ sheet, letter, words, format: formatsOf(letter.locale) });
  setting.then(
    () => sheet.doc.end(),
    (error) => sheet.doc.destroy(error),
  );
  for await (const bytes of sheet.doc) yield Buffer.from(bytes);
  await setting;
}

function formatsOf(locale: string) {
  const numbers = new Intl.NumberFormat(locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const countries = new Intl.DisplayNames([locale], { type: "region" });
  const languages = new Intl.DisplayNames([locale], { type: "language" });
  return {
    number: (count: number) => numbers.format(count),
    day: (at: Date) => days.format(at),
    country: (code: string | null, none: string) => (code ? (countries.of(code) ?? code) : none),
    language: (code: string) => languages.of(code) ?? code,
  };
}

async function setAll(setting: Setting) {
  coverPage(setting);
  setTexts(setting);
  setCountries(setting);
  await setComments(setting);
  await setNames(setting);
}

/** Starts a part of the letter on a new page and adds it to the outline. */
function part({ sheet }: Setting, title: string, lead: string) {
  sheet.turn();
  sheet.doc.outline.addItem(title);
  sheet.tagged("H1", () => sheet.paragraph(title, HEADING));
  sheet.y += 4;
  sheet.tagged("P", () => sheet.paragraph(lead, LEAD));
  sheet.y += 18;
}

function setTexts(setting: Setting) {
  part(setting, setting.words.texts, setting.words.textsLead);
  for (const text of setting.letter.texts) setText(setting, text);
}

function setText({ sheet, words, format }: Setting, text: SignedText) {
  const published = text.publishedAt ? format.day(text.publishedAt) : null;
  sheet.need(140);
  sheet.rule({ color: INK, weight: 1.5 });
  sheet.y += 12;
  const version = words.version(format.language(text.locale), published);
  sheet.tagged("P", () =>
    sheet.paragraph(`${version} · ${words.signedBy(format.number(text.signatures))}`, LABEL),
  );
  sheet.y += 3;
  sheet.tagged("H2", () => sheet.paragraph(text.title, { face: "display", size: 19, leading: 25 }));
  sheet.tagged("P", () => sheet.paragraph(words.to(text.target), { ...TEXT, color: SOFT }));
  sheet.y += 8;
  sheet.tagged("P", () => sheet.paragraph(text.summary, DEK));
  sheet.y += 8;
  for (const { kind, mark, text: said } of paragraphsOf(text.ask)) {
    const style = kind === "heading" ? STRONG : kind === "quote" ? DEK : TEXT;
    sheet.need(style.leading * 2);
    const { left, width } = sheet.column;
    const indent = kind === "item" || kind === "quote" ? 18 : 0;
    sheet.tagged("P", () => {
      if (mark) sheet.line(mark, style, { x: left, y: sheet.y });
      sheet.paragraph(said, style, { left: left + indent, width: width - indent });
    });
    sheet.y += 7;
  }
  sheet.y += 2;
  sheet.tagged("P", () => sheet.paragraph(`SHA-256 ${text.sha256}`, SMALL));
  sheet.y += 22;
}

function setCountries(setting: Setting) {
  const { sheet, words, format, letter } = setting;
  part(setting, words.countries, words.countriesLead);
  const total = letter.countries.reduce(
    (sum, one) => ({ signatures: sum.signatures + one.signatures, named: sum.named + one.named }),
    { signatures: 0, named: 0 },
  );
  const row = ({ signatures, named }: { signatures: number; named: number }) =>
    [signatures, named, signatures - named].map(format.number);
  const table = sheet.doc.struct("Table");
  // Attach the element first: content below an unattached element is deferred.
  sheet.add(table);
  const set = (cells: string[], style: Style, kind: "TH" | "TD" = "TD") =>
    setRow(sheet, { table, cells, style, kind });
  set([words.country, words.signatures, words.named, words.anonymous], LABEL, "TH");
  for (const one of letter.countries)
    set([format.country(one.country, words.unknownCountry), ...row(one)], CELL);
  set([words.total, ...row(total)], { ...CELL, face: "strong" });
  table.end();
}

type Row = { table: PDFKit.PDFStructureElement; cells: string[]; style: Style; kind: "TH" | "TD" };

function setRow(sheet: Sheet, { table, cells, style, kind }: Row) {
  const { left, width } = sheet.column;
  const figure = 92;
  sheet.need(style.leading + 4);
  const tr = sheet.doc.struct("TR");
  table.add(tr);
  for (const [index, cell] of cells.entries()) {
    const right = left + width - (cells.length - 1 - index) * figure;
    const room = index === 0 ? width - (cells.length - 1) * figure : figure;
    const [shown = ""] = sheet.lines(cell, style, room);
    const x = index === 0 ? left : right - sheet.width(shown, style);
    tr.add(
      sheet.doc.struct(index === 0 ? "TH" : kind, {}, () => sheet.line(shown, style, { x, y: sheet.y })),
    );
  }
  tr.end();
  sheet.y += style.leading;
  sheet.rule();
  sheet.y += 1;
}

async function setComments(setting: Setting) {
  const { sheet, words, format, letter } = setting;
  if (letter.comments.printed === 0) return;
  const cut = letter.comments.isCut ? ` ${words.commentsCut(format.number(letter.comments.printed))}` : "";
  part(setting, words.comments, words.commentsLead + cut);
  for (const { country, comments } of letter.countries) {
    if (comments.length === 0) continue;
    sheet.need(70);
    sheet.tagged("H2", () => sheet.paragraph(format.country(country, words.unknownCountry), SUBHEADING));
    sheet.y += 4;
    for (const { name, comment } of comments) {
      sheet.need(TEXT.leading * 2);
      const { left, width } = sheet.column;
      sheet.tagged("BlockQuote", () => {
        sheet.paragraph(comment, TEXT, { left: left + 14, width: width - 28 });
        sheet.paragraph(`— ${name ?? words.anonymousSigner}`, SMALL, { left: left + 14, width: width - 28 });
      });
      sheet.y += 9;
    }
    sheet.y += 8;
    await breathe();
  }
}

async function setNames(setting: Setting) {
  const { words, format, letter } = setting;
  const { all, printed } = letter.names;
  const cut = printed < all ? ` ${words.namesCut(format.number(printed), format.number(all))}` : "";
  part(setting, words.names, words.namesLead + cut);
  for (const country of letter.countries) await setCountry(setting, country);
}

async function setCountry({ sheet, words, format }: Setting, part: CountryPart) {
  sheet.need(58);
  const anonymous = part.signatures - part.named;
  const title = `${format.country(part.country, words.unknownCountry)}, ${format.number(part.signatures)}`;
  sheet.tagged("H2", () => sheet.paragraph(title, SUBHEADING));
  if (part.names.length > 0) await setInColumns(sheet, part.names);
  if (anonymous > 0)
    sheet.tagged("P", () =>
      sheet.paragraph(words.anonymousToo(format.number(anonymous)), { ...NAME, face: "italic", color: SOFT }),
    );
  sheet.y += 12;
}

/** Sets names in rows of three, so that the list reads from top to bottom across pages. */
async function setInColumns(sheet: Sheet, names: string[]) {
  const list = sheet.doc.struct("P");
  sheet.add(list);
  for (let first = 0; first < names.length; first += NAMES_AT_ONCE) {
    list.add(sheet.doc.struct("Span", {}, () => setRows(sheet, names.slice(first, first + NAMES_AT_ONCE))));
    await breathe();
  }
  list.end();
}

function setRows(sheet: Sheet, names: string[]) {
  const { left, width } = sheet.column;
  const column = (width - GUTTER * (NAME_COLUMNS - 1)) / NAME_COLUMNS;
  for (let first = 0; first < names.length; first += NAME_COLUMNS) {
    const row = names.slice(first, first + NAME_COLUMNS).map((name) => sheet.lines(name, NAME, column));
    const height = Math.max(...row.map((lines) => lines.length)) * NAME.leading;
    sheet.need(height);
    for (const [index, lines] of row.entries())
      for (const [line, text] of lines.entries())
        sheet.line(text, NAME, { x: left + index * (column + GUTTER), y: sheet.y + line * NAME.leading });
    sheet.y += height;
  }
}
