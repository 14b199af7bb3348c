import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import * as schema from "@/db/schema";

/** The tables of each noun, in the nouns' order. A foreign key may point to its own noun or an earlier one. */
const TABLES_IN_ORDER = [
  [
    "users",
    "accounts",
    "sessions",
    "verification_tokens",
    "sign_in_requests",
    "staff_invitations",
    "audit_events",
  ],
  ["images"],
  ["mail_batches", "outbox_messages", "mail_events", "mail_pace"],
  ["site_settings"],
  ["legal_texts"],
  ["campaigns", "petition_texts", "campaign_counts", "campaign_milestones"],
  ["articles", "article_versions", "article_slugs", "article_views", "article_campaigns"],
  ["supporters", "suppressions"],
  ["share_links", "share_texts", "share_visitors", "visit_salts", "share_visits", "campaign_visits"],
  ["signatures", "signature_attempts", "consents", "consent_wordings", "comment_reviews", "name_reviews"],
  ["count_changes", "proof_entries", "proof_days", "proof_nodes"],
  [
    "count_events",
    "minute_tallies",
    "hour_tallies",
    "origin_tallies",
    "referral_tallies",
    "link_tallies",
    "pending_figures",
    "campaign_surges",
    "delivery_figures",
  ],
  ["exports", "export_chunks"],
  ["me_link_requests", "address_changes", "erasures"],
  ["retention_runs", "privacy_requests"],
];

type ForeignKey = { from: string; to: string };

/** Reads every table of the schema and every foreign key. */
export function readTables() {
  const configs = Object.values(schema).flatMap((value) =>
    is(value, PgTable) ? [getTableConfig(value)] : [],
  );
  const keys = configs.flatMap(({ name, foreignKeys }): ForeignKey[] =>
    foreignKeys.map((key) => ({ from: name, to: getTableConfig(key.reference().foreignTable).name })),
  );
  return { tables: configs.map(({ name }) => name), keys };
}

/** Tables that are missing in the order. */
export function unorderedTables(tables: string[]): string[] {
  return tables.filter((table) => placeOf(table) < 0);
}

/** Foreign keys from an earlier noun to a later one. */
export function forwardForeignKeys(keys: ForeignKey[]): string[] {
  return keys
    .filter(({ from, to }) => placeOf(to) > placeOf(from))
    .map(({ from, to }) => `${from} points to ${to}`);
}

const placeOf = (table: string) => TABLES_IN_ORDER.findIndex((tables) => tables.includes(table));
