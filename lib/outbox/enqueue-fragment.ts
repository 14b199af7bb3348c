import type postgres from "postgres";
import { newId } from "@/lib/ids";

/**
 * Returns the SQL that enqueues a message about the row of `source`, for use in a larger statement. `source` has at
 * most one row, with the columns `id` (the subject), `topic` and `priority`. `idName` is the key of the id in the
 * payload. Signing uses it because the round trip of `enqueue` would cost too much there.
 */
export function enqueueFragment(
  sql: postgres.Sql,
  { idName, source }: { idName: string; source: postgres.Fragment },
) {
  return sql`
    insert into outbox_messages (id, topic, subject_id, payload, priority, created_at)
    select ${newId()}::uuid, subject.topic, subject.id, jsonb_build_object(${idName}::text, subject.id), subject.priority, now()
    from (${source}) subject`;
}
