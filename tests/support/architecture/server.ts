import type { Source } from "./sources";

/** The only files of the HTTP server that start Next: the second one runs the first, in one process or in several. */
const SERVER_ENTRIES = ["server/web-server", "server/start-web"];
const NEXT = /^(next|next-intl\/(server|navigation|routing|middleware))($|\/)/;

/** Imports of pages, which the HTTP server may not use, and chains of imports by which files other than its entry reach Next. */
export function nextOrPagesInServer(sources: Source[]): string[] {
  return [...nextInServer(sources), ...pagesInServer(sources)];
}

function nextInServer(sources: Source[]): string[] {
  const bySource = new Map(sources.map((source) => [source.module, source]));
  const visited = new Set<string>();
  const reached = (module: string, chain: string[]): string[] => {
    if (NEXT.test(module)) return [[...chain, module].join(" → ")];
    const source = bySource.get(module);
    if (!source || visited.has(module)) return [];
    visited.add(module);
    return source.imports.flatMap((imported) => reached(imported, [...chain, module]));
  };
  return sources
    .filter(({ module }) => module.startsWith("server/") && !SERVER_ENTRIES.includes(module))
    .flatMap(({ module }) => reached(module, []));
}

function pagesInServer(sources: Source[]): string[] {
  return sources
    .filter(({ module }) => module.startsWith("server/"))
    .flatMap(({ path, imports }) =>
      imports
        .filter((imported) => imported.startsWith("app/") && !imported.startsWith("app/_"))
        .map((imported) => `${path} imports ${imported}`),
    );
}
