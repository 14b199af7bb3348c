"use client";

import { MastodonPost } from "./mastodon-post";
import { useShareSheet } from "./primary-button";
import { QrCode } from "./qr-code";
import { opensInNewTab, type ShareProps, type ShareState } from "./use-share";

const CHANNELS = ["whatsapp", "telegram", "email", "sms", "bluesky", "x", "facebook"] as const;

/** The channels for sharing. Each adds its letter to the link. Without JavaScript they show only if there is a link. */
export function ChannelList({ sharing, ...props }: ShareProps & { sharing: ShareState }) {
  const { texts, link } = props;
  const hasShareSheet = useShareSheet();
  return (
    <ul className={`share-channels ${link ? "" : "needs-script"}`} aria-label={texts.ways}>
      {hasShareSheet && (
        <li className="share-copy needs-script">
          <button type="button" className="share-channel" onClick={sharing.copy}>
            {texts.copy}
          </button>
        </li>
      )}
      {CHANNELS.map((channel) => (
        <li key={channel}>
          <a
            className="share-channel"
            href={sharing.getHref(channel)}
            target={opensInNewTab(channel) ? "_blank" : undefined}
            rel="noopener noreferrer nofollow"
            onClick={(event) => sharing.open(channel, event)}
            onAuxClick={(event) => sharing.open(channel, event)}
          >
            {texts.channel[channel]}
            {opensInNewTab(channel) && <span className="sr-only"> {texts.newTab}</span>}
          </a>
        </li>
      ))}
      <MastodonPost sharing={sharing} {...props} />
      <QrCode sharing={sharing} texts={texts} />
    </ul>
  );
}
