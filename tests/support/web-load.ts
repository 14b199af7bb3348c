import { Agent, request } from "node:http";

const CLIENTS = 4;
/** A process that is killed may leave a connection without an answer. */
const ANSWER_TIMEOUT_MS = 20_000;
const CAMPAIGN = "stand-with-refugees";
const PAGE = `/en/campaigns/${CAMPAIGN}`;

type Answer = { status: number; isBusy: boolean; cacheStatus: string; text: string };

async function untilNotBusy(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (!answer.isBusy) return answer;
  }
}

type WebClient = ReturnType<typeof aWebClient>;

/** A client with one connection, which it keeps for as long as the server does. */
export function aWebClient(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  async function send(path: string, { method = "GET", body = "", headers = {} } = {}) {
    return new Promise<Answer>((resolve, reject) => {
      const sent = request(new URL(path, url), { agent, method, headers }, async (response) => {
        try {
          const chunks = await response.toArray();
          const cacheStatus = String(response.headers["cache-status"] ?? "");
          const text = Buffer.concat(chunks).toString();
          const isBusy = response.statusCode === 503 && response.headers["retry-after"] !== undefined;
          resolve({ status: response.statusCode ?? 0, isBusy, cacheStatus, text });
        } catch (error) {
          reject(error);
        }
      });
      sent.once("error", reject);
      sent.setTimeout(ANSWER_TIMEOUT_MS, () => sent.destroy(new Error("socket hang up: no answer")));
      sent.end(body);
    });
  }
  const post = (path: string, fields: object) =>
    send(path, {
      method: "POST",
      body: JSON.stringify(fields),
      headers: { "content-type": "application/json", accept: "application/json" },
    });
  return {
    get: (path: string, headers = {}) => send(path, { headers }),
    post,
    page: () => send(PAGE),
    sign: (name: string) =>
      post(`/api/v1/campaigns/${CAMPAIGN}/signatures`, {
        name,
        email: `${name.toLowerCase().replaceAll(" ", "-")}@example.org`,
      }),
    close: () => agent.destroy(),
  };
}

/**
 * Clients that sign and read all the time. Only a refusal with `Retry-After`, as a busy machine gives it, is tried again; a cut
 * connection and any other answer is a failure.
 */
export function startLoad(url: string) {
  const acknowledged: string[] = [];
  const failures: string[] = [];
  let signers = 0;
  let isOver = false;

  async function signAndRead(client: WebClient) {
    const name = `Reader ${++signers}`;
    const signed = await untilNotBusy(() => client.sign(name));
    if (signed.status === 202) acknowledged.push(name);
    else failures.push(`signing: ${signed.status} ${signed.text.slice(0, 200)}`);
    const page = await untilNotBusy(() => client.page());
    if (page.status !== 200) failures.push(`page: ${page.status}`);
  }

  async function run() {
    let client = aWebClient(url);
    while (!isOver) {
      try {
        await signAndRead(client);
      } catch (error) {
        failures.push(String(error));
        client.close();
        client = aWebClient(url);
      }
    }
    client.close();
  }
  const clients = Array.from({ length: CLIENTS }, run);
  return {
    acknowledged,
    failures,
    stop: async () => {
      isOver = true;
      await Promise.all(clients);
    },
  };
}
