import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { type Browser, chromium as engine, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { chromium } from "./chromium";
import { stack } from "./stack";

const PHONE_WIDTH = 390;
const DESKTOP_WIDTH = 1280;
const HEIGHT = 844;
const PATIENCE_MS = 15_000;
/** The user agent of an ordinary browser. */
export const AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

const BROWSER = Symbol.for("tests.browser");

/** Returns the browser of this vitest worker. Starting one takes seconds, so it is started once and ends with the process. */
export function aBrowser(): Promise<Browser> {
  const started: Promise<Browser> = Reflect.get(globalThis, BROWSER) ?? startBrowser();
  Reflect.set(globalThis, BROWSER, started);
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
 * Opens a page without cookies or cache. Addresses are relative to the site. The page is closed when the test ends.
 * Console errors fail the test.
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
    // Headless Chromium has a bot user agent, and visits of bots are not counted.
    userAgent: AGENT,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const errors = listen(page);
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  return page;
}

function listen(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    // Ignores 4xx responses and lost connections that the test itself caused.
    const is4xx = /^Failed to load resource: .* status of 4\d\d/.test(message.text());
    const isOffline = message.text().includes("net::ERR_INTERNET_DISCONNECTED");
    if (message.type() === "error" && !is4xx && !isOffline) errors.push(message.text());
  });
  return errors;
}

/** `preload: false`: only the rule for screen orientation needs the style sheets. */
const VIOLATIONS = { resultTypes: ["violations"], preload: false };
/** All default rules, and the size of touch targets (WCAG 2.5.8). */
const ALL_RULES = { ...VIOLATIONS, rules: { "target-size": { enabled: true } } };
const ALL_BUT_CONTRAST = {
  ...VIOLATIONS,
  rules: { ...ALL_RULES.rules, "color-contrast": { enabled: false } },
};
const CONTRAST = { ...VIOLATIONS, runOnly: ["color-contrast"] };

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Returns the serious and critical violations that axe finds on the current page, one line each. */
export async function axe(page: Page, options: object = ALL_RULES): Promise<string[]> {
  if (await page.evaluate("typeof axe === 'undefined'")) await loadAxe(page);
  const { checked, violations } = await page.evaluate<AxeFindings>(runAxe(options));
  expect(checked, "axe has checked the page").toBeGreaterThan(options === CONTRAST ? 0 : 5);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help} (${target}) ${failureSummary}`),
    );
}

type AxeFindings = { checked: number; violations: AxeResults["violations"] };

/** Returns an expression that counts the passed rules in the page: to transfer them would take long. */
function runAxe(options: object): string {
  return `axe.run(${JSON.stringify(options)}).then(({ passes, violations, incomplete }) =>
    ({ checked: passes.length + violations.length + incomplete.length, violations }))`;
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
  const isInEnglish = await isEnglish(page);
  if (isInEnglish) {
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await axe(page, CONTRAST), `${page.url()} (dark)`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
  expect(await axe(page, isInEnglish ? ALL_RULES : ALL_BUT_CONTRAST), `${page.url()} (light)`).toEqual([]);
}

/**
 * Expects that a page fits the screen of a desktop and of a phone, and is accessible on both. Other languages than English
 * differ only in the length of their texts: they are checked on a phone. The page ends at the width of a phone.
 */
export async function expectAccessibleAtEveryWidth(page: Page) {
  for (const width of [DESKTOP_WIDTH, PHONE_WIDTH]) {
    await page.setViewportSize({ width, height: HEIGHT });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(needed, `${page.url()} fits ${width} px`).toBeLessThanOrEqual(width);
    if (width === PHONE_WIDTH || (await isEnglish(page))) await expectAccessible(page);
  }
}

async function isEnglish(page: Page): Promise<boolean> {
  return (await page.locator("html").getAttribute("lang")) === "en";
}
