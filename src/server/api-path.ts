// Which addresses belong to the API: they are never answered with the app's page and never kept by a cache.

export function isApiPath(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}
