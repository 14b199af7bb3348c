import { posix } from "node:path";
import ts from "typescript";
import { NOUNS } from "./layers";
import type { Source } from "./sources";

const MAX_LINES = 250;
const KINDS = /(^|\/)(queries|mutations|input|rules)\.tsx?$/;
const VAGUE_WORDS =
  /(^|[-_./])(utils?|helpers?|managers?|services?|common|misc|data|info|handle|handler|process|do|new|old|v2)([-_./]|$)/i;

/** Files named for their kind, not for what they do. */
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

/** Files in sub-folders of a noun. Only `import` may be one. */
export function nestedNouns(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => {
      const [root, noun = "", folder, ...rest] = path.split("/");
      return root === "lib" && NOUNS.includes(noun) && rest.length > 0 && folder !== "import";
    })
    .map(({ path }) => path);
}

/** Files with more than MAX_LINES lines. */
export function tooLong(sources: Source[]): string[] {
  return sources
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

/** Files and folders with vague names. Folders of `app/` are exempt because they are URLs, such as `/new`. */
export function vagueNames(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => VAGUE_WORDS.test(path.startsWith("app/") ? (path.split("/").at(-1) ?? "") : path))
    .map(({ path }) => path);
}

/** Files that only re-export, and every `export *`. */
export function barrels(sources: Source[]): string[] {
  return sources
    .filter(({ path, tree }) => path !== "db/schema/index.ts" && isBarrel(tree))
    .map(({ path }) => path);
}

function isBarrel({ statements }: ts.SourceFile): boolean {
  const reexports = statements.filter(
    (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier,
  );
  const hasStar = reexports.some((statement) => ts.isExportDeclaration(statement) && !statement.exportClause);
  return hasStar || (reexports.length > 0 && reexports.length === statements.length);
}
