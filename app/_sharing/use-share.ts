"use client";

import { type MouseEvent, useState, useSyncExternalStore } from "react";
import { type Channel, withChannelMark } from "@/lib/sharing/channels";
import { type IntentChannel, type ShareMessage, shareIntent } from "@/lib/sharing/share-intents";
import { createLink, getKnownLink, type ShareTarget, subscribeToLinks } from "./reader-link";
import type { SharingTexts } from "./share-panel-texts";

export type ShareProps = {
  target: ShareTarget;
  message: ShareMessage;
  texts: SharingTexts;
  /** A link that is known from the start: the signer's own link. */
  link?: string;
};

/** The state and the actions of a share panel. The first click creates the link; later ones reuse it. */
export function useShare({ target, message, texts, link: initialLink }: ShareProps) {
  const [status, setStatus] = useState("");
  const [uncopied, setUncopied] = useState<Channel | null>(null);
  const { link, busy, getLink } = useReaderLink({ target, texts, initialLink, setStatus });

  async function share() {
    if (busy) return;
    const ownLink = await getLink();
    const url = addressOf(target, ownLink, "native");
    try {
      await navigator.share({ title: message.subject, text: message.message, url });
    } catch (error) {
      const name = error instanceof DOMException ? error.name : "";
      if (name === "AbortError") return; // the user closed the share sheet
      // Creating the link took so long that the click no longer allows the share sheet.
      if (name === "NotAllowedError" && ownLink) return setStatus(texts.ready);
      await copyToClipboard(ownLink, "native");
    }
  }

  async function copy() {
    if (busy) return;
    const ownLink = await getLink();
    await copyToClipboard(ownLink, "copied", ownLink ? texts.copied : texts.noLink);
  }

  async function copyToClipboard(ownLink: string | null, channel: Channel, done = texts.copied) {
    try {
      await navigator.clipboard.writeText(addressOf(target, ownLink, channel));
      setStatus(done);
    } catch {
      setUncopied(channel);
      setStatus(texts.copyManually);
    }
  }

  /** The address to copy by hand, after the clipboard failed. */
  const manualCopy = uncopied && addressOf(target, link, uncopied);
  const channels = channelActions({ target, message, link, busy, getLink });
  return { link, busy, status, manualCopy, share, copy, getLink, ...channels };
}

export type ShareState = ReturnType<typeof useShare>;

type ReaderLinkOptions = Pick<ShareProps, "target" | "texts"> & {
  initialLink?: string;
  setStatus: (status: string) => void;
};

/** The link of this page view, and `getLink`, which creates it. */
function useReaderLink({ target, texts, initialLink, setStatus }: ReaderLinkOptions) {
  const known = useSyncExternalStore(
    subscribeToLinks,
    () => getKnownLink(target),
    () => null,
  );
  const [busy, setBusy] = useState(false);

  /** Returns the link, or null if it cannot be created now. Sets the status. */
  async function getLink(): Promise<string | null> {
    const existing = initialLink ?? getKnownLink(target);
    if (!existing) {
      setBusy(true);
      setStatus(texts.creating);
    }
    const created = existing ?? (await createLink(target));
    setBusy(false);
    setStatus(created ? "" : texts.noLink);
    return created;
  }

  return { link: initialLink ?? known, busy, getLink };
}

type ChannelOptions = Pick<ShareProps, "target" | "message"> & ReturnType<typeof useReaderLink>;

function channelActions({ target, message, link, busy, getLink }: ChannelOptions) {
  const intent = (ownLink: string | null, channel: IntentChannel) =>
    shareIntent(channel, { link: addressOf(target, ownLink, channel), texts: message });

  /** Returns the address that a channel opens, with the link if it exists, else with the address of the page. */
  const getHref = (channel: IntentChannel) => intent(link, channel);

  /** Handles a click on a channel: if there is no link yet, creates it and then opens the channel. */
  async function open(channel: IntentChannel, event: MouseEvent) {
    if (link || !isOpeningClick(event)) return;
    event.preventDefault();
    if (busy) return;
    // Before the link is created: browsers block windows that open too long after a click.
    const tab = opensInNewTab(channel) ? window.open("", "_blank") : null;
    navigate(intent(await getLink(), channel), tab);
  }

  return { getHref, open };
}

/** Returns the link with the letter of its channel, or the address of the page if there is no link. */
function addressOf(target: ShareTarget, ownLink: string | null, channel: Channel): string {
  return ownLink ? withChannelMark(ownLink, channel) : target.page;
}

/** Whether a click opens a link, in this tab or another one. Other buttons open a menu or go back. */
export function isOpeningClick({ button }: MouseEvent): boolean {
  return button <= 1;
}

/** Whether a channel opens in a new tab. Mail and SMS open another program instead. */
export function opensInNewTab(channel: IntentChannel): boolean {
  return channel !== "email" && channel !== "sms";
}

/** Opens an address in `tab`, or in this tab if `tab` could not be opened. */
export function navigate(address: string, tab: Window | null) {
  if (!tab) return location.assign(address);
  tab.opener = null;
  tab.location.replace(address);
}
