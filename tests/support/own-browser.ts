import { door } from "@/server/door";

const ORIGIN = "http://localhost:3000";

type Call = { method: string; token?: string; json?: unknown; form?: Record<string, string> };

/** A client of the API of one's own signatures. It keeps its cookies, as a browser does. */
export function anOwnBrowser({ network = "192.0.2.7" } = {}) {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async call(path: string, { method, token, json, form }: Call) {
      const headers: Record<string, string> = {
        "x-forwarded-for": network,
        accept: form ? "text/html" : "application/json",
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      };
      if (token) headers.authorization = `Bearer ${token}`;
      if (json !== undefined) headers["content-type"] = "application/json";
      if (form) headers["content-type"] = "application/x-www-form-urlencoded";
      const body = form
        ? new URLSearchParams(form).toString()
        : json === undefined
          ? undefined
          : JSON.stringify(json);
      const response = await door.fetch(new Request(ORIGIN + path, { method, headers, body }));
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(name, value);
      }
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json");
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: isJson ? JSON.parse(text) : null,
      };
    },
  };
}
