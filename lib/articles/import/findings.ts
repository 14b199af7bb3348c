import type { Parents, Root } from "mdast";
import type { Directives } from "mdast-util-directive";
import { SKIP, visit } from "unist-util-visit";
import { CALL_KINDS, type CallKind } from "../directives";
import { isSupportedDirective } from "./block-types";
import { flatText, onOneLine } from "./phrasing";

/** The elements that an import recognised, in text order. The command line prints this object. */
export type Findings = {
  title: string;
  callOuts: { kind: CallKind; title: string; campaign: string | null }[];
  readMores: { headline: string; article: string | null }[];
  posts: { author: string; handle: string; date: string | null }[];
  inlineActions: { label: string }[];
  /** Number of plain paragraphs, without headings, lists and the elements above. */
  paragraphs: number;
};

export function findingsIn(tree: Root, title: string): Findings {
  const findings: Findings = {
    title,
    callOuts: [],
    readMores: [],
    posts: [],
    inlineActions: [],
    paragraphs: 0,
  };
  visit(tree, (node, _at, parent) => {
    if (node.type === "paragraph" && isRunning(parent)) findings.paragraphs += 1;
    if (node.type === "root" || !isSupportedDirective(node)) return;
    note(node, findings);
    if (node.type === "containerDirective") return SKIP;
  });
  return findings;
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
