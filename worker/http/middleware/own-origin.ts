import type { Context } from "hono"

const localHosts: readonly string[] = ["localhost", "127.0.0.1", "[::1]"]

/** Whether a host name is this machine itself, where plain http is in order: browsers never ask a server for `*.localhost`. */
export function isLocalHost(hostname: string): boolean {
  return localHosts.includes(hostname) || hostname.endsWith(".localhost")
}

/**
 * The origin that links to a site lead to, by the address of a request to one of its configured hosts: https at that
 * host's own port, so that nobody's port stands in a letter; on this machine itself as it was asked.
 */
export function siteOf(requestUrl: string): string {
  const { origin, hostname } = new URL(requestUrl)
  return isLocalHost(hostname) ? origin : `https://${hostname.replace(/\.$/, "")}`
}

/**
 * The origin that a person's browser sees: https everywhere but on this machine itself. Behind a proxy that ends TLS
 * the Worker sees http. Good for telling one's own forms, not for links.
 */
export function ownOrigin(requestUrl: string): string {
  const { origin, hostname, host } = new URL(requestUrl)
  return isLocalHost(hostname) ? origin : `https://${host}`
}

/** Whether a form was sent by a page of this site. */
export function isOwnOrigin(origin: string, c: Context): boolean {
  return origin === ownOrigin(c.req.url)
}
