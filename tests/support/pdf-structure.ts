import { getDocumentProxy, getResolvedPDFJS } from "unpdf";

// pdf.js reads glyphs with this; Node 20 does not have it.
if (!("transferToFixedLength" in ArrayBuffer.prototype))
  Object.defineProperty(ArrayBuffer.prototype, "transferToFixedLength", {
    value(this: ArrayBuffer, length = this.byteLength) {
      const copy = new Uint8Array(length);
      copy.set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
      return copy.buffer;
    },
  });

/** An element of the structure of a PDF, with the text that is in it and not in its children. */
export type PdfElement = { role: string; lang?: string; text: string; children: PdfElement[] };

type StructNode = Awaited<ReturnType<Awaited<ReturnType<typeof pageOf>>["getStructTree"]>>;
type Document = Awaited<ReturnType<typeof getDocumentProxy>>;

const pageOf = (document: Document, number: number) => document.getPage(number);

/** Returns the elements of a tagged PDF in the order of reading. An element that spans pages is there once for each. */
export async function readPdfStructure(pdf: Uint8Array): Promise<PdfElement[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const elements: PdfElement[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await pageOf(document, number);
    elements.push(...childrenOf(await page.getStructTree(), await textsByContent(page)));
  }
  return elements.flatMap((root) => (root.role === "Document" ? root.children : [root]));
}

/**
 * Joins the glyphs of each marked content as they are written, by the end of its id. (The texts of pdf.js have spaces where it
 * guesses words.) Artifacts have no id, and no place in the structure.
 */
async function textsByContent(page: Awaited<ReturnType<typeof pageOf>>): Promise<Map<string, string>> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const texts = new Map<string, string>();
  const open: (string | undefined)[] = [];
  for (const [index, operator] of fnArray.entries()) {
    const args = argsArray[index] ?? [];
    if (operator === OPS.beginMarkedContentProps) open.push(contentId(args[1]) ?? open.at(-1));
    if (operator === OPS.beginMarkedContent) open.push(open.at(-1));
    if (operator === OPS.endMarkedContent) open.pop();
    const id = open.at(-1);
    if (operator === OPS.showText && id) texts.set(id, (texts.get(id) ?? "") + unicodeOf(args[0]));
  }
  return texts;
}

const contentId = (mcid: unknown) => (typeof mcid === "number" ? `_mc${mcid}` : undefined);

function unicodeOf(glyphs: ({ unicode: string } | number | null)[]): string {
  return glyphs.map((glyph) => (glyph && typeof glyph === "object" ? glyph.unicode : "")).join("");
}

function childrenOf(node: StructNode, texts: Map<string, string>): PdfElement[] {
  return node.children.flatMap((child) => {
    if (!("role" in child)) return [];
    const text = child.children
      .map((content) => ("id" in content ? texts.get(content.id.replace(/^.*(?=_mc)/, "")) : "") ?? "")
      .join("");
    const lang = "lang" in child && typeof child.lang === "string" ? { lang: child.lang } : {};
    return [{ role: child.role, ...lang, text, children: childrenOf(child, texts) }];
  });
}

/** Prints a structure, one element a line, indented: `LI`, `  LBody "Ada"`, `P[es] "Hola"`. */
export function printStructure(elements: PdfElement[], indent = ""): string {
  return elements
    .map(
      ({ role, lang, text, children }) =>
        `${indent}${role}${lang ? `[${lang}]` : ""}${text ? ` ${JSON.stringify(text)}` : ""}\n${printStructure(children, `${indent}  `)}`,
    )
    .join("");
}
