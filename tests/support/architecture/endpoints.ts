import ts from "typescript";
import { directives } from "./code";
import { GUARDS } from "./guards";
import { type Exported, exported, nodes, type Source } from "./sources";

export type StaffEndpoint = {
  kind: "page" | "route" | "action";
  path: string;
  /** What the file exports: `default`, a method, or an action's name. */
  name: string;
  permission: string;
  needsFreshSession: boolean;
  /** The arguments of an action, by the types and names of its parameters. */
  parameters: ("form" | "previousResult" | "locale" | "fields")[];
};

/** Lists every page, route method and action below `staff/` that requires a permission, read from the source code. */
export function listStaffEndpoints(sources: Source[]): StaffEndpoint[] {
  return sources.flatMap((source) => {
    const kind = kindOf(source);
    return kind ? exported(source.tree).flatMap((entry) => endpointOf({ kind, source, entry })) : [];
  });
}

function kindOf({ path, tree }: Source): StaffEndpoint["kind"] | null {
  if (!/^app\/(\[locale\]|api)\/staff\//.test(path)) return null;
  if (directives(tree).includes("use server")) return "action";
  if (path.endsWith("/page.tsx")) return "page";
  return /\/route\.tsx?$/.test(path) ? "route" : null;
}

type Entry = { kind: StaffEndpoint["kind"]; source: Source; entry: Exported };

function endpointOf({ kind, source, entry: { name, body } }: Entry): StaffEndpoint[] {
  const guard = [...nodes(body)].filter(ts.isCallExpression).find(isGuard);
  if (!guard || (kind === "page" && name !== "default")) return [];
  const permission = literal(guard, "permission");
  if (!permission) throw new Error(`${source.path}: ${name} requires a permission that is not a literal`);
  const needsFreshSession = guard.expression.getText() === "requireFreshStaff";
  return [{ kind, path: source.path, name, permission, needsFreshSession, parameters: parametersOf(body) }];
}

const isGuard = (call: ts.CallExpression) => GUARDS.includes(call.expression.getText());

function literal(call: ts.CallExpression, key: string): string | null {
  const [options] = call.arguments;
  if (!options || !ts.isObjectLiteralExpression(options)) return null;
  const property = options.properties.find((member) => member.name?.getText() === key);
  if (!property || !ts.isPropertyAssignment(property)) return null;
  return ts.isStringLiteral(property.initializer) ? property.initializer.text : null;
}

function parametersOf(body: ts.Node): StaffEndpoint["parameters"] {
  const call = [...nodes(body)].find(
    (node) => ts.isFunctionDeclaration(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node),
  );
  if (!call || !("parameters" in call)) return [];
  return [...call.parameters].map(({ name, type }) => {
    if (type?.getText() === "FormData") return "form";
    if (/Result$/.test(type?.getText() ?? "")) return "previousResult";
    return name.getText() === "locale" ? "locale" : "fields";
  });
}
