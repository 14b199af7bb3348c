import type { Element, ElementContent, Parents, Root } from "hast";

const BLOCKS = new Set(
  "address article aside blockquote center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu ol p pre section table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);
const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup tt u var".split(
    " ",
  ),
);

/**
 * Lifts blocks out of inline elements, as Google Docs wraps a whole text in `<b>`. The formatting of the wrapper is dropped;
 * a link around blocks becomes a link inside each of them.
 */
export function liftBlocks(parent: Root | Element): void {
  parent.children = (parent.children as ElementContent[]).flatMap((child): ElementContent[] => {
    if (child.type !== "element") return [child];
    liftBlocks(child);
    const isWrapper = INLINE.has(child.tagName) && child.children.some(isBlock);
    if (!isWrapper) return [child];
    return child.tagName === "a" ? linkInside(child.children, child) : child.children;
  });
}

function isBlock(node: ElementContent): node is Element {
  return node.type === "element" && BLOCKS.has(node.tagName);
}

/** Puts a link around the text of each block. */
function linkInside(children: ElementContent[], link: Element): ElementContent[] {
  const parts: ElementContent[] = [];
  let run: ElementContent[] = [];
  const endRun = () => {
    if (run.some(hasText)) parts.push({ ...link, children: run });
    else parts.push(...run);
    run = [];
  };
  for (const child of children) {
    if (!isBlock(child)) {
      run.push(child);
      continue;
    }
    endRun();
    parts.push({ ...child, children: linkInside(child.children, link) });
  }
  endRun();
  return parts;
}

function hasText(node: ElementContent): boolean {
  if (node.type === "text") return node.value.trim() !== "";
  return node.type === "element" && (node.tagName === "img" || node.children.some(hasText));
}

const STYLED = [
  [/font-weight:\s*(?:bold|[6-9]00)/i, "strong"],
  [/font-style:\s*italic/i, "em"],
  [/vertical-align:\s*super/i, "sup"],
  [/vertical-align:\s*sub/i, "sub"],
] as const;
const HEADING = /^h[1-6]$/;

/** Turns the styles of word processors into elements: `<span style="font-weight:700">` into `<strong>`. */
export function readStyles(parent: Parents, isInHeading = false): void {
  for (const child of parent.children) {
    if (child.type !== "element") continue;
    readStyles(child, isInHeading || HEADING.test(child.tagName));
    const style = String(child.properties.style ?? "");
    if (/^(?:b|strong)$/.test(child.tagName) && /font-weight:\s*(?:normal|400)/i.test(style))
      child.tagName = "span";
    if (child.tagName !== "span") continue;
    const names = STYLED.flatMap(([pattern, name]) => (pattern.test(style) ? [name] : []));
    for (const tagName of isInHeading ? names.filter((name) => name.startsWith("su")) : names)
      child.children = [{ type: "element", tagName, properties: {}, children: child.children }];
  }
}
