"use client";

import { useEffect, useRef, useState } from "react";

const INITIAL_HEIGHT_PX = 660;

/** The embed as a partner's page shows it, inert. Its height is set as in `public/embed.js`. */
export function EmbedPreview({ src, title }: { src: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(INITIAL_HEIGHT_PX);
  useEffect(() => {
    const sayHello = () =>
      frame.current?.contentWindow?.postMessage({ groundswell: "hello" }, location.origin);
    const listen = ({ origin, source, data }: MessageEvent) => {
      if (origin !== location.origin || source !== frame.current?.contentWindow) return;
      if (data?.groundswell === "ready") sayHello();
      if (data?.groundswell === "height" && typeof data.height === "number") setHeight(data.height);
    };
    addEventListener("message", listen);
    sayHello(); // the embed may have been ready before the listener was added
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
