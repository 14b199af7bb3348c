import ts from "typescript";
import { NOUNS } from "./layers";
import type { Source } from "./sources";

const LONGEST_LINES = 250;
const VOCABULARY = ["queries", "mutations", "input", "rules"];
const EMPTY_WORDS =
  /(^|[-_./])(utils?|helpers?|managers?|services?|common|misc|data|info|handle|handler|process|do|new|old|v2)([-_./]|$)/i;

/** Files of a noun that are none of the four, there or in a sub-noun's folder. Only the article's text may have its own. */
export function outsideTheVocabulary(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => {
      const [root, noun = "", ...rest] = path.split("/");
      if (root !== "lib" || !NOUNS.includes(noun)) return false;
      if (noun === "articles" && rest[0] === "text") return false;
      const file = rest.at(-1)?.replace(/\.tsx?$/, "") ?? "";
      return rest.length > 2 || !VOCABULARY.includes(file);
    })
    .map(({ path }) => path);
}

/** Files longer than anybody wants to read at once. */
export function tooLong(sources: Source[]): string[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > LONGEST_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

/** Files named for nothing in particular. The folders of the web are addresses: where something begins may be called `new`. */
export function emptyNames(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => EMPTY_WORDS.test(path.startsWith("app/") ? (path.split("/").at(-1) ?? "") : path))
    .map(({ path }) => path);
}

/** Files that only pass on what others export, and every `export *`. */
export function barrels(sources: Source[]): string[] {
  return sources
    .filter(({ path, tree }) => path !== "db/schema/index.ts" && passesOn(tree))
    .map(({ path }) => path);
}

function passesOn({ statements }: ts.SourceFile): boolean {
  const again = statements.filter(
    (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier,
  );
  const all = again.some((statement) => ts.isExportDeclaration(statement) && !statement.exportClause);
  return all || (again.length > 0 && again.length === statements.length);
}
