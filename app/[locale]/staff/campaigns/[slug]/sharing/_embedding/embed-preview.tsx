"use client";

import { useEffect, useRef, useState } from "react";

const RESERVED_PX = 660;

/** The box as a partner's page will show it, to look at only: as high as it says, as `public/embed.js` does it. */
export function EmbedPreview({ src, title }: { src: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(RESERVED_PX);
  useEffect(() => {
    const greet = () => frame.current?.contentWindow?.postMessage({ groundswell: "hello" }, location.origin);
    const listen = ({ origin, source, data }: MessageEvent) => {
      if (origin !== location.origin || source !== frame.current?.contentWindow) return;
      if (data?.groundswell === "ready") greet();
      if (data?.groundswell === "height" && typeof data.height === "number") setHeight(data.height);
    };
    addEventListener("message", listen);
    greet(); // it may have been ready before we listened
    return () => removeEventListener("message", listen);
  }, []);
  return (
    <div inert>
      <iframe
        ref={frame}
        src={src}
        title={title}
        loading="lazy"
        className="block w-full"
        style={{ height }}
      />
    </div>
  );
}
