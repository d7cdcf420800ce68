// The text of a badge's square: `ALONGSIDE1:<school>:<token>`. Typed by hand, the token alone is enough. Pure.

export function badgeText(schoolId: string, token: string): string {
  return `ALONGSIDE1:${schoolId}:${token}`;
}

/** @returns undefined when it is something else: a poster, a web address */
export function badgeTokenOf(text: string): string | undefined {
  const [head, , token] = text.trim().split(":");
  const found = head === "ALONGSIDE1" ? token : text.trim();
  return found !== undefined && /^[A-Za-z0-9_-]{10,100}$/.test(found) ? found : undefined;
}
