// The device's own camera, looking for a QR code. The picture stays in this page; the camera is off as soon as the screen is
// left.
import { useEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

/** `none`: there is no camera, or it was not allowed. */
export type CameraState = "starting" | "looking" | "none";

/** @param onText called once for each square that comes into the picture */
export function useQrCamera(onText: (text: string) => Promise<void>): {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
} {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onText);
  told.current = onText;
  const [state, setState] = useState<CameraState>("starting");
  useEffect(() => {
    let isOver = false;
    let stop = () => {};
    const player = video.current;
    if (player === null) return undefined;
    watch(player, (text) => told.current(text)).then(
      (stopWatching) => {
        stop = stopWatching;
        if (isOver) stop();
        else setState("looking");
      },
      (fault: unknown) => {
        if (!(fault instanceof DOMException || fault instanceof TypeError)) throw fault;
        setState("none");
      },
    );
    return () => {
      isOver = true;
      stop();
    };
  }, []);
  return { video, state };
}

async function watch(player: HTMLVideoElement, onText: (text: string) => Promise<void>): Promise<() => void> {
  const { frameLoop, QRCanvas, selfieCamera } = await import("qr/dom.js");
  const camera = await selfieCamera(player);
  const canvas = new QRCanvas();
  let last = "";
  let isBusy = false;
  const look = async () => {
    if (isBusy) return;
    isBusy = true;
    const found = await camera.readFrame(canvas);
    if (typeof found === "string" && found !== last) {
      last = found;
      await onText(found);
    }
    isBusy = false;
  };
  const stopFrames = frameLoop(() => void look(), player);
  return () => {
    stopFrames();
    camera.stop();
    canvas.clear();
  };
}
