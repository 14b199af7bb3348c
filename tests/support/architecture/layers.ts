import type { Source } from "./sources";

/** The product's nouns. Each may import the ones before it, none after it. */
export const NOUNS = [
  "settings",
  "legal",
  "campaigns",
  "articles",
  "supporters",
  "sharing",
  "signatures",
  "proof",
  "receipts",
  "reporting",
  "exports",
  "me",
  "retention",
  "requests",
];

const BASICS = ["basics", "i18n", "locales", "singleton"];
const DATABASE = ["access", "database", "schema"];
/** Parts that all nouns may import and that import no noun. */
const SHARED = ["outbox", "audit", "images"];

/** What the web may import. */
const WEB = ["access", "database", ...BASICS, ...NOUNS, "auth", "cards", ...SHARED];

/** The parts that each part may import, besides itself. Only `jobs` imports both mail and nouns. */
const ALLOWED: Record<string, string[]> = {
  server: ["app", ...WEB],
  app: WEB,
  basics: ["singleton"],
  locales: [],
  i18n: ["basics", "locales"],
  outbox: [...BASICS, ...DATABASE],
  audit: [...BASICS, ...DATABASE],
  images: [...BASICS, ...DATABASE],
  email: [...BASICS, "emails"],
  print: BASICS,
  cards: BASICS,
  auth: [...BASICS, ...DATABASE, ...SHARED, ...NOUNS],
  jobs: [...BASICS, ...DATABASE, ...SHARED, "email", "print", "auth", ...NOUNS],
  access: ["basics", "database", "schema", "singleton"],
  database: ["schema", "singleton"],
  singleton: [],
  schema: [],
  emails: ["locales"],
  ...Object.fromEntries(
    NOUNS.map((noun, place) => [noun, [...BASICS, ...DATABASE, ...SHARED, ...NOUNS.slice(0, place)]]),
  ),
};

const PROJECT = /^(app|db|emails|lib|scripts|server|tests)\//;
const UNRESTRICTED = ["scripts", "tests"];

/** Imports that point up, and folders outside the layers. */
export function upwardImports(sources: Source[]): string[] {
  return sources.flatMap(({ path, module, imports }) => {
    const part = partOf(module);
    if (!part) return [`${path} is in no layer`];
    if (UNRESTRICTED.includes(part)) return [];
    return imports
      .filter((imported) => PROJECT.test(imported) && !mayImport(part, partOf(imported)))
      .map((imported) => `${path} (${part}) imports ${imported} (${partOf(imported)})`);
  });
}

function mayImport(part: string, imported: string | undefined): boolean {
  return imported !== undefined && (imported === part || (ALLOWED[part] ?? []).includes(imported));
}

function partOf(module: string): string | undefined {
  const [root = "", folder = "", file] = module.split("/");
  if (module === "db/singleton") return "singleton";
  if (root === "lib") return partOfLibrary({ module, folder, isTopLevel: file === undefined });
  if (root === "db") return folder === "schema" ? folder : "database";
  // Files in the root (proxy.ts, configuration) belong to the web.
  return PROJECT.test(module) ? root : "app";
}

function partOfLibrary({
  module,
  folder,
  isTopLevel,
}: {
  module: string;
  folder: string;
  isTopLevel: boolean;
}) {
  if (isTopLevel)
    return /^lib\/(database|replica|page-changes|group-writes)/.test(module) ? "access" : "basics";
  if (module === "lib/i18n/locales") return "locales";
  return folder in ALLOWED && folder !== "basics" ? folder : undefined;
}

/** Cycles in the import graph. */
export function importCycles(sources: Source[]): string[] {
  const graph = new Map(sources.map(({ module, imports }) => [module, imports]));
  const finished = new Set<string>();
  const found: string[] = [];
  const visit = (module: string, chain: string[]) => {
    if (chain.includes(module)) found.push([...chain.slice(chain.indexOf(module)), module].join(" → "));
    else if (!finished.has(module))
      for (const next of graph.get(module) ?? []) visit(next, [...chain, module]);
    finished.add(module);
  };
  for (const { module } of sources) visit(module, []);
  return found;
}

/** Imports of restricted packages outside the files that are allowed to use them. */
export function importsOutside(
  sources: Source[],
  { packages, allowed }: { packages: RegExp; allowed: RegExp },
) {
  return sources
    .filter(({ path }) => !allowed.test(path))
    .flatMap(({ path, imports }) =>
      imports.filter((name) => packages.test(name)).map((name) => `${path} imports ${name}`),
    );
}
