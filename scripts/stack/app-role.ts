import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Sql } from "postgres";

const grants = fileURLToPath(new URL("../../db/app-role.sql", import.meta.url));

/**
 * Creates the application's role if it is missing and grants its privileges in this database. Runs as the owner of the tables
 * after every migration, because roles belong to the server and are not part of a dump or template. Repeating it changes nothing.
 */
export async function grantAppRole(owner: Sql): Promise<void> {
  await owner.unsafe(await readFile(grants, "utf8"));
}
