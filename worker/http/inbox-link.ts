import { paths } from "../../web/paths.ts"
import { siteOf } from "./middleware/own-origin.ts"

/**
 * The whole address of the inbox, for letters that no request asked for: it leads to the cell's first host, at `port`
 * where that is this machine itself.
 */
export function inboxLink(
  { hosts: [host = "localhost"] }: { hosts: readonly string[] },
  port?: number,
): string {
  return siteOf(`http://${host}${port ? `:${port}` : ""}/`) + paths.inbox()
}
