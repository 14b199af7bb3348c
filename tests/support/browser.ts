import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { type Browser, chromium as engine, type Page } from "playwright-core";
import { afterAll, expect, onTestFinished } from "vitest";
import { chromium } from "./chromium";
import { stack } from "./stack";

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
  timeZone?: string;
};

/**
 * A fresh visitor's page: no cookie, no cache. Addresses are relative to the site. The visitor leaves when the
 * test ends, and a page that complained in its console fails the test.
 */
export async function aPage({ dark = false, javascript = true, locale = "en", ...size }: PageOptions = {}) {
  const browser = await aBrowser();
  const context = await browser.newContext({
    baseURL: stack().appUrl,
    viewport: { width: size.width ?? (size.phone ? PHONE_WIDTH : DESKTOP_WIDTH), height: HEIGHT },
    hasTouch: size.phone ?? false,
    colorScheme: dark ? "dark" : "light",
    javaScriptEnabled: javascript,
    locale,
    timezoneId: size.timeZone,
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

/** Every rule that is on by default, and that a thumb can hit everything (WCAG 2.5.8). */
const ALL_RULES = { rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] };
const ALL_BUT_CONTRAST = {
  ...ALL_RULES,
  rules: { ...ALL_RULES.rules, "color-contrast": { enabled: false } },
};
const CONTRAST = { runOnly: ["color-contrast"], resultTypes: ["violations"] };

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns the serious and critical violations that axe finds on the current page, one line each. */
export async function axe(page: Page, options: object = ALL_RULES): Promise<string[]> {
  if (await page.evaluate("typeof axe === 'undefined'")) await loadAxe(page);
  const found = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  const checked = [...found.passes, ...found.violations, ...found.incomplete];
  expect(checked.length, "axe has checked the page").toBeGreaterThan(options === CONTRAST ? 0 : 5);
  return found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help} (${target}) ${failureSummary}`),
    );
}

/** `page.evaluate` would wrap and compile the 600 kB twice. */
async function loadAxe(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: await axeSource });
  await session.detach();
}

/**
 * Expects no serious violation, and enough contrast in light and in dark mode. Colours are the same in every
 * language: contrast is checked in English. The page ends in light mode.
 */
export async function expectAccessible(page: Page) {
  const isEnglish = (await page.locator("html").getAttribute("lang")) === "en";
  if (isEnglish) {
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await axe(page, CONTRAST), `${page.url()} (dark)`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
  expect(await axe(page, isEnglish ? ALL_RULES : ALL_BUT_CONTRAST), `${page.url()} (light)`).toEqual([]);
}
