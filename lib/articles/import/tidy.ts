import type { Image, Link, Root, Text } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import { cleanText } from "@/lib/articles/import/encodings";

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
  visit(tree, ["link", "linkReference"], (link) => {
    visit(link, "image", (node, at, parent) => {
      if (parent && at !== undefined) parent.children.splice(at, 1, wordsFor(node));
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
  const words = wordsFor(image);
  return image.url === "" || image.url.startsWith("data:")
    ? words
    : { type: "link", url: image.url, children: [words] };
}

function wordsFor({ alt, url }: Image): Text {
  const address = url.startsWith("data:") ? "" : url;
  return { type: "text", value: alt?.trim() || address };
}
