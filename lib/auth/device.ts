import Bowser from "bowser";
import type { Device } from "./adapter";

const MAX_AGENT_LENGTH = 1_000;
const MAX_NAME_LENGTH = 40;

/** Parses the browser and operating system from a user agent, without versions, model or network data. */
export function parseDevice(userAgent: string | null): Device {
  if (!userAgent) return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent.slice(0, MAX_AGENT_LENGTH));
  return { browser: trimName(browser.name), system: trimName(os.name) };
}

function trimName(name: string | undefined): string | null {
  return name?.trim().slice(0, MAX_NAME_LENGTH) || null;
}
