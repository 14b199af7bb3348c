"use client";

import { useState } from "react";
import type { SharingTexts } from "./share-panel-texts";
import type { ShareState } from "./use-share";

/** The link as a QR code, to be shown or printed. Opening it makes the link. */
export function QrCode({ passing, texts }: { passing: ShareState; texts: SharingTexts }) {
  const [failed, setFailed] = useState(false);
  const path = passing.link && new URL(passing.link).pathname;

  async function opened(isOpen: boolean) {
    if (isOpen && !passing.link) setFailed((await passing.obtain()) === null);
  }

  return (
    <li className="share-more">
      <details onToggle={(event) => opened(event.currentTarget.open)}>
        <summary className="share-channel">{texts.channel.qr}</summary>
        {path ? (
          <div className="share-opened share-qr">
            {/* biome-ignore lint/performance/noImgElement: pictures are made to measure already. */}
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
          <p className="share-opened text-soft">{failed ? texts.qr.failed : texts.making}</p>
        )}
      </details>
    </li>
  );
}
