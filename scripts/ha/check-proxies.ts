import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import type { Lifetime } from "../stack/lifetime";
import { checkNginx } from "./check-nginx";
import type { CheckResult } from "./checks";
import { readCount } from "./counted";
import type { Environment, Step } from "./environment";
import { CAMPAIGN } from "./people";
import { renderPages } from "./watch-pages";

const CAMPAIGN_PAGE = `/en/campaigns/${CAMPAIGN}`;
/** Stored in the cache, these would be the answer to everybody. */
const PRIVATE_HEADER = /^(?:set-cookie:|cache-control:.*\b(?:private|no-store|no-cache)\b)/im;
const PEOPLE_PER_SECOND = 10;

type Options = { environment: Environment; lifetime: Lifetime; step: Step };

/** Checks nginx and PgBouncer: first nginx alone, then the site behind both. */
export async function checkProxies({ environment, lifetime, step }: Options): Promise<CheckResult[]> {
  const { machine } = environment;
  const alone = await step({ doing: "Checking nginx", done: () => "nginx is checked" }, () =>
    checkNginx(machine, lifetime),
  );
  const together = await step(
    {
      doing: "Checking the site behind nginx and PgBouncer",
      done: () => "Site, nginx and PgBouncer are checked",
    },
    async () => [...(await checkPool(environment)), ...(await checkSite(environment, lifetime))],
  );
  return [...alone, ...together];
}

/** People sign and confirm, workers mail, and staff read: all web processes through PgBouncer in transaction mode. */
async function checkPool({ crowd, databaseUrl, nginx }: Environment): Promise<CheckResult[]> {
  const sql = postgres(databaseUrl, { max: 1 });
  try {
    const before = await readCount(sql);
    crowd.arrive(PEOPLE_PER_SECOND);
    await crowd.untilConfirmed(PEOPLE_PER_SECOND);
    await crowd.stop();
    const after = await readCount(sql);
    const { signed, confirmed } = crowd.told;
    const cookie = `groundswell-staff=${await openStaffSession(sql)}`;
    const list = `${nginx.url}/en/staff/campaigns/${CAMPAIGN}/signatures`;
    const staff = await fetch(list, { headers: { cookie }, redirect: "manual" });
    const isListed = (await staff.text()).includes("Reader 1");
    return [
      check("PgBouncer: people sign, are mailed and confirm", confirmed.size, signed.size),
      check("PgBouncer: each is counted once", after.slots - before.slots, confirmed.size),
      check("PgBouncer: staff see them in their list", isListed, true),
      check("nginx: and that list is not kept", staff.headers.get("x-cache"), null),
    ];
  } finally {
    await sql.end();
  }
}

async function openStaffSession(sql: postgres.Sql): Promise<string> {
  const { sha256 } = await import("@/lib/crypto");
  const token = randomBytes(32).toString("base64url");
  await sql`
    insert into sessions (session_token, user_id, expires)
    select ${sha256(token)}, id, now() + interval '1 hour' from users where role = 'owner' limit 1`;
  return token;
}

/** Public pages come from nginx, compressed once, and go on while every web process is stopped. */
async function checkSite({ nginx, site }: Environment, { signal }: Lifetime): Promise<CheckResult[]> {
  await renderPages([nginx.url], signal);
  const page = await fetch(nginx.url + CAMPAIGN_PAGE, { headers: { "accept-encoding": "br" } });
  const hasWholePage = (await page.text()).includes("</html>");
  const tokens = await findKept(nginx.cacheFolder, PRIVATE_HEADER);
  await site.stopWebs();
  const stopped = await fetch(nginx.url + CAMPAIGN_PAGE, { headers: { "accept-encoding": "br" } });
  const text = await stopped.text();
  await site.startWebs();
  return [
    check("nginx: a campaign page is kept", page.headers.get("x-cache"), "HIT"),
    check(
      "nginx: compressed once, with Brotli",
      [page.headers.get("content-encoding"), hasWholePage].join(),
      "br,true",
    ),
    check("nginx: nothing private among what is kept", tokens, 0),
    check(
      "nginx: pages while no web process runs",
      [stopped.status, text.includes("</html>")].join(),
      "200,true",
    ),
  ];
}

/** Counts the kept answers whose headers match. */
async function findKept(folder: string, pattern: RegExp): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const kept = files.filter((file) => file.isFile());
  if (kept.length === 0) return Number.NaN;
  const texts = await Promise.all(kept.map((file) => readFile(join(file.parentPath, file.name), "latin1")));
  return texts.filter((text) => pattern.test(text.slice(0, text.indexOf("\r\n\r\n")))).length;
}

function check<T>(fact: string, found: T, expected: T): CheckResult {
  return { fact, found: String(found), holds: found === expected };
}
