import ts from "typescript";
import { exported, nodes, type Source } from "./sources";

/** Product files that read the environment without `lib/env.ts`. */
export function environmentReaders(sources: Source[]): string[] {
  return product(sources)
    .filter(({ path }) => path !== "lib/env.ts")
    .filter(({ tree }) => [...nodes(tree)].some((node) => isEnvironment(node)))
    .map(({ path }) => path);
}

const product = (sources: Source[]) => sources.filter(({ path }) => /^(app|lib|db|emails)\//.test(path));

function isEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === "env" && isProcess(node.expression);
  if (ts.isElementAccessExpression(node)) return isProcess(node.expression);
  return ts.isImportSpecifier(node) && (node.propertyName ?? node.name).text === "env" && isFromProcess(node);
}

const isProcess = (node: ts.Node) => /^(globalThis\.)?process$/.test(node.getText());

function isFromProcess(node: ts.ImportSpecifier): boolean {
  return /^(node:)?process$/.test(
    node.parent.parent.parent.moduleSpecifier.getText().replaceAll(/["']/g, ""),
  );
}

/** The directives of a file and of the functions in it ("use client", "use server"). */
export function directives(tree: ts.SourceFile): string[] {
  return [...nodes(tree)].flatMap((node) =>
    ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression) ? [node.expression.text] : [],
  );
}

/** Files among some paths that have a directive. */
export function withDirective(sources: Source[], { directive, among }: { directive: string; among: RegExp }) {
  return sources
    .filter(({ path, tree }) => among.test(path) && directives(tree).includes(directive))
    .map(({ path }) => path);
}

const MODIFIERS = ["only", "skip", "todo", "skipIf", "runIf", "fails"];

/** Tests that are skipped or that skip others. */
export function skippedTests(sources: Source[]): string[] {
  return sources.flatMap(({ path, tree }) =>
    [...nodes(tree)]
      .filter(
        (node) =>
          ts.isPropertyAccessExpression(node) &&
          MODIFIERS.includes(node.name.text) &&
          /^(test|it|describe|suite)\b/.test(node.expression.getText()),
      )
      .map((node) => `${path}: ${node.getText()}`),
  );
}

const DOCUMENTED = /^(lib\/(outbox|auth)\/.*\.ts|db\/schema\/.*\.ts)$/;
/** A function that writes to the database opens a transaction or is given one. */
const WRITES = /\.(transaction|insert|update|delete)\(|insert into|delete from/;

/** Exported tables and writing functions without a docstring. */
export function undocumentedWrites(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => path.startsWith("lib/") || DOCUMENTED.test(path))
    .flatMap(({ path, tree }) =>
      exported(tree)
        .filter(({ body }) => DOCUMENTED.test(path) || WRITES.test(body.getText()))
        .filter(({ body }) => needsDocumentation(body) && ts.getJSDocCommentsAndTags(body).length === 0)
        .map(({ name }) => `${path}: ${name}`),
    );
}

function needsDocumentation(body: ts.Node): boolean {
  if (ts.isFunctionDeclaration(body)) return true;
  return ts.isVariableDeclaration(body) && (body.initializer?.getText().startsWith("pgTable(") ?? false);
}
