import type { Image, Link, Root, Text } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import { cleanText } from "@/lib/articles/import/encodings";

/** Images that this site hosts. */
const OWN_PICTURE = /^\/media\//;

/**
 * Removes invisible characters and links without a target, and replaces external images with links, because our pages load
 * nothing from other sites.
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
    if (node.url !== "" || !parent || at === undefined) return;
    parent.children.splice(at, 1, ...node.children);
    return at;
  });
  return tree;
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
