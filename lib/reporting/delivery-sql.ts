import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { MAILBOX_DOMAINS, type MailboxProvider } from "./mailbox-providers";

/** `mailboxProvider` as SQL. */
export function mailboxSql(domain: SQL): SQL<MailboxProvider> {
  const cases = MAILBOX_DOMAINS.map(
    ({ mailbox, pattern }) => sql`when ${domain} ~ ${pattern} then ${mailbox}`,
  );
  return sql`case ${sql.join(cases, sql` `)} else 'other' end`;
}

/** Whether a mail bounced and was not delivered later. */
export function isBouncedSql({
  bouncedAt,
  deliveredAt,
}: Record<"bouncedAt" | "deliveredAt", SQLWrapper>): SQL {
  return sql`(${bouncedAt} is not null and coalesce(${deliveredAt} <= ${bouncedAt}, true))`;
}
