import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { z } from "zod";

const SECRET = `whsec_${Buffer.from("only for tests").toString("base64")}`;

const body = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.looseObject({ email_id: z.string(), to: z.array(z.string()) }),
});

type ReceivedEvent = z.infer<typeof body> & { id: string; timestamp: string; at: number };

/** Starts a server that records signed webhooks and rejects requests with a wrong signature. */
export async function startWebhookReceiver() {
  const received: ReceivedEvent[] = [];
  let status = 200;
  let delayMs = 0;
  let concurrent = 0;
  let highestConcurrent = 0;
  const server = createServer(async (request, response) => {
    highestConcurrent = Math.max(highestConcurrent, ++concurrent);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const raw = Buffer.concat(chunks).toString("utf8");
    const header = (name: string) => String(request.headers[`svix-${name}`]);
    new Webhook(SECRET).verify(raw, {
      "webhook-id": header("id"),
      "webhook-timestamp": header("timestamp"),
      "webhook-signature": header("signature"),
    });
    await pause(delayMs);
    const event = body.parse(JSON.parse(raw));
    received.push({ ...event, id: header("id"), timestamp: header("timestamp"), at: performance.now() });
    concurrent -= 1;
    response.writeHead(status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the receiver has no port");

  return {
    received,
    target: { url: `http://127.0.0.1:${address.port}/webhooks`, secret: SECRET },
    setStatus: (next: number) => {
      status = next;
    },
    setDelay: (milliseconds: number) => {
      delayMs = milliseconds;
    },
    maxConcurrent: () => highestConcurrent,
    /** Lists the types of the events about mails to an address, in order of arrival. */
    listTypes: (address: string) =>
      received.filter(({ data }) => data.to.includes(address)).map(({ type }) => type),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
