/** What pdfkit 0.20 has and its types do not. */
declare namespace PDFKit {
  interface PDFStructureElement {
    dictionary: { data: Record<string, unknown> };
  }
}

declare namespace PDFKit.Mixins {
  interface StructureElementOptions {
    /** Of a table header. */
    scope?: "Column" | "Row";
  }
}
