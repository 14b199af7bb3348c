"use client";

import { type MouseEvent, useState } from "react";
import { markedLink } from "@/lib/sharing/channels/rules";
import { type IntentChannel, intentOf, type ShareWords } from "@/lib/sharing/intents/rules";
import { knownLink, makeLink, type ShareTarget } from "./made-links";
import type { SharingTexts } from "./texts";

export type Passing = {
  target: ShareTarget;
  words: ShareWords;
  texts: SharingTexts;
  /** The link, where it is known from the start: a signer's own. */
  link?: string;
};

/** What each way of passing on does, and what there is to say of it. The first press makes the link; every later one has it. */
export function usePassing({ target, words, texts, link: given }: Passing) {
  const [link, setLink] = useState(given ?? null);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState("");
  const [byHand, setByHand] = useState<string | null>(null);

  /** The link; null when it cannot be made now, which is told. */
  async function obtain(): Promise<string | null> {
    const known = link ?? knownLink(target);
    if (!known) {
      setBusy(true);
      say(texts.making);
    }
    const obtained = known ?? (await makeLink(target));
    setBusy(false);
    setLink(obtained);
    say(obtained ? "" : texts.plain);
    return obtained;
  }

  async function share() {
    if (busy) return;
    const own = await obtain();
    const url = own ? markedLink(own, "native") : target.page;
    try {
      await navigator.share({ title: words.subject, text: words.message, url });
    } catch (error) {
      const why = error instanceof DOMException ? error.name : "";
      if (why === "AbortError") return; // they changed their mind
      // Making the link took longer than a browser remembers a press.
      if (why === "NotAllowedError" && own) return say(texts.ready);
      await keep(url);
    }
  }

  async function copy() {
    if (busy) return;
    const own = await obtain();
    await keep(own ? markedLink(own, "copied") : target.page, own ? texts.copied : texts.plain);
  }

  async function keep(url: string, done = texts.copied) {
    try {
      await navigator.clipboard.writeText(url);
      say(done);
    } catch {
      setByHand(url);
      say(texts.byHand);
    }
  }

  /** Where a channel leads as things stand: with the link, or with the page's own address until there is one. */
  function hrefOf(channel: IntentChannel): string {
    return intentOf(channel, { link: link ? markedLink(link, channel) : target.page, words });
  }

  /** Lets the browser follow a channel's address once the link is in it; before, makes the link and goes there itself. */
  async function open(channel: IntentChannel, event: MouseEvent) {
    if (link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (busy) return;
    // At once, while the press still counts: opened later it would be a popup, and blocked.
    const tab = opensApart(channel) ? window.open("", "_blank") : null;
    const own = await obtain();
    lead(intentOf(channel, { link: own ? markedLink(own, channel) : target.page, words }), tab);
  }

  return { link, busy, said, byHand, share, copy, open, hrefOf, obtain };
}

export type PassingState = ReturnType<typeof usePassing>;

/** Mail and messages open in programs of their own, everything else in another tab. */
export function opensApart(channel: IntentChannel): boolean {
  return channel !== "email" && channel !== "sms";
}

/** Leads the tab that was opened for it to an address; this one, where none could be opened. */
export function lead(address: string, tab: Window | null) {
  if (!tab) return location.assign(address);
  tab.opener = null;
  tab.location.replace(address);
}
