import ts from "typescript";
import { directives } from "./code";
import { exported, nodes, type Source } from "./sources";

/** The loaders of staff pages. Each must call a guard itself. */
const LOADERS = ["loadStaffPage", "loadStaffCampaignPage", "loadStaffArticlePage"];
/** Functions that authorise a request for a permission. They take an object with `permission`. */
export const GUARDS = ["requireStaff", "requireFreshStaff", ...LOADERS];
/** Functions that sign in and out, and need no permission. */
const SIGN_IN = ["recordSignInRequest", "openSession", "endSession"];
const LOADER_FILE = /^app\/\[locale\]\/staff\/_loaders\//;
const ENTRY = /^app\/(\[locale\]|api)\/staff\/(.*\/)?(page|route|actions?)\.tsx?$/;
const SIGN_IN_PAGES = /\/sign-in\//;
/** The only page that shows the sign-in form or, after signing in, its content. */
const HOME = "app/[locale]/staff/page.tsx";

/** Staff pages, route methods, actions and loaders that do not authorise the request. */
export function unguarded(sources: Source[]): string[] {
  return [...staffEntries(sources), ...sources.filter(({ path }) => LOADER_FILE.test(path))].flatMap(
    (source) =>
      entries(source)
        .filter(({ body }) => !calls(body, guardsFor(source)))
        .map(({ name }) => `${source.path}: ${name}`),
  );
}

function guardsFor({ path }: Source): string[] {
  if (LOADER_FILE.test(path)) return GUARDS.filter((name) => !LOADERS.includes(name));
  return path === HOME ? [...GUARDS, "getCurrentStaff"] : [...GUARDS, ...SIGN_IN];
}

/** The files of the staff area that answer requests. */
export function staffEntries(sources: Source[]): Source[] {
  return sources.filter(
    ({ path, tree }) =>
      (ENTRY.test(path) || (/\/staff\//.test(path) && directives(tree).includes("use server"))) &&
      !SIGN_IN_PAGES.test(path),
  );
}

function entries({ path, tree }: Source) {
  return exported(tree).filter(({ name }) => entryNames(path).test(name));
}

function entryNames(path: string): RegExp {
  if (LOADER_FILE.test(path)) return new RegExp(`^(${LOADERS.join("|")})$`);
  if (path.endsWith("page.tsx")) return /^default$/;
  return path.includes("route.") ? /^[A-Z]+$/ : /./;
}

function calls(body: ts.Node, names: string[]): boolean {
  return [...nodes(body)].some(
    (node) => ts.isCallExpression(node) && names.includes(node.expression.getText()),
  );
}
