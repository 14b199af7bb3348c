import type postgres from "postgres";
import { newId } from "@/lib/ids";

/**
 * The outbox's part of a larger statement: a message about the one row of `source`, if it has one; its columns are `id`
 * (what the message is about), `topic` and `priority`. For the one path where the round trip of `enqueue` would cost too
 * much; `idName` is the payload's key for that id.
 */
export function promiseMail(
  sql: postgres.Sql,
  { idName, source }: { idName: string; source: postgres.Fragment },
) {
  return sql`
    insert into outbox_messages (id, topic, subject_id, payload, priority, created_at)
    select ${newId()}::uuid, subject.topic, subject.id, jsonb_build_object(${idName}::text, subject.id), subject.priority, now()
    from (${source}) subject`;
}
