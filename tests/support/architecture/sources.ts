import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import ts from "typescript";

/** One file of the project. `module` is its path without the extension, as an import names it; `imports` are modules or package specifiers. */
export type Source = { path: string; module: string; text: string; tree: ts.SourceFile; imports: string[] };

const FOLDERS = ["app", "db", "emails", "lib", "scripts", "server", "tests"];
const CODE = /\.(tsx?|mjs|css)$/;
const ROOT = join(import.meta.dirname, "../../..");

/** Reads every source file of the project from disk. */
export function readSources(): Source[] {
  const inRoot = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isFile());
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  );
  return [...inRoot.map(({ name }) => name), ...inFolders]
    .filter((path) => CODE.test(path) && path !== "next-env.d.ts")
    .map((path) => parse(path, readFileSync(join(ROOT, path), "utf8")));
}

/** Parses a file. Its path need not exist, so that tests can plant violations. */
export function parse(path: string, text: string): Source {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports = path.endsWith(".css") ? [] : specifiers(tree).map((specifier) => resolve(path, specifier));
  return { path, module: moduleName(path), text, tree, imports };
}

/** Yields a node and all its descendants. */
export function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodes(child);
}

export type Exported = { name: string; body: ts.Node };

/** Lists the functions and variables that a file exports, with their bodies. */
export function exported(tree: ts.SourceFile): Exported[] {
  return tree.statements.flatMap((statement): Exported[] => {
    if (ts.isExportAssignment(statement)) return [{ name: "default", body: statement }];
    if (ts.isExportDeclaration(statement) && !statement.isTypeOnly)
      return [{ name: "re-export", body: statement }];
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const kinds = modifiers.map(({ kind }) => kind);
    if (!kinds.includes(ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isFunctionDeclaration(statement)) {
      const byDefault = kinds.includes(ts.SyntaxKind.DefaultKeyword);
      return [{ name: byDefault ? "default" : (statement.name?.text ?? "default"), body: statement }];
    }
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.map((declaration) => ({
      name: declaration.name.getText(),
      body: declaration,
    }));
  });
}

function specifiers(tree: ts.SourceFile): string[] {
  return [...nodes(tree)].flatMap((node) => {
    const specifier = importedBy(node);
    return specifier && ts.isStringLiteralLike(specifier) ? [specifier.text] : [];
  });
}

function importedBy(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0];
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith("@/")) return moduleName(specifier.slice("@/".length));
  if (specifier.startsWith(".")) return moduleName(posix.join(dirname(from), specifier));
  return specifier;
}

function moduleName(path: string): string {
  return path.replace(/(\.d)?\.(tsx?|mjs)$/, "").replace(/\/index$/, "");
}
