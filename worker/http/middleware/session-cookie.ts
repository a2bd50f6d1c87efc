import type { Services } from "../services.ts"
import { isLocalHost } from "./own-origin.ts"

const NAME = "shige.session"

/** How a site keeps a session: over https only, and bound to its host, but on this machine itself. */
export function sessionCookie(requestUrl: string, secret: string): Services["sessions"] {
  const secure = !isLocalHost(new URL(requestUrl).hostname)
  return { cookieName: secure ? `__Host-${NAME}` : NAME, secure, secret }
}
