import type postgres from "postgres";

/**
 * Returns the SQL that enqueues the messages of `source`, for use in a larger statement. `source` has the columns `id`,
 * `subject_id`, `topic`, `payload`, `priority` and `due`, the earliest time of sending.
 * Signing uses it because the round trip of `enqueue` would cost too much there.
 */
export function enqueueFragment(sql: postgres.Sql, source: postgres.Fragment) {
  return sql`
    insert into outbox_messages (id, topic, subject_id, payload, priority, created_at, send_after)
    select id, topic, subject_id, payload, priority, due, nullif(due, now())
    from (${source}) message`;
}
