"use client";

import { type MouseEvent, useState, useSyncExternalStore } from "react";
import { type Channel, withChannelMark } from "@/lib/sharing/channels";
import { type IntentChannel, type ShareMessage, shareIntent } from "@/lib/sharing/share-intents";
import { getKnownLink, makeLink, type ShareTarget, subscribeToLinks } from "./reader-link";
import type { SharingTexts } from "./share-panel-texts";

export type ShareProps = {
  target: ShareTarget;
  words: ShareMessage;
  texts: SharingTexts;
  /** The link, where it is known from the start: a signer's own. */
  link?: string;
};

/** What each way of passing on does, and what there is to say of it. The first press makes the link; every later one has it. */
export function useShare({ target, words, texts, link: given }: ShareProps) {
  const known = useSyncExternalStore(
    subscribeToLinks,
    () => getKnownLink(target),
    () => null,
  );
  const link = given ?? known;
  const [busy, setBusy] = useState(false);
  const [status, say] = useState("");
  const [unkept, setUnkept] = useState<Channel | null>(null);

  /** The link; null when it cannot be made now, which is told. */
  async function getLink(): Promise<string | null> {
    const had = given ?? getKnownLink(target);
    if (!had) {
      setBusy(true);
      say(texts.making);
    }
    const obtained = had ?? (await makeLink(target));
    setBusy(false);
    say(obtained ? "" : texts.plain);
    return obtained;
  }

  async function share() {
    if (busy) return;
    const own = await getLink();
    const url = addressOf(own, "native");
    try {
      await navigator.share({ title: words.subject, text: words.message, url });
    } catch (error) {
      const why = error instanceof DOMException ? error.name : "";
      if (why === "AbortError") return; // they changed their mind
      // Making the link took longer than a browser remembers a press.
      if (why === "NotAllowedError" && own) return say(texts.ready);
      await keep(own, "native");
    }
  }

  async function copy() {
    if (busy) return;
    const own = await getLink();
    await keep(own, "copied", own ? texts.copied : texts.plain);
  }

  async function keep(own: string | null, channel: Channel, done = texts.copied) {
    try {
      await navigator.clipboard.writeText(addressOf(own, channel));
      say(done);
    } catch {
      setUnkept(channel);
      say(texts.byHand);
    }
  }

  /** What is passed on: a link with the mark of its channel, or the page's own address where there is none. */
  function addressOf(own: string | null, channel: Channel): string {
    return own ? withChannelMark(own, channel) : target.page;
  }

  const intent = (own: string | null, channel: IntentChannel) =>
    shareIntent(channel, { link: addressOf(own, channel), words });

  /** Where a channel leads as things stand: with the link, or with the page's own address until there is one. */
  const getHref = (channel: IntentChannel) => intent(link, channel);

  /** Lets the browser follow a channel's address once the link is in it; before, makes the link and goes there itself. */
  async function open(channel: IntentChannel, event: MouseEvent) {
    if (link || !isOpeningClick(event)) return;
    event.preventDefault();
    if (busy) return;
    // At once, while the press still counts: opened later it would be a popup, and blocked.
    const tab = opensInNewTab(channel) ? window.open("", "_blank") : null;
    navigate(intent(await getLink(), channel), tab);
  }

  /** What could not be copied, to be taken by hand. */
  const manualCopy = unkept && addressOf(link, unkept);
  return {
    link,
    busy,
    said: status,
    byHand: manualCopy,
    share,
    copy,
    open,
    hrefOf: getHref,
    obtain: getLink,
  };
}

export type ShareState = ReturnType<typeof useShare>;

/** Whether a press opens what it is on, here or in another tab: the buttons beyond bring up a menu, or the page before. */
export function isOpeningClick({ button }: MouseEvent): boolean {
  return button <= 1;
}

/** Mail and messages open in programs of their own, everything else in another tab. */
export function opensInNewTab(channel: IntentChannel): boolean {
  return channel !== "email" && channel !== "sms";
}

/** Leads the tab that was opened for it to an address; this one, where none could be opened. */
export function navigate(address: string, tab: Window | null) {
  if (!tab) return location.assign(address);
  tab.opener = null;
  tab.location.replace(address);
}
