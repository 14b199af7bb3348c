import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Lifetime } from "./lifetime";
import { startPostgres } from "./postgres";
import { readOrCreateSecret } from "./secrets";

/** Where `npm run bench:seed` keeps a database of its own. */
export const SEEDED_DATA_DIR = ".data/bench";

/** Sets `DATABASE_URL` and `APP_SECRET`, if they are not, to those of the database that `npm run bench:seed` filled, which is started. */
export async function openSeededDatabase(dataDir: string, { signal, onStop }: Lifetime) {
  if (process.env.DATABASE_URL) return;
  const isThere = await access(join(dataDir, "postgres/PG_VERSION")).then(
    () => true,
    () => false,
  );
  if (!isThere)
    throw new Error(
      `There is no database in ${dataDir}, and DATABASE_URL is not set. \`npm run bench:seed\` fills one.`,
    );
  const { url, stop } = await startPostgres({ dataDir, signal });
  onStop(stop);
  Object.assign(process.env, {
    DATABASE_URL: url,
    APP_SECRET: await readOrCreateSecret(dataDir, "app-secret"),
  });
}
