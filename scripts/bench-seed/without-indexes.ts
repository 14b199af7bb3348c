import type postgres from "postgres";

type Definition = { table: string; name: string; definition: string; kind: string };

/**
 * Drops the indexes, keys and foreign keys of some tables while `fill` runs, and creates the same ones afterwards, which is much
 * faster than updating them for each row.
 */
export async function withoutIndexes<T>(
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
  // The definitions come from the server's catalog.
  for (const { definition } of indexes) await sql.unsafe(definition);
  for (const { table, name, definition } of [...keys, ...foreign])
    await sql`alter table ${sql(table)} add constraint ${sql(name)} ${sql.unsafe(definition)}`;
  return filled;
}

/** Lists the constraints of the tables, and the foreign keys of other tables that reference them. */
function listConstraints(sql: postgres.Sql, tables: string[]) {
  return sql<Definition[]>`
    select conrelid::regclass::text as table, conname as name, contype::text as kind, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype in ('p', 'u', 'f') and (conrelid::regclass::text = any(${tables}) or confrelid::regclass::text = any(${tables}))
    order by contype, conname`;
}

/** Lists the indexes of the tables, except those that belong to a constraint. */
function listIndexes(sql: postgres.Sql, tables: string[]) {
  return sql<Definition[]>`
    select indrelid::regclass::text as table, indexrelid::regclass::text as name, 'i' as kind, pg_get_indexdef(indexrelid) as definition
    from pg_index
    where indrelid::regclass::text = any(${tables})
      and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))`;
}
