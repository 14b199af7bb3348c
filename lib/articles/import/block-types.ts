import type { BlockContent, DefinitionContent, Paragraph, PhrasingContent, RootContent } from "mdast";
import type { ContainerDirective, Directives, LeafDirective } from "mdast-util-directive";
import type { Label } from "./labels";
import { addressIn } from "./phrasing";
import type { Attribution } from "./posts";

export type Block = BlockContent | DefinitionContent;

export function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: "paragraph", children };
}

/** Converts a labelled line to an unmatched call-out or read-more. Keeps the address of its link. */
export function toDirective(
  { kind, title, url, counter }: Pick<Label, "kind" | "title" | "url" | "counter">,
  written: PhrasingContent[],
): LeafDirective {
  const linkUrl = url ?? addressIn(written);
  const attributes = kind === "read-more" ? { headline: title } : { kind, title };
  const name = kind === "read-more" ? "read-more" : "take-action";
  return {
    type: "leafDirective",
    name,
    attributes: linkUrl ? { ...attributes, url: linkUrl } : attributes,
    children: [],
    ...(counter ? { data: { counter } } : {}),
  };
}

/** Converts a labelled line like `toDirective`, with a paragraph below for the footnotes in it, which a directive cannot hold. */
export function toDirectiveAndNotes(label: Label, written: PhrasingContent[]): Block[] {
  const notes = footnotesIn(written);
  return [toDirective(label, written), ...(notes.length > 0 ? [paragraph(notes)] : [])];
}

function footnotesIn(nodes: PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node) => {
    if (node.type === "footnoteReference") return [node];
    return "children" in node ? footnotesIn(node.children) : [];
  });
}

export function postOf({ author, handle, date, url }: Attribution, children: Block[]): ContainerDirective {
  const attributes = { author, handle, ...(date ? { date } : {}), ...(url ? { url } : {}) };
  return { type: "containerDirective", name: "post", attributes, children };
}

/** An attribution in a paragraph of its own, until its quotation is found. */
export function looseAttribution(attribution: Attribution, written: PhrasingContent[]): Paragraph {
  return { ...paragraph(written), data: { attribution } };
}

/** Returns the attribution if the paragraph contains nothing else, or null. */
export function attributionOf(block: Block): Attribution | null {
  return (block.type === "paragraph" && block.data?.attribution) || null;
}

const SUPPORTED_DIRECTIVES = ["take-action", "read-more", "post"];

/** Whether a node is a supported directive. */
export function isSupportedDirective(node: RootContent): node is Directives {
  return (
    (node.type === "leafDirective" || node.type === "containerDirective" || node.type === "textDirective") &&
    SUPPORTED_DIRECTIVES.includes(node.name)
  );
}

declare module "mdast-util-directive" {
  interface LeafDirectiveData {
    /** The newsroom's own counter, which was taken off the title. */
    counter?: string;
  }
}

declare module "mdast" {
  interface ParagraphData {
    attribution?: Attribution;
  }
}
