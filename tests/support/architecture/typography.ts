import type { Source } from "./sources";

/** A class that gives plain elements the typography of an article. */
const TEXT = ".prose";
const SELECTORS = /([^{}]+)\{/g;

/**
 * Selectors that give elements at any depth of an article its typography, and so reach into components. A selector of
 * children (`.prose > h2`) or one that excludes `.component *` does not.
 */
export function typographyInComponents(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path.endsWith(".css"))
    .flatMap(({ path, text }) =>
      selectorsIn(text)
        .filter(reachesComponents)
        .map((selector) => `${path}: ${selector}`),
    );
}

function selectorsIn(css: string): string[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...plain.matchAll(SELECTORS)]
    .flatMap(
      ([, list = ""]) =>
        list
          .split(";")
          .at(-1)
          ?.split(/,(?![^(]*\))/) ?? [],
    )
    .map((selector) => selector.trim())
    .filter((selector) => selector && !selector.startsWith("@"));
}

/** Whether a descendant of the text's own elements is selected without the exclusion. */
function reachesComponents(selector: string): boolean {
  const [, below] = new RegExp(`\\${TEXT}(?![-\\w])\\S*\\s+(.+)$`).exec(selector) ?? [];
  if (!below) return false;
  const steps = below.replace(/:not\([^)]*\)/g, "").split(/\s*[>+~]\s*/);
  const isChildrenOnly = below.startsWith(">") && steps.every((step) => !/\S\s+\S/.test(step));
  return !isChildrenOnly && !selector.includes(".component *");
}
