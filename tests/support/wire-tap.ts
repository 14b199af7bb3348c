import { once } from "node:events";
import { connect, createServer } from "node:net";

const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;
/** The first message has no type: its length and the version of the protocol come before its parameters. */
const START_BYTES = 8;

/** What a client sent to the server on one connection. */
type Tapped = {
  /** The parameters of the start of the session. */
  settings: string[];
  /** The names of prepared statements; an unnamed one is "". */
  statements: Set<string>;
  /** The texts of queries, in their order. */
  queries: string[];
};

/** A TCP proxy to a PostgreSQL server that notes what clients send. The connections must not be encrypted. */
export async function startWireTap(url: string) {
  const target = new URL(url);
  const sessions: Tapped[] = [];
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const session: Tapped = { settings: [], statements: new Set(), queries: [] };
    sessions.push(session);
    const note = noteMessages(session);
    near.on("data", note);
    near.pipe(far);
    far.pipe(near);
    for (const end of [near, far]) end.on("error", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: Object.assign(new URL(url), { hostname: "127.0.0.1", port: String(port) }).href,
    sessions,
    close: () => server.close(),
  };
}

function noteMessages(session: Tapped): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  let hasStarted = false;
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const typeBytes = hasStarted ? TYPE_BYTES : 0;
      if (pending.length < typeBytes + LENGTH_BYTES) return;
      const end = typeBytes + pending.readUInt32BE(typeBytes);
      if (pending.length < end) return;
      const message = pending.subarray(0, end);
      pending = pending.subarray(end);
      if (hasStarted) noteMessage(session, message);
      else session.settings = texts(message.subarray(START_BYTES)).filter((_, place) => place % 2 === 0);
      hasStarted = true;
    }
  };
}

function noteMessage({ statements, queries }: Tapped, message: Buffer) {
  const type = String.fromCharCode(message[0] ?? 0);
  const [first = "", second = ""] = texts(message.subarray(TYPE_BYTES + LENGTH_BYTES));
  if (type === "Q") queries.push(first);
  if (type !== "P") return;
  statements.add(first);
  queries.push(second);
}

/** Returns the texts of a message, each of which ends with a NUL. */
function texts(bytes: Buffer): string[] {
  return bytes.toString().split("\0");
}
