import Bowser from "bowser";
import type { Device } from "./adapter";

const LONGEST_AGENT = 1_000;
const LONGEST_NAME = 40;

/** What a browser says it is, as coarsely as its owner needs to know it again: no version, no model, nothing of the network. */
export function parseDevice(userAgent: string | null): Device {
  if (!userAgent) return { browser: null, system: null };
  const { browser, os } = Bowser.parse(userAgent.slice(0, LONGEST_AGENT));
  return { browser: plain(browser.name), system: plain(os.name) };
}

function plain(name: string | undefined): string | null {
  return name?.trim().slice(0, LONGEST_NAME) || null;
}
