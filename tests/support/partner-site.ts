import { createServer } from "node:http";
import type { Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { AGENT, aBrowser } from "./browser";

/** Starts a web site on `name.localhost`, a different site for browsers. Every path serves the same page. */
export async function aPartnerSite({ name, body }: { name: string; body: string }) {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${name}</title><body><h1>News of ${name}</h1>${body}<p id="after">More news.</p></body></html>`;
  const server = createServer((_request, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(page);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const host = `${name}.localhost`;
  return { host, origin: `http://${host}:${port}` };
}

type ReaderOptions = { javascript?: boolean; width?: number; dark?: boolean };

/** Opens a browser page for a partner site. Console errors, such as a refused frame, do not fail the test. */
export async function aReader({
  javascript = true,
  width = 1280,
  dark = false,
}: ReaderOptions = {}): Promise<Page> {
  const browser = await aBrowser();
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    javaScriptEnabled: javascript,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    userAgent: AGENT,
  });
  context.setDefaultTimeout(15_000);
  onTestFinished(() => context.close());
  return context.newPage();
}
