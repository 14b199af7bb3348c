/** `numbering` is the `ListNumbering` of a list (ISO 32000-1): what the labels of its items are. */
type ElementOptions = {
  lang?: string;
  scope?: "Column" | "Row";
  numbering?: "None" | "Disc" | "Decimal";
};

/** The structure of a tagged PDF, by which screen readers read it. It grows with the document, in the order of reading. */
export class PdfStructure {
  readonly #doc: PDFKit.PDFDocument;
  /** The open elements, the innermost last. */
  readonly #open: PDFKit.PDFStructureElement[] = [];

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
    const root = doc.struct("Document");
    doc.addStructure(root);
    this.#open.push(root);
  }

  /** Opens an element of the document structure, such as `L`. What is added until it is closed becomes part of it. */
  open(kind: string, { numbering, ...options }: ElementOptions = {}) {
    const element = this.#doc.struct(kind, options);
    if (numbering) element.dictionary.data.A = { O: "List", ListNumbering: numbering };
    // Attached before it is filled: content below an unattached element is deferred.
    this.#open.at(-1)?.add(element);
    this.#open.push(element);
  }

  close() {
    this.#open.pop()?.end();
  }

  /** Adds an element that `fill` adds others to. */
  add(kind: string, fill: () => void, options?: ElementOptions) {
    this.open(kind, options);
    fill();
    this.close();
  }

  /** Draws content as one element without others in it, such as `H1` or `P`. */
  addContent(kind: string, draw: () => void, options: ElementOptions = {}) {
    this.#open.at(-1)?.add(this.#doc.struct(kind, options, draw));
  }
}
