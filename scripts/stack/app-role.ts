import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Sql } from "postgres";

const grants = fileURLToPath(new URL("../../db/app-role.sql", import.meta.url));

/**
 * Makes the application's role where it is missing, and grants it what it needs in this database. For whoever owns the
 * tables, after every migration, since a role is the server's and no dump or template brings it along. Again changes nothing.
 */
export async function grantAppRole(owner: Sql): Promise<void> {
  await owner.unsafe(await readFile(grants, "utf8"));
}
