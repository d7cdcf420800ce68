// A table of a page that is handed out, as plain HTML: every word in it is made harmless.

/** A heading and its rows, or that there are none. */
export function table(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return `<h2>${safe(title)}</h2><p>Nothing is held.</p>`;
  const head = columns.map((one) => `<th scope="col">${safe(one)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((one) => `<td>${safe(one)}</td>`).join("")}</tr>`).join("\n");
  return `<h2>${safe(title)}</h2><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Text as it may stand in HTML: signs are signs, and a new line is one. */
export function safe(text: string): string {
  const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign).replaceAll("\n", "<br>");
}
