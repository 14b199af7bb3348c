import { posix } from "node:path";
import ts from "typescript";
import { directives } from "./code";
import type { Source } from "./sources";

/** Imports of files in another page's folder. Code that pages share must be in a folder of a common ancestor. */
export function foreignPrivateImports(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path.startsWith("app/"))
    .flatMap(({ path, imports }) =>
      imports
        .filter((imported) => imported.startsWith("app/") && !path.startsWith(`${owningFolder(imported)}/`))
        .map((imported) => `${path} imports ${imported}`),
    );
}

/** The folder whose pages may use a module: the parent of its first private folder (`_name`), else its own. */
function owningFolder(module: string): string {
  const folders = posix.dirname(module).split("/");
  const first = folders.findIndex((folder) => folder.startsWith("_"));
  return (first < 0 ? folders : folders.slice(0, first)).join("/");
}

const SERVER_ONLY = /^(node:|db\/)/;

/** Client components that reach `db/` or `node:*` through any chain of imports. Type imports are erased. */
export function serverCodeInBrowser(sources: Source[]): string[] {
  const bySource = new Map(sources.map((source) => [source.module, source]));
  /** What is reached from a module is the same for every client component, so that each module is visited once. */
  const visited = new Set<string>();
  const reached = (module: string, chain: string[]): string[] => {
    if (SERVER_ONLY.test(module)) return [[...chain, module].join(" → ")];
    const source = bySource.get(module);
    if (!source || visited.has(module) || hasDirective(source, "use server")) return [];
    visited.add(module);
    return valueImports(source).flatMap((imported) => reached(imported, [...chain, module]));
  };
  return sources
    .filter((source) => /\.tsx?$/.test(source.path) && hasDirective(source, "use client"))
    .flatMap(({ module }) => reached(module, []).slice(0, 1));
}

function valueImports({ tree, imports }: Source): string[] {
  const erased = new Set(
    tree.statements.flatMap((statement) =>
      ts.isImportDeclaration(statement) &&
      statement.importClause?.isTypeOnly &&
      ts.isStringLiteral(statement.moduleSpecifier)
        ? [statement.moduleSpecifier.text]
        : [],
    ),
  );
  return imports.filter((imported) => ![...erased].some((name) => isSameModule(name, imported)));
}

function isSameModule(specifier: string, module: string): boolean {
  const tail = specifier.replace(/^@\//, "").replace(/^(\.{1,2}\/)+/, "");
  return module === tail || module.endsWith(`/${tail}`);
}

/** Most files can be told by their text, which is much faster than to walk their trees. */
function hasDirective({ text, tree }: Source, directive: string): boolean {
  return text.includes(directive) && directives(tree).includes(directive);
}
