import axeCore, { type AxeResults } from "axe-core";
import { type Browser, chromium as engine, type Page } from "playwright-core";
import { afterAll, expect, inject, onTestFinished } from "vitest";
import { chromium } from "./chromium";

const PHONE_WIDTH = 390;
const DESKTOP_WIDTH = 1280;
const HEIGHT = 844;
const PATIENCE_MS = 15_000;
/** What an ordinary reader's browser calls itself. */
export const AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

let started: Promise<Browser> | undefined;
afterAll(async () => (await started)?.close());

/** The browser of this test file: started at the first use, closed with the file. */
export function aBrowser(): Promise<Browser> {
  started ??= startBrowser();
  return started;
}

async function startBrowser(): Promise<Browser> {
  const { executablePath, variables } = await chromium();
  return engine.launch({ executablePath, env: { ...process.env, ...variables } });
}

export type PageOptions = {
  width?: number;
  phone?: true;
  dark?: boolean;
  javascript?: boolean;
  locale?: string;
};

/**
 * A fresh visitor's page: no cookie, no cache. Addresses are relative to the site. The visitor leaves when the
 * test ends, and a page that complained in its console fails the test.
 */
export async function aPage({ dark = false, javascript = true, locale = "en", ...size }: PageOptions = {}) {
  const browser = await aBrowser();
  const context = await browser.newContext({
    baseURL: inject("appUrl"),
    viewport: { width: size.width ?? (size.phone ? PHONE_WIDTH : DESKTOP_WIDTH), height: HEIGHT },
    hasTouch: size.phone ?? false,
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: javascript,
    locale,
    reducedMotion: "reduce",
    // Without a window Chromium calls itself a machine, and a machine's visits do not count.
    userAgent: AGENT,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints = listen(page);
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  return page;
}

function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // An answer of 4xx is part of some stories, and the story says so itself.
    const isAnswer = /^Failed to load resource: .* status of 4\d\d/.test(message.text());
    // So is a line that the story cut itself.
    const isCut = message.text().includes("net::ERR_INTERNET_DISCONNECTED");
    if (message.type() === "error" && !isAnswer && !isCut) complaints.push(message.text());
  });
  return complaints;
}

/** All that axe looks at by itself, and that a thumb can hit everything (WCAG 2.5.8). */
const WANTED = { rules: { "target-size": { enabled: true } } };

/** What axe finds serious or critical on a page, one line each; none is what we want. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source);
  const { violations, passes } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(WANTED)})`);
  expect(passes.length, "axe has looked at the page").toBeGreaterThan(5);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help} (${target}) ${failureSummary}`),
    );
}
