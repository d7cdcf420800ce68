// A QR code: dark squares on white in either theme, because cameras read it so. What it says must stand beside it in
// words too. What draws it is loaded when one is wanted: most screens never are.
import { useEffect, useState } from "preact/hooks";
import styles from "./qr-code.module.css";

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const [rows, setRows] = useState<readonly (readonly boolean[])[]>([]);
  useEffect(() => {
    let isOver = false;
    const draw = async () => {
      const { encodeQR } = await import("qr");
      if (!isOver) setRows(encodeQR(text, "raw", { ecc: "medium", border: 2 }));
    };
    void draw();
    return () => {
      isOver = true;
    };
  }, [text]);
  const size = Math.max(1, rows.length);
  const squares = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg class={styles.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} class={styles.light} />
      <path d={squares.join("")} class={styles.dark} shape-rendering="crispEdges" />
    </svg>
  );
}
