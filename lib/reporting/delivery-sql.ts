import type { SQL, SQLWrapper } from "drizzle-orm";
import { sql } from "drizzle-orm";
import type { Mailbox } from "./mailbox-providers";
import { MAILBOX_DOMAINS } from "./mailbox-providers";

/** `mailboxOf`, said in SQL. */
export function mailboxSql(domain: SQL): SQL<Mailbox> {
  const cases = MAILBOX_DOMAINS.map(
    ({ mailbox, pattern }) => sql`when ${domain} ~ ${pattern} then ${mailbox}`,
  );
  return sql`case ${sql.join(cases, sql` `)} else 'other' end`;
}

/** Whether a mail came back for good: not if it was delivered after all. */
export function isBouncedSql({
  bouncedAt,
  deliveredAt,
}: Record<"bouncedAt" | "deliveredAt", SQLWrapper>): SQL {
  return sql`(${bouncedAt} is not null and coalesce(${deliveredAt} <= ${bouncedAt}, true))`;
}
