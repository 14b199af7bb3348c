import type { Parents, Root } from "mdast";
import type { Directives } from "mdast-util-directive";
import { SKIP, visit } from "unist-util-visit";
import { CALL_KINDS, type CallKind } from "../directives";
import { isSupportedDirective } from "./block-types";
import { flatText, onOneLine } from "./phrasing";
import { isUnknownLabel } from "./unknown-labels";

/** The elements that an import recognised, in text order. The command line prints this object. */
export type Findings = {
  title: string;
  /** Author and day beside the title. Empty or null if the text names none. */
  byline: string;
  date: string | null;
  callOuts: { kind: CallKind; title: string; campaign: string | null }[];
  readMores: { headline: string; article: string | null }[];
  posts: { author: string; handle: string; date: string | null }[];
  inlineActions: { label: string }[];
  /** Number of plain paragraphs, without headings, lists and the elements above. */
  paragraphs: number;
  /** Lines that a person should look at. All but counters stay in the text. */
  remarks: { kind: ImportRemark; text: string }[];
};

/** A counter that was taken off a call-out, a label in an unknown language, or a line about rights. */
export type ImportRemark = "counter-removed" | "unknown-label" | "copyright";

const COPYRIGHT =
  /^\s*(?:©|\(c\)|copyright\b)|all rights reserved|todos los derechos reservados|tous droits réservés|alle rechte vorbehalten|todos os direitos reservados|tutti i diritti riservati|جميع الحقوق محفوظة/iu;
const MAX_REMARKS = 50;

export function findingsIn(
  tree: Root,
  { title, byline, date }: Pick<Findings, "title" | "byline" | "date">,
): Findings {
  const findings: Findings = {
    ...{ title, byline, date },
    callOuts: [],
    readMores: [],
    posts: [],
    inlineActions: [],
    paragraphs: 0,
    remarks: [],
  };
  visit(tree, (node, _at, parent) => {
    if (node.type === "paragraph" && isRunning(parent) && flatText(node.children).trim() !== "") {
      findings.paragraphs += 1;
      findings.remarks.push(...remarksOn(flatText(node.children)));
    }
    if (node.type === "root" || !isSupportedDirective(node)) return;
    note(node, findings);
    if (node.type === "containerDirective") return SKIP;
  });
  findings.remarks.splice(MAX_REMARKS);
  return findings;
}

function remarksOn(text: string): Findings["remarks"] {
  return text.split("\n").flatMap((line): Findings["remarks"] => {
    if (COPYRIGHT.test(line)) return [{ kind: "copyright", text: onOneLine(line) }];
    return isUnknownLabel(line) ? [{ kind: "unknown-label", text: onOneLine(line) }] : [];
  });
}

function isRunning(parent: Parents | undefined): boolean {
  return parent?.type === "root" || parent?.type === "blockquote";
}

function note(node: Directives, findings: Findings) {
  const { kind, title, campaign, headline, article, author, handle, date } = node.attributes ?? {};
  if (node.name === "read-more")
    findings.readMores.push({ headline: headline ?? "", article: article ?? null });
  else if (node.name === "post")
    findings.posts.push({ author: author ?? "", handle: handle ?? "", date: date ?? null });
  else if (node.type === "textDirective")
    findings.inlineActions.push({ label: onOneLine(flatText(node.children)) });
  else {
    const known = CALL_KINDS.find((one) => one === kind) ?? "take-action";
    const counter = node.type === "leafDirective" ? node.data?.counter : undefined;
    if (counter) findings.remarks.push({ kind: "counter-removed", text: counter });
    findings.callOuts.push({ kind: known, title: title ?? "", campaign: campaign ?? null });
  }
}

/** Returns the campaign of each inline action or null, in the order of `inlineActions`. */
export function inlineCampaignsIn(tree: Root): (string | null)[] {
  const campaigns: (string | null)[] = [];
  visit(tree, "textDirective", (node) => {
    if (isSupportedDirective(node)) campaigns.push(node.attributes?.campaign ?? null);
  });
  return campaigns;
}
