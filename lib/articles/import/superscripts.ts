import type { PhrasingContent } from "mdast";

/** The characters of Unicode that are raised or lowered themselves (block "Superscripts and Subscripts", and ¹²³). */
const RAISED: Record<string, string> = {
  ...{ "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹" },
  ...{ "+": "⁺", "-": "⁻", "−": "⁻", "=": "⁼", "(": "⁽", ")": "⁾", n: "ⁿ", i: "ⁱ" },
};
const LOWERED: Record<string, string> = {
  ...{ "0": "₀", "1": "₁", "2": "₂", "3": "₃", "4": "₄", "5": "₅", "6": "₆", "7": "₇", "8": "₈", "9": "₉" },
  ...{ "+": "₊", "-": "₋", "−": "₋", "=": "₌", "(": "₍", ")": "₎" },
};

/**
 * Keeps a superscript or subscript: as characters of Unicode where they exist (10⁶, H₂O), else as a directive (`1:sup[er]`).
 * Markdown has no marks for them, and "10" followed by "6" would be another figure.
 */
export function raisedOrLowered(name: "sup" | "sub", children: PhrasingContent[]): PhrasingContent[] {
  const characters = name === "sup" ? RAISED : LOWERED;
  const text = children.map((child) => (child.type === "text" ? child.value : "\0")).join("");
  const written = [...text.trim()].map((character) => characters[character]);
  if (written.length > 0 && written.every((character) => character !== undefined))
    return [{ type: "text", value: written.join("") }];
  const isMarkable = children.length > 0 && text.trim() !== "" && !children.some(isFootnote);
  return isMarkable ? [{ type: "textDirective", name, attributes: {}, children }] : children;
}

function isFootnote({ type }: PhrasingContent): boolean {
  return type === "footnoteReference";
}
