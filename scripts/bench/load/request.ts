/** What is asked for: one page, one new person's signature each time, or the confirmation by the next token. */
export type RequestSpec =
  | { kind: "get"; path: string; headers?: Record<string, string> }
  | { kind: "sign"; path: string; run: string; fields: Record<string, string> }
  | { kind: "confirm"; path: string; tokens: string[] };

/** A share of the requests. `name` is that of its row in the result. */
export type Part = { name: string; weight: number; request: RequestSpec };

type NextRequest = () => { name: string; bytes: Buffer } | null;

/** Every visitor has an address of their own, as behind a proxy: what is limited for each address is not what is measured. */
let visitor = 0;
function nextAddress(): string {
  visitor += 1;
  return `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`;
}

/** Returns a function that makes the next request of a mix, spread evenly. It returns null when the tokens are used up. */
export function requestsOf(parts: Part[], host: string): NextRequest {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const sources = parts.map(({ name, weight, request }) => ({
    name,
    share: weight / total,
    owed: 0,
    build: builderOf(request, host),
  }));
  return () => {
    for (const source of sources) source.owed += source.share;
    const due = sources.reduce((most, source) => (source.owed > most.owed ? source : most));
    due.owed -= 1;
    const bytes = due.build();
    return bytes && { name: due.name, bytes };
  };
}

function builderOf(request: RequestSpec, host: string): () => Buffer | null {
  if (request.kind === "get") {
    const head = headOf(`GET ${request.path}`, { host, ...request.headers });
    return () => Buffer.from(`${head}x-forwarded-for: ${nextAddress()}\r\n\r\n`, "latin1");
  }
  const head = headOf(`POST ${request.path}`, { host, "content-type": "application/json" });
  const nextBody = request.kind === "sign" ? signatureBodies(request) : confirmationBodies(request);
  return () => {
    const body = nextBody();
    if (body === null) return null;
    const length = `content-length: ${Buffer.byteLength(body)}`;
    return Buffer.from(`${head}x-forwarded-for: ${nextAddress()}\r\n${length}\r\n\r\n${body}`);
  };
}

function headOf(line: string, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join("")}`;
}

function signatureBodies({ run, fields }: Extract<RequestSpec, { kind: "sign" }>): () => string {
  let person = 0;
  return () => {
    person += 1;
    const name = `Reader ${person}`;
    return JSON.stringify({ name, email: `reader-${run}-${person}@example.org`, ...fields });
  };
}

function confirmationBodies({ tokens }: Extract<RequestSpec, { kind: "confirm" }>): () => string | null {
  let used = 0;
  return () => {
    const token = tokens[used];
    used += 1;
    return token === undefined ? null : JSON.stringify({ token });
  };
}
