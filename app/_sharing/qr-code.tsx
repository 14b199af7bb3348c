"use client";

import { useState } from "react";
import type { SharingTexts } from "./share-panel-texts";
import type { ShareState } from "./use-share";

/** Shows the link as a QR code. Opening it creates the link. */
export function QrCode({ sharing, texts }: { sharing: ShareState; texts: SharingTexts }) {
  const [failed, setFailed] = useState(false);
  const path = sharing.link && new URL(sharing.link).pathname;

  async function createWhenOpened(isOpen: boolean) {
    if (isOpen && !sharing.link) setFailed((await sharing.getLink()) === null);
  }

  return (
    <li className="share-more">
      <details onToggle={(event) => createWhenOpened(event.currentTarget.open)}>
        <summary className="share-channel">{texts.channel.qr}</summary>
        {path ? (
          <div className="share-opened share-qr">
            {/* biome-ignore lint/performance/noImgElement: an SVG needs no optimizer. */}
            <img src={`${path}/qr.svg`} alt={texts.qr.alt} width={176} height={176} loading="lazy" />
            <div className="grid content-center justify-items-start gap-2">
              <p className="text-soft">{texts.qr.lead}</p>
              <a href={`${path}/qr.png`} download>
                {texts.qr.png}
              </a>
              <a href={`${path}/qr.svg`} download>
                {texts.qr.svg}
              </a>
            </div>
          </div>
        ) : (
          <p className="share-opened text-soft">{failed ? texts.qr.failed : texts.creating}</p>
        )}
      </details>
    </li>
  );
}
