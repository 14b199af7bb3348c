/**
 * The JSON-LD context of a receipt: what each of its members means in the Data Privacy Vocabulary of the W3C group (DPV), with which the group
 * describes the consent records of ISO/IEC TS 27560:2023, and in Dublin Core and schema.org. docs/decisions/proof.md lists the fields.
 */
export const RECEIPT_CONTEXT = {
  dpv: "https://w3id.org/dpv#",
  "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
  dct: "http://purl.org/dc/terms/",
  schema: "https://schema.org/",
  id: "@id",
  type: "@type",
  identifier: "dct:identifier",
  conformsTo: { "@id": "dct:conformsTo", "@type": "@id" },
  issued: { "@id": "dct:issued", "@type": "http://www.w3.org/2001/XMLSchema#dateTime" },
  locale: "dct:language",
  controller: "dpv:hasDataController",
  name: "schema:name",
  address: "schema:address",
  email: "schema:email",
  notice: { "@id": "dpv:hasNotice", "@type": "@id" },
  legalBasis: { "@id": "dpv:hasLegalBasis", "@type": "@id" },
  consents: "dpv:hasProcess",
  purpose: "dpv:hasPurpose",
  wording: "dct:description",
  version: "schema:version",
  recipient: "dpv:hasRecipient",
  at: { "@id": "dct:date", "@type": "http://www.w3.org/2001/XMLSchema#dateTime" },
  rights: "dpv:hasRight",
  exercisedAt: { "@id": "dpv:isExercisedAt", "@type": "@id" },
  text: "schema:about",
  title: "schema:headline",
  url: { "@id": "schema:url", "@type": "@id" },
} as const;

/** The profile of the DPV group for receipts after ISO/IEC TS 27560:2023 that contain the record itself. */
export const RECEIPT_PROFILE = "https://w3id.org/dpv/schema/dpv-27560#receipt-record";
