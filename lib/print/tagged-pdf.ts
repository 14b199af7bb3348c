import PDFDocument from "pdfkit";

const PDF_UA = `<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>`;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escapeXml = (text?: string) => text?.replace(/[&<>]/g, (mark) => ENTITIES[mark] ?? "");

/** A PDF that declares conformity with PDF/UA-1 (ISO 14289-1). */
export class TaggedPdf extends PDFDocument {
  /** Called by pdfkit after it has written `info`. pdfkit does not escape these texts in its XML. */
  override endMetadata() {
    const { Title, Author, Subject } = this.info;
    Object.assign(this.info, {
      Title: escapeXml(Title),
      Author: escapeXml(Author),
      Subject: escapeXml(Subject),
    });
    this.appendXML(PDF_UA);
    super.endMetadata();
  }
}
