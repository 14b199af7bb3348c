import type { Source } from "./sources";

/** The product's nouns: each may know the ones before it, none after it. */
export const NOUNS = ["campaigns", "articles", "supporters", "sharing", "signatures", "reporting", "exports"];

const BASICS = ["basics", "i18n", "locales"];
const DATABASE = ["access", "database", "schema"];
/** What all nouns may use, and what knows none of them. */
const BENEATH = ["outbox", "audit", "images"];

/** Which parts of ours a part may import, besides itself. Mail and nouns meet in `jobs` alone. */
const ALLOWED: Record<string, string[]> = {
  app: ["access", "database", ...BASICS, ...NOUNS, "auth", "cards", ...BENEATH],
  basics: [],
  locales: [],
  i18n: ["basics", "locales"],
  outbox: [...BASICS, ...DATABASE],
  audit: [...BASICS, ...DATABASE],
  images: [...BASICS, ...DATABASE],
  email: [...BASICS, "emails"],
  print: BASICS,
  cards: BASICS,
  auth: [...BASICS, ...DATABASE, ...BENEATH, ...NOUNS],
  jobs: [...BASICS, ...DATABASE, ...BENEATH, "email", "print", "auth", ...NOUNS],
  access: ["basics", "database", "schema"],
  database: ["schema"],
  schema: [],
  emails: ["locales"],
  ...Object.fromEntries(
    NOUNS.map((noun, place) => [noun, [...BASICS, ...DATABASE, ...BENEATH, ...NOUNS.slice(0, place)]]),
  ),
};

const OURS = /^(app|db|emails|lib|scripts|tests)\//;
const UNRESTRICTED = ["scripts", "tests"];

/** Imports that go against the arrows, and folders that the design has no place for. */
export function upwardImports(sources: Source[]): string[] {
  return sources.flatMap(({ path, module, imports }) => {
    const part = partOf(module);
    if (!part) return [`${path} is in no part of the design`];
    if (UNRESTRICTED.includes(part)) return [];
    return imports
      .filter((imported) => OURS.test(imported) && !mayImport(part, partOf(imported)))
      .map((imported) => `${path} (${part}) imports ${imported} (${partOf(imported)})`);
  });
}

function mayImport(part: string, imported: string | undefined): boolean {
  return imported !== undefined && (imported === part || (ALLOWED[part] ?? []).includes(imported));
}

function partOf(module: string): string | undefined {
  const [root = "", folder = "", file] = module.split("/");
  if (root === "lib") return partOfLibrary({ module, folder, alone: file === undefined });
  if (root === "db") return folder === "schema" ? folder : "database";
  // What stands beside the folders (proxy.ts, configurations) belongs to the web.
  return OURS.test(module) ? root : "app";
}

function partOfLibrary({ module, folder, alone }: { module: string; folder: string; alone: boolean }) {
  if (alone) return module.startsWith("lib/database") ? "access" : "basics";
  if (module === "lib/i18n/locales") return "locales";
  return folder in ALLOWED && folder !== "basics" ? folder : undefined;
}

/** Chains of imports that end where they began. */
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

/** Packages that only some may import: everything that is imported from them elsewhere. */
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
