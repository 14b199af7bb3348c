import { door } from "@/server/door";

const ORIGIN = "http://localhost:3000";

/** A browser that signs and confirms through our HTTP handlers. It keeps its cookies. */
export function aSigningBrowser({ network: first = "192.0.2.1" } = {}) {
  let network = first;
  const cookies = new Map<string, string>();

  function request(
    path: string,
    { method, body, accept }: { method: string; body?: unknown; accept?: string },
  ) {
    const headers = {
      "x-forwarded-for": network,
      accept: accept ?? "application/json",
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      ...(body !== undefined && { "content-type": "application/json" }),
    };
    return new Request(ORIGIN + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  async function answerOf(response: Response) {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return {
      status: response.status,
      text,
      body: isJson ? JSON.parse(text) : null,
      headers: response.headers,
    };
  }

  return {
    moveTo: (other: string) => {
      network = other;
    },
    sign: async (slug: string, fields: Record<string, unknown>) =>
      answerOf(
        await door.fetch(request(`/api/v1/campaigns/${slug}/signatures`, { method: "POST", body: fields })),
      ),
    confirm: async (fields: Record<string, unknown>) =>
      answerOf(await door.fetch(request("/api/v1/confirmations", { method: "POST", body: fields }))),
    askForMail: async (fields: Record<string, unknown>) =>
      answerOf(await door.fetch(request("/api/v1/confirmations/mails", { method: "POST", body: fields }))),
    attempt: async (campaign: string, accept?: string) =>
      answerOf(
        await door.fetch(
          request(`/api/v1/confirmations/attempt?campaign=${campaign}&locale=en`, { method: "GET", accept }),
        ),
      ),
  };
}
