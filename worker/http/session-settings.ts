import { isLocalHost } from "./middleware/own-origin.ts"
import type { Services } from "./services.ts"

const SESSION_COOKIE = "shige.session"

/** How a cell keeps its sessions in browsers; over https only everywhere but on this machine itself. */
export function openSessions({ secret }: { secret: string }, request: Request): Services["sessions"] {
  const secure = !isLocalHost(new URL(request.url).hostname)
  return {
    cookieName: secure ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE,
    secure,
    secret,
  }
}
