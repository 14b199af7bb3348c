import type postgres from "postgres";

type Piece = { table: string; name: string; definition: string; kind: string };

/**
 * Takes the indexes, keys and foreign keys of some tables away while they are filled, and makes exactly those anew
 * afterwards: one sort each instead of a search for every row.
 */
export async function withBareTables<T>(
  sql: postgres.Sql,
  tables: string[],
  fill: () => Promise<T>,
): Promise<T> {
  const constraints = await listConstraints(sql, tables);
  const indexes = await listIndexes(sql, tables);
  const foreign = constraints.filter(({ kind }) => kind === "f");
  const keys = constraints.filter(({ kind }) => kind !== "f");
  for (const { table, name } of [...foreign, ...keys])
    await sql`alter table ${sql(table)} drop constraint ${sql(name)}`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  const filled = await fill();
  // The definitions are the server's own words for what was there a moment ago.
  for (const { definition } of indexes) await sql.unsafe(definition);
  for (const { table, name, definition } of [...keys, ...foreign])
    await sql`alter table ${sql(table)} add constraint ${sql(name)} ${sql.unsafe(definition)}`;
  return filled;
}

/** Those of the tables, and the foreign keys of others that point to them. */
function listConstraints(sql: postgres.Sql, tables: string[]) {
  return sql<Piece[]>`
    select conrelid::regclass::text as table, conname as name, contype::text as kind, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype in ('p', 'u', 'f') and (conrelid::regclass::text = any(${tables}) or confrelid::regclass::text = any(${tables}))
    order by contype, conname`;
}

/** Without those that are the means of a constraint. */
function listIndexes(sql: postgres.Sql, tables: string[]) {
  return sql<Piece[]>`
    select indrelid::regclass::text as table, indexrelid::regclass::text as name, 'i' as kind, pg_get_indexdef(indexrelid) as definition
    from pg_index
    where indrelid::regclass::text = any(${tables})
      and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))`;
}
