import { paths } from "../../../web/paths.ts"

/** Where to go on after signing in: only a path of this site, never elsewhere; the desk for anything else. */
export function safeReturn(to: string | undefined): string {
  return returnPath(to) ?? paths.desk()
}

/** The same, undefined for what is no path of this site. */
export function returnPath(to: string | undefined): string | undefined {
  const good = to !== undefined && to.length <= 500 && /^\/(?![/\\])[\x21-\x7e]*$/.test(to)
  return good && !to.startsWith("/api/") ? to : undefined
}
