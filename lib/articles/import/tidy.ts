import type { Image, Link, Nodes, Root, Text } from "mdast";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { SKIP, visit } from "unist-util-visit";
import { cleanText } from "@/lib/articles/import/encodings";
import { unwrapRedirect } from "./redirects";

/** Images that this site hosts. */
const OWN_PICTURE = /^\/media\//;

/** Turns bare addresses into links, so that the underscores in them are not taken for marks. */
const [linkAddresses] = gfmAutolinkLiteralFromMarkdown().transforms ?? [];

/**
 * Removes invisible characters and links without a target, unwraps redirects, and replaces external images with links, because
 * our pages load nothing from other sites.
 */
export function tidy(tree: Root): Root {
  visit(tree, "text", (node) => {
    node.value = cleanText(node.value);
  });
  visit(tree, ["link", "linkReference"], (link) => {
    visit(link, "image", (node, at, parent) => {
      if (parent && at !== undefined) parent.children.splice(at, 1, linkText(node));
    });
  });
  visit(tree, "image", (node, at, parent) => {
    if (!parent || at === undefined || OWN_PICTURE.test(node.url)) return;
    parent.children.splice(at, 1, linkTo(node));
    return SKIP;
  });
  visit(tree, "link", (node, at, parent) => {
    if (/^[^#]/.test(node.url) || !parent || at === undefined) return;
    parent.children.splice(at, 1, ...node.children);
    return at;
  });
  linkAddresses?.(tree);
  visit(tree, "link", (node, at, parent) => {
    if (isBareAddress(node)) takeUnderscores(node, parent?.children[(at ?? 0) + 1]);
    targetLink(node);
  });
  visit(tree, "list", (list) => {
    if (list.children.some(({ children }) => children.length > 1)) return;
    list.spread = false;
    for (const item of list.children) item.spread = false;
  });
  return tree;
}

function isBareAddress({ url, children: [only, ...others] }: Link): boolean {
  return only?.type === "text" && only.value === url && others.length === 0;
}

/** GFM ends a bare address before trailing underscores, which belong to it more often than not. */
function takeUnderscores(link: Link, next: Nodes | undefined) {
  const [underscores = ""] = (next?.type === "text" && /^_+(?![\p{L}\p{N}])/u.exec(next.value)) || [];
  const [text] = link.children;
  if (underscores === "" || next?.type !== "text" || text?.type !== "text") return;
  next.value = next.value.slice(underscores.length);
  link.url = text.value = link.url + underscores;
}

/** Points a link, and its text if that is the address, to where it leads. */
function targetLink(node: Link) {
  const url = unwrapRedirect(node.url.startsWith("//") ? `https:${node.url}` : node.url);
  const [text] = node.children;
  if (isBareAddress(node) && text?.type === "text") text.value = url;
  node.url = url;
}

function linkTo(image: Image): Link | Text {
  const text = linkText(image);
  return image.url === "" || image.url.startsWith("data:")
    ? text
    : { type: "link", url: image.url, children: [text] };
}

function linkText({ alt, url }: Image): Text {
  const address = url.startsWith("data:") ? "" : url;
  return { type: "text", value: alt?.trim() || address };
}
