import type { Letter, SignedText } from "./letter-content";
import type { LetterFormats } from "./letter-formats";
import { formatTarget, type LetterMessages } from "./letter-messages";
import { type Block, parseBlocks } from "./paragraphs";
import { INK, type PdfDocument, SOFT, type Style } from "./pdf-document";

const TEXT: Style = { face: "text", size: 11.5, leading: 16.5 };
const DEK: Style = { face: "italic", size: 12.5, leading: 18 };
const STRONG: Style = { face: "strong", size: 11.5, leading: 16.5 };
const TITLE: Style = { face: "display", size: 19, leading: 25 };
const LABEL: Style = { face: "label", size: 8, leading: 13, color: SOFT };
const SMALL: Style = { face: "small", size: 8.5, leading: 12.5, color: SOFT };
const INDENT = 18;

type TextContext = { pdf: PdfDocument; messages: LetterMessages; format: LetterFormats };

/** Adds the petition texts that were signed, each in its language. */
export function addPetitionTexts(context: TextContext, texts: Letter["texts"]) {
  for (const text of texts) addPetitionText(context, text);
}

function addPetitionText({ pdf, messages, format }: TextContext, text: SignedText) {
  const lang = text.locale;
  const published = text.publishedAt ? format.day(text.publishedAt) : null;
  pdf.ensureSpace(140);
  pdf.drawRule({ color: INK, weight: 1.5 });
  pdf.y += 12;
  const version = messages.version(format.language(text.locale), published);
  pdf.addText("P", `${version} · ${messages.signedBy(format.number(text.signatures))}`, LABEL);
  pdf.y += 3;
  pdf.addText("H2", text.title, TITLE, { lang });
  pdf.addText("P", formatTarget(text.locale)(text.target), { ...TEXT, color: SOFT }, { lang });
  pdf.y += 8;
  pdf.addText("P", text.summary, DEK, { lang });
  pdf.y += 8;
  addBlocks(pdf, parseBlocks(text.ask), { lang, indent: 0, style: TEXT });
  pdf.y += 2;
  pdf.addText("P", `SHA-256 ${text.sha256}`, SMALL);
  pdf.y += 22;
}

type Place = { lang: string; indent: number; style: Style };

function addBlocks(pdf: PdfDocument, blocks: Block[], place: Place) {
  for (const block of blocks) addBlock(pdf, block, place);
}

function addBlock(pdf: PdfDocument, block: Block, place: Place) {
  const { lang, indent } = place;
  if (block.kind === "list") return addList(pdf, block, place);
  if (block.kind === "quote")
    return pdf.structure.add("BlockQuote", () =>
      addBlocks(pdf, block.blocks, { lang, indent: indent + INDENT, style: DEK }),
    );
  const style = block.kind === "heading" ? STRONG : place.style;
  pdf.ensureSpace(style.leading * 2);
  pdf.addText(block.kind === "heading" ? "H3" : "P", block.text, style, { lang, ...shifted(pdf, indent) });
  pdf.y += 7;
}

function addList(pdf: PdfDocument, list: Extract<Block, { kind: "list" }>, { lang, indent, style }: Place) {
  pdf.structure.open("L", { numbering: list.isOrdered ? "Decimal" : "Disc" });
  for (const { mark, blocks } of list.items)
    pdf.structure.add("LI", () => {
      pdf.ensureSpace(style.leading * 2);
      const { left } = shifted(pdf, indent);
      pdf.structure.addContent("Lbl", () => pdf.drawLine(mark, style, { x: left, y: pdf.y }));
      pdf.structure.add("LBody", () => addBlocks(pdf, blocks, { lang, indent: indent + INDENT, style }));
    });
  pdf.structure.close();
}

function shifted(pdf: PdfDocument, indent: number) {
  const { left, width } = pdf.column;
  return { left: left + indent, width: width - indent };
}
