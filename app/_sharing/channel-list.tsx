"use client";

import { MastodonPost } from "./mastodon-post";
import { useShareSheet } from "./primary-button";
import { QrCode } from "./qr-code";
import { opensInNewTab, type ShareProps, type ShareState } from "./use-share";

const CHANNELS = ["whatsapp", "telegram", "email", "sms", "bluesky", "x", "facebook"] as const;

/** The quiet ways. Each has its mark in the link. Without scripts they are there as soon as there is a link. */
export function ChannelList({ passing, ...props }: ShareProps & { passing: ShareState }) {
  const { texts, link } = props;
  const hasSheet = useShareSheet();
  return (
    <ul className={`share-channels ${link ? "" : "needs-script"}`} aria-label={texts.ways}>
      {hasSheet && (
        <li className="share-copy needs-script">
          <button type="button" className="share-channel" onClick={passing.copy}>
            {texts.copy}
          </button>
        </li>
      )}
      {CHANNELS.map((channel) => (
        <li key={channel}>
          <a
            className="share-channel"
            href={passing.hrefOf(channel)}
            target={opensInNewTab(channel) ? "_blank" : undefined}
            rel="noopener noreferrer nofollow"
            onClick={(event) => passing.open(channel, event)}
            onAuxClick={(event) => passing.open(channel, event)}
          >
            {texts.channel[channel]}
          </a>
        </li>
      ))}
      <MastodonPost passing={passing} {...props} />
      <QrCode passing={passing} texts={texts} />
    </ul>
  );
}
