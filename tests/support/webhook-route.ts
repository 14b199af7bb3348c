import { expect } from "vitest";
import { mailEvents } from "@/db/schema";
import { db as productDatabase } from "@/lib/database";
import { aDatabase } from "./database";
import { signedHeaders } from "./webhooks";

export const secret = `whsec_${Buffer.from("only-for-tests-only-for-tests").toString("base64")}`;

/** Loads the provider's webhook route on a real database, with functions to call it and check its effects. */
export async function webhookRoute() {
  const { db, drop } = await aDatabase();
  process.env.RESEND_WEBHOOK_SECRET = secret;
  const { door } = await import("@/server/door");

  function send(body: BodyInit | null, headers: Record<string, string>) {
    // Required for a streamed body; missing in TypeScript's DOM types.
    const streaming = { duplex: "half" };
    const url = "http://localhost:3000/api/v1/resend/webhooks";
    return door.fetch(new Request(url, { method: "POST", body, headers, ...streaming }));
  }

  /** Sends a body with a valid signature, unless `signing` says otherwise. */
  function sendSigned(body: string, signing: Partial<Parameters<typeof signedHeaders>[1]> = {}) {
    return send(body, signedHeaders(body, { secret, ...signing }));
  }

  const stored = () => db.select().from(mailEvents);

  async function expectRefused(answer: Response, status: number) {
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({ type: "about:blank", status, title: expect.any(String) });
    expect(answer.status).toBe(status);
    expect(await stored()).toEqual([]);
  }

  async function expectAnswer(answer: Response, status: "recorded" | "ignored") {
    expect([answer.status, await answer.json()]).toEqual([200, { status }]);
  }

  async function close() {
    await productDatabase().$client.end();
    await drop();
  }

  return { db, send, sendSigned, stored, expectRefused, expectAnswer, close };
}
