import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Sql } from "postgres";

/**
 * The role that the application works as, whatever user it logs in with. It reads and writes every table, and of the
 * audit log it may only read and append. `?role=none` in a database's address works as the login user instead.
 */
export const APP_ROLE = "groundswell_app";

const GRANTS = fileURLToPath(new URL("./app-role.sql", import.meta.url));

/**
 * Makes the role where it is missing, and grants it what it needs in this database. For whoever owns the tables, after
 * every migration, since a role is the server's and no dump or template brings it along. Again changes nothing.
 */
export async function grantAppRole(owner: Sql): Promise<void> {
  await owner.unsafe(await readFile(GRANTS, "utf8"));
}

/** The same database as its login user, who owns the tables: for migrations, and for bulk loading and VACUUM. */
export function asOwner(url: string): string {
  const address = new URL(url);
  address.searchParams.set("role", "none");
  return address.href;
}
