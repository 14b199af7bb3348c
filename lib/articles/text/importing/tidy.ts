import type { Image, Link, Root, Text } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import { visitParents } from "unist-util-visit-parents";
import { cleanText } from "./encodings";

/** Pictures that we keep ourselves: they may be shown. */
const OWN_PICTURE = /^\/media\//;

/**
 * A tree with plain words only: without invisible characters, and with links in place of pictures elsewhere, since our
 * pages load nothing from other sites, and without links that lead nowhere.
 */
export function tidy(tree: Root): Root {
  visit(tree, "text", (node) => {
    node.value = cleanText(node.value);
  });
  visitParents(tree, "image", (node, ancestors) => {
    const parent = ancestors.at(-1);
    if (!parent || OWN_PICTURE.test(node.url)) return;
    const isInLink = ancestors.some(({ type }) => type === "link" || type === "linkReference");
    const at = parent.children.indexOf(node);
    parent.children.splice(at, 1, isInLink ? wordsFor(node) : linkTo(node));
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
  const words = wordsFor(image);
  return image.url === "" || image.url.startsWith("data:")
    ? words
    : { type: "link", url: image.url, children: [words] };
}

function wordsFor({ alt, url }: Image): Text {
  const address = url.startsWith("data:") ? "" : url;
  return { type: "text", value: alt?.trim() || address };
}
