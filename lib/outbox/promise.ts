import type postgres from "postgres";
import { newId } from "@/lib/ids";

/**
 * The outbox's part of a larger statement: a message about the one row of `source`, a query with a column `id`, if it has one.
 * For the one path where the round trip of `enqueue` would cost too much; `idName` is the payload's key for that id.
 */
export function promiseMail(
  sql: postgres.Sql,
  message: { topic: string; priority: number; idName: string; source: postgres.Fragment },
) {
  return sql`
    insert into outbox_messages (id, topic, subject_id, payload, priority, created_at)
    select ${newId()}::uuid, ${message.topic}, subject.id, jsonb_build_object(${message.idName}::text, subject.id), ${message.priority}::smallint, now()
    from (${message.source}) subject`;
}
