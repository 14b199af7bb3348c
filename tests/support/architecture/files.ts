import { posix } from "node:path";
import ts from "typescript";
import { NOUNS } from "./layers";
import type { Source } from "./sources";

const MAX_LINES = 250;
const KINDS = /(^|\/)(queries|mutations|input|rules)\.tsx?$/;
const EMPTY_WORDS =
  /(^|[-_./])(utils?|helpers?|managers?|services?|common|misc|data|info|handle|handler|process|do|new|old|v2)([-_./]|$)/i;

/** Files named for their kind. With fifty files called `rules.ts` nobody knows which one is open. */
export function namedForKind(sources: Source[]): string[] {
  return sources.filter(({ path }) => KINDS.test(path)).map(({ path }) => path);
}

/** Folders below `lib/` that hold a single file. */
export function singleFileFolders(sources: Source[]): string[] {
  const files = new Map<string, string[]>();
  for (const { path } of sources.filter(({ path }) => /^lib\/.+\//.test(path))) {
    const folder = posix.dirname(path);
    files.set(folder, [...(files.get(folder) ?? []), path]);
  }
  return [...files.values()].filter((held) => held.length === 1).flat();
}

/** Sub-folders of a noun that are not components of their own. */
export function nestedNouns(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => {
      const [root, noun = "", folder, ...rest] = path.split("/");
      return root === "lib" && NOUNS.includes(noun) && rest.length > 0 && folder !== "import";
    })
    .map(({ path }) => path);
}

/** Files longer than anybody wants to read at once. */
export function tooLong(sources: Source[]): string[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

/** Files named for nothing in particular. The folders of the web are addresses: where something begins may be called `new`. */
export function vagueNames(sources: Source[]): string[] {
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
