import { randomBytes } from "node:crypto";
import autocannon from "autocannon";

export const ARTICLE = "us-leaves-migration-compact-talks";

const CAMPAIGN = "stand-with-refugees";

export const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

const CONNECTIONS = 100;

/** Long, because slow responses are measured, not errors. */
const RESPONSE_TIMEOUT_SECONDS = 60;

const SIGNING_CONNECTIONS = 4;

/** The response times without the first of each connection, and the total duration. */
export type Visits = { tookMs: number[]; seconds: number; errors: number };

/** Opens a page `amount` times, each time from another address of one network. */
export async function visit(url: string, amount: number, network: string): Promise<Visits> {
  let person = 0;
  const setupRequest = (request: autocannon.Request) => {
    person += 1;
    const address = `${network}.${person >> 16}.${(person >> 8) & 255}.${person & 255}`;
    return { ...request, headers: { "user-agent": BROWSER, "x-forwarded-for": address } };
  };
  const requests = [{ method: "GET" as const, setupRequest }];
  const tookMs: number[] = [];
  let answered = 0;
  // Node accepts one new connection per turn of its event loop, so of a hundred the last waits for seconds. Behind a proxy, connections are reused.
  const setupClient = (client: autocannon.Client) => {
    let isFirst = true;
    client.on("response", (status, _bytes, took) => {
      if (status >= 400) return;
      answered += 1;
      if (!isFirst) tookMs.push(took);
      isFirst = false;
    });
  };
  const { duration: seconds } = await autocannon({
    url,
    connections: CONNECTIONS,
    amount,
    requests,
    setupClient,
    timeout: RESPONSE_TIMEOUT_SECONDS,
  });
  return { tookMs, seconds, errors: amount - answered };
}

/** Signs through the link, if there is one. Returns how many signatures were not accepted. */
export async function sign(
  url: string,
  { via, signatures }: { via: string | null; signatures: number },
): Promise<number> {
  const run = randomBytes(4).toString("hex");
  let person = 0;
  let refused = 0;
  const signNext = async () => {
    while (person < signatures) {
      person += 1;
      const answer = await fetch(`${url}/api/v1/campaigns/${CAMPAIGN}/signatures`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          name: "Reader",
          email: `reader-${run}-${person}@example.org`,
          article: ARTICLE,
          callout: "1",
          ...(via && { via, channel: "whatsapp" }),
        }),
      });
      if (answer.status !== 202) refused += 1;
    }
  };
  await Promise.all(Array.from({ length: SIGNING_CONNECTIONS }, signNext));
  return refused;
}
