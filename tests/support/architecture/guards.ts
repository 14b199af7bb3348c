import ts from "typescript";
import { directives } from "./code";
import { exported, nodes, type Source } from "./sources";

/** What lets people in or out by itself: whoever calls one of these is the door, not a room behind it. */
const DOORS = ["requestSignInLink", "openSession", "endSession"];
const ENTRY = /^app\/(\[locale\]|api)\/staff\/(.*\/)?(page|route|actions?)\.tsx?$/;
const SIGN_IN_PAGES = /\/sign-in\//;
/** The one page that shows the sign-in form to some and figures to others. */
const HOME = "app/[locale]/staff/page.tsx";

/** Pages, route methods and actions of the staff that do not begin by asking who is there. */
export function unguarded(sources: Source[]): string[] {
  return staffEntries(sources).flatMap((source) =>
    entries(source)
      .filter(({ body }) => !calls(body, source.path === HOME ? [...GUARDS, "getCurrentStaff"] : GUARDS))
      .map(({ name }) => `${source.path}: ${name}`),
  );
}

const GUARDS = ["requireStaff", "requireFreshStaff", ...DOORS];

/** The files of the staff that a stranger can reach by a request. */
export function staffEntries(sources: Source[]): Source[] {
  return sources.filter(
    ({ path, tree }) =>
      (ENTRY.test(path) || (/\/staff\//.test(path) && directives(tree).includes("use server"))) &&
      !SIGN_IN_PAGES.test(path),
  );
}

function entries({ path, tree }: Source) {
  const asked = path.endsWith("page.tsx") ? /^default$/ : path.includes("route.") ? /^[A-Z]+$/ : /./;
  return exported(tree).filter(({ name }) => asked.test(name));
}

function calls(body: ts.Node, names: string[]): boolean {
  return [...nodes(body)].some(
    (node) => ts.isCallExpression(node) && names.includes(node.expression.getText()),
  );
}
