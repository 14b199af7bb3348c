import { readFileSync } from "node:fs";
import postgres from "postgres";
import { applyMigrations } from "@/scripts/stack/migrations";
const base = readFileSync("/tmp/sigbench/data/url", "utf8");
const n = 5_000_000;
const admin = postgres(base, { max: 1 });
await admin`drop database if exists five`; await admin`create database five`; await admin.end();
const url = base.replace(/\/groundswell$/, "/five");
await applyMigrations(url);
const sql = postgres(url, { max: 1 });
console.time("fill");
await sql`set synchronous_commit = off`; await sql`set maintenance_work_mem='512MB'`; await sql`set work_mem='128MB'`; await sql`set session_replication_role = replica`;
const C = "01900000-0000-7000-8000-000000000001", T = "01900000-0000-7000-8000-000000000002";
await sql`insert into campaigns (id, slug, locale, goal, published_at, opens_at) values (${C}, 'big', 'en', 10000000, '2026-01-01', '2026-01-01')`;
await sql`insert into petition_texts (id, campaign_id, locale, title, target, summary, ask, sha256, published_at) values (${T}, ${C}, 'en', 'Big', 'The mayor', 's', 'a', 'x', '2026-01-01')`;
for (let i = 0; i < 3; i++) await sql`insert into articles (id, slug, locale, title, dek, body_markdown, byline, topic, reading_minutes, published_at) values (${`01900000-0000-7000-8000-00000000001${i}`}, ${"a" + i}, 'en', 't', 'd', 'b', 'b', 'education', 1, '2026-01-01')`;
const defs = await sql`select indexdef, indexname from pg_indexes where tablename in ('signatures','supporters') and schemaname='public' and indexname not like '%_pkey'`;
for (const { indexname } of defs) await sql.unsafe(`drop index "${indexname}"`);
const id = (p: string) => `(lpad(to_hex((extract(epoch from at)*1000)::bigint),12,'0') || '7' || substr(md5(${p}),1,3) || '8' || substr(md5(${p}),4,15))::uuid`;
for (let from = 1; from <= n; from += 500_000) {
  const g = `(select i, timestamptz '2026-09-01' + i * (interval '84 days' / ${n}) as at from generate_series(${from}, ${from + 499_999}) i) g`;
  await sql.unsafe(`insert into supporters (id,email_key,email_key_version,email_cipher,email_domain,country,locale,verified_at,created_at)
 select ${id("'p'||i::text")}, sha256(('k'||i)::bytea), 1, sha256(i::text::bytea)||sha256(i::text::bytea), case when i%20000=7 then 'rare.example' when i%5=0 then 'hotmail.com' when i%7=0 then 'yahoo.com' when i%100=3 then 'd'||(i%5000)||'.org' else 'gmail.com' end, 'GB','en', at, at from ${g};
insert into signatures (id,campaign_id,supporter_id,petition_text_id,name,country,comment,display,locale,article_id,callout,channel,signed_at,confirmation_asked_at,confirmed_at,withdrawn_at,quarantined_at)
 select ${id("i::text")},'${C}',${id("'p'||i::text")},'${T}',
 (array['José','Ana','María','Olivia','Callum','Émile','Zoë','Ngozi','Haruka','Nils','Wanjiru','Chidi'])[1+i%12]||' '||(array['García','Clarke','Müller','Nowak','Øster','Sinclair'])[1+(i/12)%6]||' '||substr(md5(i::text),1,4),
 case when i%100000=5 then 'TV' when i%3=0 then 'GB' when i%7=0 then 'ES' else 'US' end, case when i%50=0 then 'I sign because '||md5(i::text) end, 'first','en',
 case when i%150000=9 then '01900000-0000-7000-8000-000000000012'::uuid when i < ${n}/10 then '01900000-0000-7000-8000-000000000010'::uuid when i%2=0 then '01900000-0000-7000-8000-000000000011'::uuid end,
 '1', case when i%80000=11 then 'signal' when i%4=0 then 'whatsapp' end, at, at, case when i%8<>0 then at + interval '3 minutes' end, case when i%3000=1 then at+interval '1 day' end, case when i%2000=2 then at + interval '1 day' end from ${g}`);
  console.log(from);
}
for (const { indexdef } of defs) { await sql.unsafe(indexdef); console.log(indexdef.slice(0, 60)); }
await sql`insert into comment_reviews (signature_id, campaign_id, waiting_since, approved_at) select id, campaign_id, confirmed_at, case when random() < 0.2 then confirmed_at end from signatures where comment is not null and confirmed_at is not null`;
await sql`vacuum analyze`;
console.timeEnd("fill");
await sql.end();
