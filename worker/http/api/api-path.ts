/** Whether an address is one of the API, where errors are problem documents and browser sessions count for nothing. */
export function isApi(path: string): boolean {
  return path === "/api/v1" || path.startsWith("/api/v1/")
}
