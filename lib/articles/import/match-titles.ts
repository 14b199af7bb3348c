import type { Root } from "mdast";
import type { Directives } from "mdast-util-directive";
import { visit } from "unist-util-visit";
import { isSupportedDirective } from "@/lib/articles/import/block-types";
import { fold } from "@/lib/articles/import/fold-text";
import type { ImportedText } from "@/lib/articles/import/parse-text";

/** A campaign or article that can be matched, with all its titles. */
export type Candidate = { slug: string; titles: string[] };

export type Candidates = {
  campaigns: Candidate[];
  articles: Candidate[];
  /** The campaign for call-outs without a match. */
  campaign?: string;
};

/**
 * Matches call-outs to campaigns and read-mores to articles by title. The original title is kept. Inline actions have no
 * title; they get the campaign that all call-outs share.
 */
export function matchTitles(
  imported: ImportedText,
  { campaigns, articles, campaign }: Candidates,
): ImportedText {
  const campaignOf = lookUp(campaigns);
  const articleOf = lookUp(articles);
  const tree = structuredClone(imported.tree);
  const named = new Set<string>();
  for (const node of listDirectives(tree, "leafDirective")) {
    const { title, headline, url } = node.attributes ?? {};
    if (node.name === "read-more") name(node, "article", articleOf(headline, url));
    if (node.name !== "take-action") continue;
    name(node, "campaign", campaignOf(title, url) ?? campaign ?? null);
    if (node.attributes?.campaign) named.add(node.attributes.campaign);
  }
  const [only, ...others] = named;
  const common = campaign ?? (others.length === 0 ? only : undefined) ?? null;
  for (const node of listDirectives(tree, "textDirective"))
    name(node, "campaign", campaignOf(null, node.attributes?.url) ?? common);
  return { ...imported, tree };
}

/** Applies an editor's choices to call-outs and read-mores, in text order. Null leaves one unmatched. */
export function applyChoices(
  imported: ImportedText,
  choices: { callOuts: (string | null)[]; readMores: (string | null)[]; inlineActions: (string | null)[] },
): ImportedText {
  const tree = structuredClone(imported.tree);
  const leaves = listDirectives(tree, "leafDirective");
  const choose = (nodes: Directives[], key: "campaign" | "article", slugs: (string | null)[]) =>
    nodes.forEach((node, at) => {
      const { [key]: _earlier, ...rest } = node.attributes ?? {};
      node.attributes = rest;
      name(node, key, slugs[at] ?? null);
    });
  choose(
    leaves.filter((node) => node.name === "take-action"),
    "campaign",
    choices.callOuts,
  );
  choose(
    leaves.filter((node) => node.name === "read-more"),
    "article",
    choices.readMores,
  );
  choose(listDirectives(tree, "textDirective"), "campaign", choices.inlineActions);
  return { ...imported, tree };
}

function listDirectives(tree: Root, type: Directives["type"]): Directives[] {
  const found: Directives[] = [];
  visit(tree, (node) => {
    if (node.type === type && isSupportedDirective(node)) found.push(node);
  });
  return found;
}

function name(node: Directives, key: "campaign" | "article", slug: string | null) {
  if (slug && !node.attributes?.[key]) node.attributes = { [key]: slug, ...node.attributes };
}

/** Finds a candidate by folded title, or by an address that ends in its slug. The first match wins. */
function lookUp(candidates: Candidate[]) {
  const byTitle = new Map(
    candidates
      .toReversed()
      .flatMap(({ slug, titles }) => titles.map((title) => [fold(title), slug] as const)),
  );
  const slugs = new Set(candidates.map(({ slug }) => slug));
  return (title: string | null | undefined, url: string | null | undefined): string | null => {
    const linkedSlug = /\/([a-z0-9-]+)\/?(?:[?#].*)?$/.exec(url ?? "")?.[1];
    return (title && byTitle.get(fold(title))) || (linkedSlug && slugs.has(linkedSlug) ? linkedSlug : null);
  };
}
