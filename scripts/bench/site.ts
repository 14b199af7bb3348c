import { randomBytes } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import getPort from "get-port";
import { ensureBuild } from "../stack/build";
import type { Lifetime } from "../stack/lifetime";
import { startWeb } from "../stack/parts";
import { waitUntilReady } from "../stack/readiness";
import type { childVariables } from "../stack/settings";
import { startServices } from "../stack/stack";
import type { reportSteps } from "../stack/steps";

const ARTICLE = "/en/articles/us-leaves-migration-compact-talks";
const staticFolder = fileURLToPath(new URL("../../.next/static/bench", import.meta.url));

export type Site = { url: string; databaseUrl: string; articlePath: string; staticPath: string };

type Step = ReturnType<typeof reportSteps>;

/**
 * Starts the built site in production mode with its own database and without a worker, and adds a static file of the article's
 * size.
 */
export async function startMeasuredSite(lifetime: Lifetime, step: Step): Promise<Site> {
  await step({ doing: "Building the site", done: () => "Site is built" }, () =>
    ensureBuild({ signal: lifetime.signal }),
  );
  const dataDir = await mkdtemp(join(tmpdir(), "groundswell-bench-"));
  lifetime.onStop(() => rm(dataDir, { recursive: true, force: true }));
  await chmod(dataDir, 0o755);
  const settings = { port: await getPort(), mailboxPort: await getPort(), dataDir };
  const variables = await startServices({ settings, mode: "production", lifetime, step });
  const quietVariables = { ...variables, LOG_LEVEL: "warn" };
  const url = `http://127.0.0.1:${settings.port}`;

  // The server lists its static files at startup, and the size of the article is known only after a first start.
  const first = startQuietWeb(quietVariables);
  lifetime.onStop(first.stop);
  await waitUntilReady(`${url}/api/health/ready`, lifetime.signal);
  const article = await (await fetch(url + ARTICLE)).arrayBuffer();
  await first.stop();
  const staticPath = await writeStaticFile(article.byteLength, lifetime);
  lifetime.onStop(startQuietWeb(quietVariables).stop);
  await waitUntilReady(url + staticPath, lifetime.signal);
  await waitUntilReady(`${url}/api/health/ready`, lifetime.signal);
  return { url, databaseUrl: variables.DATABASE_URL ?? "", articlePath: ARTICLE, staticPath };
}

function startQuietWeb(variables: ReturnType<typeof childVariables>) {
  const printEvent = (_name: string, line: string) => console.error(line);
  return startWeb({ variables, onLine: () => {}, onEvent: printEvent });
}

async function writeStaticFile(bytes: number, lifetime: Lifetime): Promise<string> {
  const name = `${randomBytes(6).toString("hex")}.html`;
  await mkdir(staticFolder, { recursive: true });
  lifetime.onStop(() => rm(staticFolder, { recursive: true, force: true }));
  await writeFile(join(staticFolder, name), "x".repeat(bytes));
  return `/_next/static/bench/${name}`;
}
