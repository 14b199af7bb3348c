import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Lifetime } from "../stack/lifetime";
import type { Bench } from "./bench";
import { SAMPLE_CAMPAIGN } from "./bench-database";

const CONNECTIONS = 10;
const SIGNING_AT_ONCE = 256;
const STAFF = "owner@example.org";
const SESSION_COOKIE = "groundswell-staff";
const SESSION_MS = 24 * 3_600_000;

/** Returns what the benchmark does in the site's database itself. Imports the product late: it reads the environment when it is loaded. */
export async function connectAsSite({
  variables,
  lifetime,
}: {
  variables: NodeJS.ProcessEnv;
  lifetime: Lifetime;
}): Promise<Pick<Bench, "signPeople" | "staffCookie" | "countSignatures">> {
  Object.assign(process.env, variables);
  const { connect } = await import("@/db/client");
  const db = connect(variables.DATABASE_URL ?? "", CONNECTIONS);
  lifetime.onStop(() => db.$client.end());
  const { signCampaign } = await import("@/lib/signatures/sign");
  const { confirmationToken } = await import("@/lib/signatures/confirm-token");
  const { requireEmailAddress } = await import("@/lib/supporters/address");

  async function signPeople(amount: number): Promise<string[]> {
    const run = randomBytes(4).toString("hex");
    const tokens: string[] = [];
    let next = 0;
    const signNext = async () => {
      while (next < amount) {
        lifetime.signal.throwIfAborted();
        next += 1;
        const answer = await signCampaign(db, {
          campaign: SAMPLE_CAMPAIGN,
          name: `Reader ${next}`,
          email: requireEmailAddress(`reader-${run}-${next}@example.org`),
          ...{ display: "anonymous", deliver: "name", updates: false, locale: "en" },
        });
        if (answer.outcome !== "signed") throw new Error(`A signature was refused: ${answer.outcome}`);
        tokens.push(confirmationToken({ ...answer, askedAt: new Date() }));
      }
    };
    await Promise.all(Array.from({ length: SIGNING_AT_ONCE }, signNext));
    return tokens;
  }

  async function staffCookie(): Promise<string> {
    const { sessions, users } = await import("@/db/schema");
    const { sha256 } = await import("@/lib/crypto");
    const [owner] = await db.select({ id: users.id }).from(users).where(eq(users.email, STAFF));
    if (!owner) throw new Error(`The sample newsroom has no ${STAFF}.`);
    const token = randomBytes(32).toString("base64url");
    const expires = new Date(Date.now() + SESSION_MS);
    await db.insert(sessions).values({ sessionToken: sha256(token), userId: owner.id, expires });
    return `${SESSION_COOKIE}=${token}`;
  }

  const countSignatures = async () => {
    const { signatures } = await import("@/db/schema");
    return db.$count(signatures);
  };

  return { signPeople, staffCookie, countSignatures };
}
