// A QR code: dark squares on white in either theme, because cameras read it so. What it says must stand beside it in
// words too.
import { encodeQR } from "qr";
import styles from "./qr-code.module.css";

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 2 });
  const size = rows.length;
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
